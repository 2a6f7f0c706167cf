/**
 * Text as it was before a program wrote it into another: the escapes of a string in source code or JSON ("\n", "\t", "\'", "\u00e9"), which glue
 * their letter to the next word, and the marks of forums ('[FONT=Consolas]', '[/EMAIL]').
 */

/** What an escaped letter stands for. */
const LETTERS: Readonly<Record<string, string>> = { n: '\n', r: '\n', t: '\t', '\n': '\n' };

const ESCAPE = /\\{1,4}(?:u([0-9a-fA-F]{4})|([nrt"'\n]))/g;
/** Of a text that holds no such, '\n' may be the beginning of a name ('DOMAIN\nick'). */
const SURE_ESCAPE = /\\[nrt](?![a-z])|\\u[0-9a-fA-F]{4}|\\\n/;
/** These alone are sure without one. */
const ESCAPED_QUOTE = /\\{1,4}(?=["'])/g;
const FORUM_MARK =
  /\[\/?(?:font|color|colour|email|url|size|quote|code|img|list|b|i|u|left|center|indent)(?:=[^[\]\n]{0,200})?\]/gi;

/** The text without escapes and forum marks; the same text where it holds none. */
export function unescaped(text: string): string {
  const plain = text.includes('[/') ? text.replaceAll(FORUM_MARK, '') : text;
  if (!plain.includes('\\')) return plain;
  if (!SURE_ESCAPE.test(plain)) return plain.replaceAll(ESCAPED_QUOTE, '');
  return plain.replaceAll(ESCAPE, (_, unit: string | undefined, sign: string | undefined) =>
    unit === undefined ? (LETTERS[sign ?? ''] ?? sign ?? '') : String.fromCharCode(Number.parseInt(unit, 16)),
  );
}
