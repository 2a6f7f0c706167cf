/** Encoded words (RFC 2047 §2) as they stand in a field, and how to write one. */

export interface EncodedWord {
  readonly start: number;
  readonly end: number;
  readonly charset: string;
  readonly encoding: 'q' | 'b';
  readonly text: string;
}

const MAX_WORDS = 1_000;

/** The encoded words of an unfolded value, in order; at most 1,000. Linear. */
export function encodedWordsOf(value: string): readonly EncodedWord[] {
  const words: EncodedWord[] = [];
  let from = 0;
  while (words.length < MAX_WORDS) {
    const start = value.indexOf('=?', from);
    if (start < 0) break;
    const head = /^=\?([^?\s]{1,60})\?([qb])\?/i.exec(value.slice(start, start + 66));
    const textStart = start + (head?.[0].length ?? 2);
    const end = head === null ? -1 : value.indexOf('?=', textStart);
    if (head === null || end < 0) {
      from = start + 2;
      continue;
    }
    const encoding = head[2]?.toLowerCase() === 'b' ? 'b' : 'q';
    const text = value.slice(textStart, end);
    words.push({ start, end: end + 2, charset: (head[1] ?? '').toLowerCase(), encoding, text });
    from = end + 2;
  }
  return words;
}

/** Characters of a line that holds an encoded word, the field's name and all (RFC 2047 §2). */
const MAX_LINE = 76;
/** '=?utf-8?B?' and '?='. */
const FRAME = 12;

/** Octets that base64 can carry in a line where `used` characters stand already. */
const roomFor = (used: number): number => Math.floor((MAX_LINE - used - FRAME) / 4) * 3;

/**
 * The text as encoded words in UTF-8, one a line, with the line end given; `used` are the characters before them on the first
 * line. No character is torn apart (RFC 2047 §5).
 */
export function encodeWords(text: string, lineEnd: string, used: number): string {
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  // A name that leaves no room stands alone on the first line.
  const isAlone = roomFor(used) < 4;
  if (isAlone) pieces.push('');
  let room = roomFor(isAlone ? 1 : used);
  for (const char of text) {
    const length = Buffer.byteLength(char);
    if (octets + length > room) {
      pieces.push(piece);
      piece = '';
      octets = 0;
      room = roomFor(1);
    }
    piece += char;
    octets += length;
  }
  if (piece !== '') pieces.push(piece);
  return pieces
    .map((part) => (part === '' ? '' : `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`))
    .join(`${lineEnd} `);
}
