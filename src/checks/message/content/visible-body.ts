/**
 * The text that readers see, each piece of it with its place: what the checks of wording look at. At most 500,000 characters of a part.
 * Read once for each message.
 */
import { htmlOfPart } from '../../../wire/html/index.ts';
import type { HtmlElement, HtmlSpan, MergeTag } from '../../../wire/html/types.ts';
import { type MailView, type Place, placeInText } from '../../../wire/mail-view/index.ts';
import type { TextPart } from '../../../wire/mail-view/types.ts';
import { type Token, tokensOf } from '../../../wire/phrases/index.ts';

/** A run of text; `start` is its place in the joined text. */
interface Piece {
  readonly start: number;
  readonly length: number;
  /** In the decoded part. */
  readonly from: number;
  readonly to: number;
  readonly parent?: HtmlElement;
}

export interface VisibleBody {
  readonly part: TextPart;
  /** Pieces joined by line ends. */
  readonly text: string;
  /** Its words, read once however many checks look at them. */
  readonly tokens: () => readonly Token[];
  /** Place of characters [start, end) of `text`. */
  readonly placeOf: (start: number, end: number) => Place;
  /** The element that a character stands in; plain text has none. */
  readonly elementAt: (offset: number) => HtmlElement | undefined;
}

const MAX_TEXT = 500_000;
const known = new WeakMap<MailView, readonly VisibleBody[]>();

/** One for each text part, HTML first. */
export function visibleBodies(view: MailView): readonly VisibleBody[] {
  const before = known.get(view);
  if (before !== undefined) return before;
  const bodies = [...view.texts]
    .sort((a, b) => Number(b.kind === 'html') - Number(a.kind === 'html'))
    .filter(({ kind }) => kind !== 'other')
    .map((part) => bodyOf(view, part));
  known.set(view, bodies);
  return bodies;
}

function bodyOf(view: MailView, part: TextPart): VisibleBody {
  const pieces: Piece[] = [];
  const texts: string[] = [];
  let length = 0;
  const add = (text: string, from: number, to: number, parent?: HtmlElement): void => {
    if (length > MAX_TEXT) return;
    pieces.push({ start: length, length: text.length, from, to, ...(parent !== undefined && { parent }) });
    texts.push(text);
    length += text.length + 1;
  };
  if (part.kind === 'html') {
    const { runs, html } = htmlOfPart(part);
    const withoutCode = codeRemover(html.mergeTags);
    for (const { text, span, hidden, parent } of runs)
      if (hidden === undefined) add(withoutCode(text, span), span.start, span.end, parent);
  } else add(part.text.slice(0, MAX_TEXT), 0, Math.min(part.text.length, MAX_TEXT));
  const pieceAt = (offset: number): Piece | undefined => pieces[lastAtOrBefore(pieces, offset)];
  const joined = texts.join('\n');
  let tokens: readonly Token[] | undefined;
  return {
    part,
    text: joined,
    tokens: () => {
      tokens ??= tokensOf(joined);
      return tokens;
    },
    placeOf: (start, end) => {
      const first = pieceAt(start);
      const last = pieceAt(Math.max(start, end - 1));
      if (first === undefined || last === undefined) return placeInText(view, part, 0, 0);
      return placeInText(view, part, offsetIn(first, start), offsetIn(last, end, true));
    },
    elementAt: (offset) => pieceAt(offset)?.parent,
  };
}

/** Makes what a template computes and notes blank: it is no wording. For runs in order; those with character references stay. */
function codeRemover(tags: readonly MergeTag[]): (text: string, span: HtmlSpan) => string {
  const code = tags.filter(({ role }) => role !== 'output');
  let next = 0;
  return (text, { start, end }) => {
    if (code.length === 0 || text.length !== end - start) return text;
    while ((code[next]?.span.end ?? Infinity) <= start) next += 1;
    let own = '';
    for (let at = next; (code[at]?.span.start ?? Infinity) < end; at += 1) {
      const { span } = code[at] ?? { span: { start: end, end } };
      own += text.slice(own.length, Math.max(own.length, span.start - start));
      own = own.padEnd(Math.min(span.end, end) - start, ' ');
    }
    return own + text.slice(own.length);
  };
}

/** Exact where no character reference stands in the run; else the run's end or beginning. */
function offsetIn({ start, length, from, to }: Piece, offset: number, isEnd = false): number {
  if (to - from === length) return Math.min(to, from + Math.max(0, offset - start));
  return isEnd ? to : from;
}

function lastAtOrBefore(pieces: readonly Piece[], offset: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
