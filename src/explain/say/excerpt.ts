/**
 * Of a long text the sentences and lines that decided: somebody who pastes a page of his own words does not want to read it again, but to
 * see which of them were gone by. What is left out is marked by '…'.
 */
import type { QuotedWords } from '../verdict.ts';

/** Shorter texts are quoted whole. */
const LONGEST_WHOLE = 300;
/** A sentence, or a line, of so many characters is cut around the words that decided. */
const LONGEST_PIECE = 240;
/** Less than so many characters are told with what stands before and behind them. */
const SHORTEST = 60;
const LEFT_OUT = '…';
/** The end of a sentence, or of a line. */
const END = /(?<=[.!?;。！？])\s+|\n+/g;

interface Piece {
  readonly start: number;
  readonly end: number;
}

function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const found of text.matchAll(END)) {
    pieces.push({ start, end: found.index });
    start = found.index + found[0].length;
  }
  pieces.push({ start, end: text.length });
  return pieces.filter((piece) => text.slice(piece.start, piece.end).trim() !== '');
}

/** The part of a long piece around what decided in it, from word to word. */
function around(text: string, piece: Piece, spans: readonly Piece[]): Piece {
  if (spans.length === 0 || piece.end - piece.start <= LONGEST_PIECE) return piece;
  const first = Math.min(...spans.map(({ start }) => start));
  const last = Math.max(...spans.map(({ end }) => end));
  const room = Math.max(0, LONGEST_PIECE - (last - first)) / 2;
  const from = Math.max(piece.start, Math.floor(first - room));
  const to = Math.min(piece.end, Math.ceil(last + room));
  const head = from === piece.start ? from : from + Math.max(0, text.slice(from, first).search(/\s/));
  const cut = text.slice(last, to).search(/\s\S*$/);
  return { start: head, end: to === piece.end || cut < 0 ? to : last + cut };
}

/** The pieces that are wanted and, where they are few words, those beside them. */
function withNeighbours(pieces: readonly Piece[], wanted: ReadonlySet<number>): ReadonlySet<number> {
  const lengthOf = (at: number): number => {
    const piece = pieces[at];
    return piece === undefined ? 0 : piece.end - piece.start;
  };
  if (wanted.size === 0 || [...wanted].reduce((sum, at) => sum + lengthOf(at), 0) >= SHORTEST) return wanted;
  const beside = [...wanted].flatMap((at) => [at - 1, at + 1]);
  return new Set([...wanted, ...beside.filter((at) => lengthOf(at) > 0 && lengthOf(at) <= LONGEST_PIECE)]);
}

/**
 * The pieces of `text` in which `quoted` stands, its places in that text; the whole text where it is short, where nothing in it is known to
 * have decided, or where hardly anything would be left out. `withFirst`: the first piece is one of them.
 */
export function excerptOf(text: string, quoted: readonly QuotedWords[], { withFirst = false } = {}): string {
  if (text.length <= LONGEST_WHOLE || quoted.length === 0) return text;
  const pieces = piecesOf(text);
  const decided = pieces.map((piece) =>
    quoted.filter(({ start, end }) => start < piece.end && end > piece.start),
  );
  const wanted = new Set(decided.flatMap((spans, at) => (spans.length > 0 ? [at] : [])));
  if (withFirst) wanted.add(0);
  const kept = [...withNeighbours(pieces, wanted)]
    .sort((one, other) => one - other)
    .flatMap((at) => {
      const piece = pieces[at];
      return piece === undefined ? [] : [around(text, piece, decided[at] ?? [])];
    });
  const length = kept.reduce((sum, { start, end }) => sum + end - start, 0);
  if (kept.length === 0 || length > (2 * text.length) / 3) return text;
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of kept) {
    if (text.slice(at, start).trim() !== '') parts.push(LEFT_OUT);
    parts.push(text.slice(start, end).trim());
    at = end;
  }
  if (text.slice(at).trim() !== '') parts.push(LEFT_OUT);
  return parts.join(' ');
}
