/**
 * Character-strings of one record are joined without a blank (RFC 7208 §3.3): a blank that was meant to stand between two
 * strings and stands in neither glues two terms together.
 */
import { parseSpfRecord, readSpfRecord } from './parse.ts';
import type { SpfSpan } from './types.ts';

export interface GluedTerm {
  /** The term as receivers read it. */
  readonly term: string;
  readonly span: SpfSpan;
  /** Offset of the joint in the record. */
  readonly joint: number;
  /** The two terms that were meant. */
  readonly meant: readonly [string, string];
}

const maxJoints = 64;

/** Terms that lie across a joint and are two terms when parted there. */
export function findGluedTerms(strings: readonly string[]): readonly GluedTerm[] {
  const text = strings.join('');
  const found: GluedTerm[] = [];
  let joint = 0;
  const { record, problems } = readSpfRecord(text);
  const all = [...record.terms.map(({ text: term, span }) => ({ term, span })), ...problems];
  for (const string of strings.slice(0, Math.min(strings.length - 1, maxJoints))) {
    joint += string.length;
    const at = joint;
    const across = all.find(({ span }) => span.start < at && span.end > at);
    if (across === undefined) continue;
    const meant = [text.slice(across.span.start, at), text.slice(at, across.span.end)] as const;
    if (isTerm(meant[0]) && isTerm(meant[1]))
      found.push({ term: across.term, span: across.span, joint: at, meant });
  }
  return found;
}

const isTerm = (text: string): boolean => !text.includes(' ') && parseSpfRecord(`v=spf1 ${text}`).ok;

/** The record with a blank at each of these joints. */
export function withBlanks(text: string, glued: readonly GluedTerm[]): string {
  let out = text;
  for (const { joint } of glued.toSorted((a, b) => b.joint - a.joint))
    out = `${out.slice(0, joint)} ${out.slice(joint)}`;
  return out;
}

const maxStringOctets = 255;

/** The record as character-strings of at most 255 octets, parted behind a blank where there is one. */
export function toStrings(text: string): readonly string[] {
  const strings: string[] = [];
  let rest = text;
  while (rest.length > maxStringOctets) {
    const blank = rest.lastIndexOf(' ', maxStringOctets - 1);
    const end = blank < 1 ? maxStringOctets : blank + 1;
    strings.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...strings, rest];
}
