/** Encoded words in headers (RFC 2047, with the language suffix of RFC 2231 §5), read as tolerantly as mail needs it. */
import { decodeCharset } from '../charset/index.ts';
import { decodeBase64Text, decodeQText } from './header-codecs.ts';

interface Word {
  readonly charset: string;
  readonly bytes: Uint8Array;
  readonly end: number;
}

/**
 * Decodes every encoded word of a header value, wherever it stands (also inside quotes, as mailers write it). White
 * space between two adjacent words goes (RFC 2047 §6.2); adjacent words of one charset are joined before decoding,
 * since mailers split characters. What is not well formed stays as it is. Linear in the length.
 */
export function decodeEncodedWords(text: string): string {
  if (!text.includes('=?')) return text;
  const pieces: string[] = [];
  let pending: Word[] = [];
  let position = 0;
  const flush = (): void => {
    if (pending.length > 0) pieces.push(decodeWords(pending));
    pending = [];
  };
  for (;;) {
    const start = text.indexOf('=?', position);
    if (start < 0) break;
    const word = readWord(text, start);
    if (word === undefined) {
      flush();
      pieces.push(text.slice(position, start + 2));
      position = start + 2;
      continue;
    }
    const between = text.slice(position, start);
    if (pending.length === 0 || between.trim() !== '') {
      flush();
      pieces.push(between);
    }
    if (pending.length > 0 && pending[0]?.charset !== word.charset) flush();
    pending.push(word);
    position = word.end;
  }
  flush();
  pieces.push(text.slice(position));
  return pieces.join('');
}

/** The word that begins with the '=?' at `start`. The text may hold spaces (seen in mail), no question mark. */
function readWord(text: string, start: number): Word | undefined {
  const charsetEnd = text.indexOf('?', start + 2);
  if (charsetEnd < 0 || charsetEnd === start + 2 || charsetEnd - start > 80) return undefined;
  const encoding = text.charAt(charsetEnd + 1).toLowerCase();
  if ((encoding !== 'q' && encoding !== 'b') || text.charAt(charsetEnd + 2) !== '?') return undefined;
  const textEnd = text.indexOf('?', charsetEnd + 3);
  if (textEnd < 0 || text.charAt(textEnd + 1) !== '=') return undefined;
  const encoded = text.slice(charsetEnd + 3, textEnd);
  const bytes = encoding === 'b' ? decodeBase64Text(encoded) : decodeQText(encoded);
  const charset = text.slice(start + 2, charsetEnd).toLowerCase();
  return { charset, bytes, end: textEnd + 2 };
}

function decodeWords(words: readonly Word[]): string {
  const bytes =
    words.length === 1 && words[0] ? words[0].bytes : Buffer.concat(words.map((word) => word.bytes));
  return decodeCharset(bytes, words[0]?.charset).text;
}
