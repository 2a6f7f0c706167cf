/** Header values of the message that came back: a part of the report, or lines that its text quotes. */
import { decodeText, header } from '../message/index.ts';
import type { DecodedLine, MimePart, ParsedMessage } from '../message/types.ts';
import { readHeaderLines } from './header-lines.ts';

/** Header values of the returned message by name in lower case. */
export interface ReturnedHeaders {
  readonly first: (key: string) => string | undefined;
  readonly all: (key: string) => readonly string[];
}

const MAX_HEADER_BYTES = 262_144;

/** From the part that holds it, else from the quoted lines; undefined where neither has a field. */
export function readReturnedHeaders(
  message: ParsedMessage,
  part: MimePart | undefined,
  quoted: readonly DecodedLine[],
): ReturnedHeaders | undefined {
  const enclosed = part?.children[0];
  if (enclosed) {
    return {
      first: (key) => header(enclosed, key)?.value,
      all: (key) => enclosed.headers.filter((h) => h.key === key).map((h) => h.value),
    };
  }
  const lines = part ? decodeText(message, part, MAX_HEADER_BYTES).lines : quoted;
  const start = part ? 0 : headerStart(lines);
  if (start < 0) return undefined;
  const fields = readHeaderLines(lines, start);
  if (fields.length === 0) return undefined;
  return {
    first: (key) => fields.find((f) => f.key === key)?.value,
    all: (key) => fields.filter((f) => f.key === key).map((f) => f.value),
  };
}

const FIRST_FIELDS: readonly string[] = [
  'received:',
  'return-path:',
  'from:',
  'to:',
  'subject:',
  'date:',
  'message-id:',
  'x-',
  'delivered-to:',
];

/** The quoted text begins with the line that announces it, maybe words about it, then the headers; -1 where none come. */
export function headerStart(lines: readonly DecodedLine[]): number {
  for (let i = 0; i < lines.length && i < 60; i++) {
    const line = lines[i]?.text ?? '';
    if (!line.includes(':')) continue;
    const text = line
      .replace(/^[>\s]{1,20}/, '')
      .slice(0, 20)
      .toLowerCase();
    if (FIRST_FIELDS.some((n) => text.startsWith(n)) && text.includes(':')) return i;
  }
  return -1;
}
