/** Marks by their place, so that a page of many tags is not held against each of many findings. */
import type { HtmlMark } from './safe-html.ts';

const maxMarks = 1000;

export interface MarkIndex {
  /** Marks that begin in [start, end), in order. */
  readonly beginningIn: (start: number, end: number) => readonly HtmlMark[];
  /** Marks that have something in common with [start, end), in order. */
  readonly overlapping: (start: number, end: number) => readonly HtmlMark[];
}

/** At most 1,000 marks, the first ones of the source. */
export function indexMarks(marks: readonly HtmlMark[]): MarkIndex {
  const sorted = [...marks].sort((a, b) => a.start - b.start).slice(0, maxMarks);
  // How far the marks up to each one reach: what lies behind it is overlapped by none of them.
  const reach: number[] = [];
  for (const { end } of sorted) reach.push(Math.max(reach.at(-1) ?? end, end));

  /** The index of the first mark that does not begin before `at`. */
  const firstFrom = (at: number): number => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.start ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    beginningIn: (start, end) => sorted.slice(firstFrom(start), firstFrom(end)),
    overlapping: (start, end) => {
      const last = firstFrom(end);
      let first = last;
      while (first > 0 && (reach[first - 1] ?? 0) > start) first -= 1;
      return sorted.slice(first, last).filter((mark) => mark.end > start);
    },
  };
}
