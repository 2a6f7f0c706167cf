/** Wraps text for a terminal: by words, wide characters counted as two columns, nothing cut away. */
import { withoutInvisible } from '../base/visible-text.ts';

/** Below it a character takes one column. */
const FIRST_WIDE = 0x1100;

/** East Asian wide and fullwidth characters take two columns (Unicode TR 11, the common ranges). */
function columnsOf(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  const isWide =
    (code >= FIRST_WIDE && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    code >= 0x1f300;
  return isWide ? 2 : 1;
}

/** Width of a text in columns. */
export function textWidth(text: string): number {
  let at = 0;
  while (at < text.length && text.charCodeAt(at) < FIRST_WIDE) at += 1;
  let width = at;
  for (const char of text.slice(at)) width += columnsOf(char);
  return width;
}

/** Control characters of mail never reach the terminal as they are. */
export function printable(text: string): string {
  return withoutInvisible(text).replace(/\p{Cc}/gu, (char) =>
    char === '\n' || char === '\t' ? char : '\ufffd',
  );
}

function splitLong(word: string, width: number): readonly string[] {
  if (textWidth(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const char of word) {
    const columns = columnsOf(char);
    if (used + columns > width) {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += char;
    used += columns;
  }
  pieces.push(piece);
  return pieces;
}

/** Lines of at most `width` columns (at least 10); words longer than a line are split. */
export function wrap(text: string, width: number): readonly string[] {
  const limit = Math.max(width, 10);
  const lines: string[] = [];
  for (const paragraph of printable(text).split('\n')) {
    let line = '';
    let used = 0;
    for (const word of paragraph.split(/[ \t]+/).flatMap((piece) => splitLong(piece, limit))) {
      const columns = textWidth(word);
      if (line !== '' && used + 1 + columns <= limit) {
        line += ` ${word}`;
        used += 1 + columns;
        continue;
      }
      if (line !== '') lines.push(line);
      line = word;
      used = columns;
    }
    lines.push(line);
  }
  return lines;
}

/** Wraps with the first line after `head` and the others indented to `indent` columns. */
export function hang(head: string, text: string, indent: number, width: number): string {
  const [first = '', ...rest] = wrap(text, width - indent);
  const lead = head + ' '.repeat(Math.max(indent - textWidth(head), head === '' ? 0 : 1));
  return [lead + first, ...rest.map((line) => ' '.repeat(indent) + line)]
    .map((line) => line.trimEnd())
    .join('\n');
}
