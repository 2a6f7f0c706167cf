/**
 * Text as it was before a program wrote it into another: the escapes of a string in source code or JSON ("\n", "\t", "\'", "\u00e9"), which glue
 * their letter to the next word, the bytes of Python (b'\xe4\xb8\xad', in whatever charset they are), and the marks of forums ('[FONT=Consolas]', '[/EMAIL]').
 */
import { decodeCharset } from '../wire/charset/index.ts';

/** What an escaped letter stands for. */
const LETTERS: Readonly<Record<string, string>> = { n: '\n', r: '\n', t: '\t', '\n': '\n' };

const ESCAPE = /\\{1,4}(?:u([0-9a-fA-F]{4})|([nrt"'\n]))/g;
/** Of a text that holds no such, '\n' may be the beginning of a name ('DOMAIN\nick'). */
const SURE_ESCAPE = /\\[nrt](?![a-z])|\\u[0-9a-fA-F]{4}|\\\n/;
/** These alone are sure without one. */
const ESCAPED_QUOTE = /\\{1,4}(?=["'])/g;
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

/** The text without escapes and forum marks; the same text where it holds none. */
export function unescaped(text: string): string {
  const unmarked = text.includes('[/') ? text.replaceAll(FORUM_MARK, '') : text;
  const plain = unmarked.includes('\\x') ? withoutBytes(unmarked) : unmarked;
  if (!plain.includes('\\')) return plain;
  if (!SURE_ESCAPE.test(plain)) return plain.replaceAll(ESCAPED_QUOTE, '');
  return plain.replaceAll(ESCAPE, (_, unit: string | undefined, sign: string | undefined) =>
    unit === undefined ? (LETTERS[sign ?? ''] ?? sign ?? '') : String.fromCharCode(Number.parseInt(unit, 16)),
  );
}
