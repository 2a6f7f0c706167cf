/** A page: its title in the tab and as its heading, what can be done with it, and how wide it is. */
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { showMarks } from '../texts/show-marks.ts';

export function Page({
  title,
  lang,
  width = 'text',
  actions,
  children,
}: {
  /** Marks of direction in it are shown. */
  readonly title: string;
  /** Of a title that is not in the language of the page. */
  readonly lang?: string | undefined;
  /** 'text': as wide as one reads; 'wide': for tables and things side by side; 'narrow': for short forms. */
  readonly width?: 'text' | 'wide' | 'narrow';
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const shown = showMarks(title);
  useEffect(() => {
    document.title = `${shown} · Waypost`;
  }, [shown]);
  return (
    <main class={width}>
      <div class="head">
        <h1 tabIndex={-1} lang={lang}>
          {shown}
        </h1>
        {actions}
      </div>
      {children}
    </main>
  );
}
