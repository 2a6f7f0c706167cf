/**
 * Text as it was before a program wrote it into another: the escapes of a string in source code or JSON ("\n", "\t", "\'", "\u00e9"), which glue
 * their letter to the next word, the bytes of Python (b'\xe4\xb8\xad', in whatever charset they are), and the marks of forums ('[FONT=Consolas]', '[/EMAIL]'). Escaped marks of ours become U+FFFD (base/marks.ts).
 */
import { withoutMarks } from '../base/marks.ts';
import { decodeCharset } from '../wire/charset/index.ts';

/** What an escaped letter stands for. */
const LETTERS: Readonly<Record<string, string>> = { n: '\n', r: '\n', t: '\t', '\n': '\n' };

const ESCAPE = /\\{1,4}(?:u([0-9a-fA-F]{4})|([nrt"'\n]))/g;
/** Of a text that holds no such, '\n' may be the beginning of a name ('DOMAIN\nick'). */
const SURE_ESCAPE = /\\[nrt](?![a-z])|\\u[0-9a-fA-F]{4}|\\\n/;
const SURE_LETTER = /\\([nrt])(?![a-z])|(?<=\\[nrt]\\{1,4})([nrt])/g;
/** These alone are sure without one. */
const ESCAPED_QUOTE = /\\{1,4}(?=["'])/g;
/** A name up to its backslash: 'DOMAIN', 'C:', and 'DOMAIN\\rick' where another stands behind. */
const NAME_BEFORE = /(?:^|[^\w.$\\-])([\w.$-]*[\w$-]|[A-Za-z]:)(?:\\{1,4}[\w.$-]*[\w$-])*$/;
const MAX_NAME = 80;
const FORUM_MARK =
  /\[\/?(?:font|color|colour|email|url|size|quote|code|img|list|b|i|u|left|center|indent)(?:=[^[\]\n]{0,200})?\]/gi;

/** Bytes above ASCII as Python writes them. */
const BYTES = /(?:\\{1,2}x[89a-fA-F][0-9a-fA-F]){1,2000}/g;

const bytesOf = (run: string): Uint8Array => Buffer.from(run.replaceAll(/\\{1,2}x/g, ''), 'hex');

/** Bytes written out, decoded by what all of them look like. */
function withoutBytes(text: string): string {
  const runs = text.match(BYTES);
  if (runs === null) return text;
  const { charset } = decodeCharset(Buffer.concat(runs.map(bytesOf)), undefined);
  return text.replaceAll(BYTES, (run) => decodeCharset(bytesOf(run), charset).text);
}

/** Letters that somewhere in the text are escaped for sure, so that they may be where that is not sure. */
const sureLetters = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(SURE_LETTER)].map((found) => found[1] ?? found[2] ?? ''));

/**
 * Is the letter the first of a name? It goes on as a word, and a name stands right before its backslash: 'DOMAIN\rick', whatever sure
 * escapes stand elsewhere. A word in lower case before it ('more\nsee') is one of a sentence where the same letter is escaped elsewhere.
 */
function isName(text: string, at: number, next: number, sign: string, sure: ReadonlySet<string>): boolean {
  const unit = text.charCodeAt(next);
  if (sign === '' || LETTERS[sign] === undefined || unit < 0x61 || unit > 0x7a) return false;
  const head = NAME_BEFORE.exec(text.slice(Math.max(0, at - MAX_NAME), at))?.[1];
  if (head === undefined) return false;
  return !sure.has(sign) || /[A-Z]/.test(head);
}

/** The lines of one reply as libraries keep them, in an array of strings with a code in front of each: '["554-No", "554 Why"]'. */
const LINES_OF_REPLY = /(?<=["'])([45]\d\d)(-[^"'\n]{0,500})["'],[ \t]{0,4}["'](?=\1[ -])/g;

/** The text without escapes and forum marks; the same text where it holds none. */
export function unescaped(given: string): string {
  const text = given.includes('-') ? given.replaceAll(LINES_OF_REPLY, '$1$2\n') : given;
  const unmarked = text.includes('[/') ? text.replaceAll(FORUM_MARK, '') : text;
  const plain = unmarked.includes('\\x') ? withoutBytes(unmarked) : unmarked;
  if (!plain.includes('\\')) return plain;
  if (!SURE_ESCAPE.test(plain)) return plain.replaceAll(ESCAPED_QUOTE, '');
  const sure = sureLetters(plain);
  let escapeEnd = -1;
  return plain.replaceAll(ESCAPE, (all, unit: string | undefined, sign: string | undefined, at: number) => {
    const isBehindEscape = at === escapeEnd;
    const end = at + all.length;
    if (!isBehindEscape && sign !== undefined && isName(plain, at, end, sign, sure)) return all;
    escapeEnd = end;
    return unit === undefined
      ? (LETTERS[sign ?? ''] ?? sign ?? '')
      : withoutMarks(String.fromCharCode(Number.parseInt(unit, 16)));
  });
}
