/** A few words with a colour; the colour never stands alone. */
import type { ComponentChildren } from 'preact';

export type Tone = 'bad' | 'good' | 'unknown' | 'you' | 'plain';

/** `label`: what is read aloud instead, where the words alone do not say it ('2' → '2 open alerts'). */
export function Chip({
  tone = 'plain',
  label,
  children,
}: {
  readonly tone?: Tone;
  readonly label?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <span class={`chip ${tone}`}>
      {label === undefined ? (
        children
      ) : (
        <>
          <span aria-hidden="true">{children}</span>
          <span class="unseen">{label}</span>
        </>
      )}
    </span>
  );
}

/** The word of a result, in its colour: 'fail', 'pass', 'not checked'. */
export function StateWord({
  tone,
  children,
}: {
  readonly tone: Tone | 'warn';
  readonly children: ComponentChildren;
}) {
  return <span class={`st ${tone}`}>{children}</span>;
}
