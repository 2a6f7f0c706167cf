/** A text cut at the places that are to be marked. Pure. */
import type { Quoted } from '../documents/types.ts';
import { showMarks } from '../texts/show-marks.ts';

export interface Piece {
  readonly text: string;
  readonly isMarked: boolean;
}

type Range = Pick<Quoted, 'start' | 'end'>;

/** Where the words that decided stand in the quote, which is the reply without its frame; those that are not in it have no place. */
export const placesIn = (quote: string, quoted: readonly Quoted[]): readonly Range[] =>
  quoted.flatMap(({ text }) => {
    const start = text === '' ? -1 : quote.indexOf(text);
    return start < 0 ? [] : [{ start, end: start + text.length }];
  });

/** Ranges that lie outside are cut, overlapping ones joined; without ranges one piece. Marks of direction are shown. */
export function cutAtMarks(text: string, ranges: readonly Range[]): readonly Piece[] {
  const sorted = ranges
    .map(({ start, end }) => ({ start: Math.max(0, start), end: Math.min(text.length, end) }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end } of sorted) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    if (from > at) pieces.push({ text: text.slice(at, from), isMarked: false });
    const last = pieces.at(-1);
    if (from === at && last?.isMarked === true)
      pieces[pieces.length - 1] = { text: last.text + text.slice(from, end), isMarked: true };
    else pieces.push({ text: text.slice(from, end), isMarked: true });
    at = end;
  }
  if (at < text.length || pieces.length === 0) pieces.push({ text: text.slice(at), isMarked: false });
  return pieces.map((piece) => ({ ...piece, text: showMarks(piece.text) }));
}
