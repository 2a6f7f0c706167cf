/** A page: its title in the tab and as its heading, what can be done with it, and how wide it is. */
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

export function Page({
  title,
  width = 'text',
  actions,
  children,
}: {
  readonly title: string;
  /** 'text': as wide as one reads; 'wide': for tables and things side by side; 'narrow': for short forms. */
  readonly width?: 'text' | 'wide' | 'narrow';
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  useEffect(() => {
    document.title = `${title} · Waypost`;
  }, [title]);
  return (
    <main class={width}>
      <div class="head">
        <h1 tabIndex={-1}>{title}</h1>
        {actions}
      </div>
      {children}
    </main>
  );
}
