/** TXT records that were meant as SPF and are not: RFC 7208 §4.5 wants 'v=spf1' alone or with a space, at the very start. */
import { isSpfRecord, parseSpfRecord } from './parse.ts';

/**
 * 'leading-blank': something invisible or a blank before the version; 'quoted': quotation marks are part of the text;
 * 'no-blank': a term is glued to the version, as happens at the joint of two strings; 'version': 'v=spf2', 'v=spf1;',
 * 'v = spf1'; 'no-version': 'spf1 …'; 'sender-id': 'spf2.0/…' of RFC 4406, which is no SPF and does no harm.
 */
export type SpfNearMissKind =
  | 'leading-blank'
  | 'quoted'
  | 'no-blank'
  | 'version'
  | 'no-version'
  | 'sender-id';

export interface SpfNearMiss {
  readonly kind: SpfNearMissKind;
  /** The record as it was meant, where that is well-formed. */
  readonly meant?: string;
}

const maxLength = 4096;
const quotes = '"\'`\u0093\u0094';

/** Undefined: it is an SPF record, or was never meant as one. */
export function readNearMiss(text: string): SpfNearMiss | undefined {
  if (text.length > maxLength || isSpfRecord(text)) return undefined;
  const bare = withoutInvisible(text);
  const plain = withoutQuotes(bare);
  const lower = plain.toLowerCase();
  if (lower.startsWith('spf2.0/')) return { kind: 'sender-id' };
  const version = versionOf(lower);
  if (version === undefined) return undefined;
  const rest = plain.slice(version.end);
  const kind = plain !== bare ? 'quoted' : version.kind !== 'exact' ? version.kind : kindOfStart(text, rest);
  const trimmed = dropLeading(rest, ' ;:,.\t\u00a0\u00c2');
  const meant = `v=spf1 ${trimmed}`.trimEnd();
  return parseSpfRecord(meant).ok ? { kind, meant } : { kind };
}

function kindOfStart(text: string, rest: string): SpfNearMissKind {
  if (text.slice(0, 6).toLowerCase() !== 'v=spf1') return 'leading-blank';
  return /^[a-z+?~-]/i.test(rest) ? 'no-blank' : 'version';
}

/** Where the version ends, and whether it is written as it must be. */
function versionOf(
  lower: string,
): { readonly end: number; readonly kind: 'exact' | 'version' | 'no-version' } | undefined {
  if (lower.startsWith('v=spf1')) {
    // 'v=spf10' and 'v=spf1.1' are versions of something else, if of anything.
    return /^[0-9]/.test(lower.slice(6)) ? undefined : { end: 6, kind: 'exact' };
  }
  const loose = /^v ?[=:] ?spf ?-?[0-9](?:\.[0-9])?(?![0-9])/.exec(lower);
  if (loose !== null) return { end: loose[0].length, kind: 'version' };
  return /^spf1(?:[ ;:]|$)/.test(lower) ? { end: 4, kind: 'no-version' } : undefined;
}

/** Blanks, control characters, a byte order mark and no-break spaces (as Latin-1 octets) before the first character. */
function withoutInvisible(text: string): string {
  return dropLeading(text, ' \t\r\n\u00a0\u00c2\u00ef\u00bb\u00bf\u00e2\u0080\u008b');
}

function withoutQuotes(text: string): string {
  const start = dropLeading(text, `${quotes}\\ `);
  if (start === text || !quotes.includes(text.charAt(text.charAt(0) === '\\' ? 1 : 0))) return text;
  let end = start.length;
  while (end > 0 && `${quotes}\\ `.includes(start.charAt(end - 1))) end -= 1;
  return start.slice(0, end);
}

function dropLeading(text: string, characters: string): string {
  let start = 0;
  while (start < text.length && characters.includes(text.charAt(start))) start += 1;
  return text.slice(start);
}
