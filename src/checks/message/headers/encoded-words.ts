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

/** At most 75 characters a word (RFC 2047 §2): 45 octets in base64 with '=?utf-8?B?' and '?='. */
const MAX_OCTETS = 45;

/** The text as encoded words in UTF-8, one a line, with the line end given. No character is torn apart (RFC 2047 §5). */
export function encodeWords(text: string, lineEnd: string): string {
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  for (const char of text) {
    const length = Buffer.byteLength(char);
    if (octets + length > MAX_OCTETS) {
      pieces.push(piece);
      piece = '';
      octets = 0;
    }
    piece += char;
    octets += length;
  }
  if (piece !== '') pieces.push(piece);
  return pieces.map((part) => `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`).join(`${lineEnd} `);
}
