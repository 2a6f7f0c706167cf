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
  const mapper = new TextMapper();
  let lineAt = 0;
  let isChanged = false;
  while (lineAt < text.length) {
    const lineFeed = text.indexOf('\n', lineAt);
    const lineEnd = lineFeed < 0 ? text.length : lineFeed + 1;
    const contentAt = quoteEnd(text, lineAt, lineEnd);
    if (contentAt !== lineAt) isChanged = true;
    mapper.append(text.slice(contentAt, lineEnd), contentAt);
    lineAt = lineEnd;
  }
  return isChanged ? mapper.finish(text.length) : unmappedText(text);
}

function quoteEnd(text: string, lineAt: number, lineEnd: number): number {
  let at = lineAt;
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    let mark = at;
    while (mark < lineEnd && mark < at + 4 && (text[mark] === ' ' || text[mark] === '\t')) mark += 1;
    if (text.startsWith('>>> ', mark) && isTranscriptCommand(text, mark + 4)) return at;
    if (text[mark] !== '>' && !(text[mark] === '|' && text[mark + 1] === ' ')) return at;
    at = mark + 1;
    if (text[at] === ' ') at += 1;
  }
  return at;
}

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
