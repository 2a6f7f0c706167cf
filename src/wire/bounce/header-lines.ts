/** Header fields that stand in text: the returned message of reports that quote it instead of attaching it. */
import type { DecodedLine } from '../message/types.ts';

export interface TextField {
  /** Lower case. */
  readonly key: string;
  /** Unfolded, trimmed, at most 4,000 characters. */
  readonly value: string;
}

const MAX_FIELDS = 300;
const MAX_VALUE = 4_000;

/** Name of the header field that a line begins, in lower case; undefined when it begins none. */
export function fieldNameOf(text: string): string | undefined {
  const colon = text.indexOf(':');
  if (colon <= 0 || colon > 70) return undefined;
  for (let i = 0; i < colon; i++) {
    const c = text.charCodeAt(i);
    const isLetter = (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
    if (!isLetter && !(i > 0 && ((c >= 48 && c <= 57) || c === 45 || c === 95 || c === 46))) return undefined;
  }
  return text.slice(0, colon).toLowerCase();
}

/** Removes '> ' and indentation that every line of a quoted header block shares. */
export function unquotedLine(text: string): string {
  let at = 0;
  while (text.charCodeAt(at) === 62 && at < 20) at += text[at + 1] === ' ' ? 2 : 1;
  return at === 0 ? text : text.slice(at);
}

/** Reads the header fields from `from` on, up to the first blank line after one. */
export function readHeaderLines(lines: readonly DecodedLine[], from: number): readonly TextField[] {
  const fields: { key: string; value: string }[] = [];
  const indent = indentOf(lines[from]?.text ?? '');
  for (let i = from; i < lines.length && fields.length < MAX_FIELDS; i++) {
    const text = unquotedLine(lines[i]?.text ?? '').slice(0, MAX_VALUE);
    const body = indentOf(text) >= indent ? text.slice(indent) : text.trimStart();
    if (body.trim() === '') {
      if (fields.length > 0) break;
      continue;
    }
    const last = fields[fields.length - 1];
    const isFold = body.startsWith(' ') || body.startsWith('\t');
    const key = isFold ? undefined : fieldNameOf(body);
    if (key) fields.push({ key, value: body.slice(key.length + 1).trim() });
    else if (last && last.value.length < MAX_VALUE) last.value = `${last.value} ${body.trim()}`;
  }
  return fields;
}

function indentOf(text: string): number {
  let at = 0;
  while (at < 20 && (text[at] === ' ' || text[at] === '\t')) at += 1;
  return at;
}
