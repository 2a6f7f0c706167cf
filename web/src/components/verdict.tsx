/** The answer in one sentence, with what stands around it. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export function Verdict({
  tone,
  title,
  children,
}: {
  readonly tone: 'bad' | 'good' | 'unknown';
  readonly title: string;
  readonly children?: ComponentChildren;
}) {
  const id = useId();
  return (
    <section class={`verdict ${tone}`} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
