/** The reporters without an RFC that Waypost knows by their words: a table of marks, each with a name and maybe a reader. */
import type { BounceLayout } from '../layout.ts';
import type { Notice } from '../notices.ts';
import type { BounceSignals } from '../signals.ts';

/** How one reporter is known and, where the generic reader does not do, read. */
export interface BounceFormat {
  /** 'qmail', 'exim', …; stable. */
  readonly id: string;
  /** True when the layout bears the marks of this reporter. */
  readonly isMatch: (layout: BounceLayout, signals: BounceSignals) => boolean;
  /** Reads what the generic reader cannot; undefined hands back to it. */
  readonly read?: (layout: BounceLayout) => Omit<Notice, 'format'> | undefined;
}

const FORMATS: readonly BounceFormat[] = [];

/** The first format whose marks fit. */
export function recogniseFormat(layout: BounceLayout, signals: BounceSignals): BounceFormat | undefined {
  return FORMATS.find((f) => f.isMatch(layout, signals));
}
