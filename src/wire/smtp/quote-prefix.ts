/**
 * Quote marks of mail programs ('> ', '>> ', '> > ', '| ') at the beginning of lines.
 * The '>>> RCPT To:<…>' and '<<< 550 …' of a transcript are speech marks, not quotes, and stay.
 */
import { type MappedText, TextMapper, unmappedText } from './mapped-text.ts';

const MAX_DEPTH = 20;

/** Takes the quote marks off every line. */
export function stripQuotePrefix(text: string): string {
  return mapUnquoted(text).text;
}

/** The same, with the way back to the offsets of the given text. */
export function mapUnquoted(text: string): MappedText {
  if (!text.includes('>') && !text.includes('|')) return unmappedText(text);
  let mapper: TextMapper | undefined;
  /** Text before it is in the mapper. */
  let copied = 0;
  let lineAt = 0;
  while (lineAt < text.length) {
    const contentAt = quoteEnd(text, lineAt);
    if (contentAt !== lineAt) {
      mapper ??= new TextMapper();
      mapper.append(text.slice(copied, lineAt), copied);
      copied = contentAt;
    }
    const lineFeed = text.indexOf('\n', contentAt);
    lineAt = lineFeed < 0 ? text.length : lineFeed + 1;
  }
  if (mapper === undefined) return unmappedText(text);
  mapper.append(text.slice(copied), copied);
  return mapper.finish(text.length);
}

function quoteEnd(text: string, lineAt: number): number {
  let at = lineAt;
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    let mark = at;
    let unit = text.charCodeAt(mark);
    while (mark < at + 4 && (unit === 0x20 || unit === 0x09)) {
      mark += 1;
      unit = text.charCodeAt(mark);
    }
    const isQuote = unit === GREATER || (unit === PIPE && text.charCodeAt(mark + 1) === 0x20);
    if (!isQuote || (text.startsWith('>>> ', mark) && isTranscriptCommand(text, mark + 4))) return at;
    at = mark + 1;
    if (text.charCodeAt(at) === 0x20) at += 1;
  }
  return at;
}

const GREATER = 0x3e;
const PIPE = 0x7c;

const COMMANDS = [
  'HELO',
  'EHLO',
  'LHLO',
  'MAIL',
  'RCPT',
  'DATA',
  'BDAT',
  'AUTH',
  'STAR',
  'QUIT',
  'RSET',
  'VRFY',
  'NOOP',
];

function isTranscriptCommand(text: string, at: number): boolean {
  return text[at] === '.' || COMMANDS.includes(text.slice(at, at + 4).toUpperCase());
}
