/**
 * Everything that is wrong or outlived in a DMARC record (RFC 9989 §4.7, §9.3), tag by tag and with its place. What
 * receivers make of it is said by `parseDmarcRecord`. Linear; at most 64 tags.
 */
import { parseTagList, type TagList } from '../dkim/index.ts';
import { parseReportUris, type ReportUri } from './report-uri.ts';

export type DmarcFaultCode =
  /** Text before the version, which must come first. */
  | 'leading-blank'
  /** A tag twice makes the whole list invalid (RFC 6376 §3.2). */
  | 'duplicate-tag'
  /** Something between two semicolons that is no 'tag=value'. */
  | 'not-a-tag'
  /** Two tags run into each other: a comma or a blank where a semicolon belongs. */
  | 'bad-separator'
  /** A known tag in capitals: names are case-sensitive. */
  | 'tag-case'
  | 'bad-value'
  | 'p-missing'
  /** Quotes or backslashes of a zone file in the text. */
  | 'zone-characters';

export interface DmarcFault {
  readonly code: DmarcFaultCode;
  readonly tag?: string;
  readonly value?: string;
  /** Offset in the record. */
  readonly start: number;
}

export interface DmarcLint {
  readonly tags: TagList['tags'];
  readonly faults: readonly DmarcFault[];
  /** pct, rf, ri of RFC 7489, with their values. */
  readonly removed: TagList['tags'];
  readonly unknown: TagList['tags'];
  /** p does not follow v: no fault any more, but RFC 7489 demanded it. */
  readonly isPolicyLate: boolean;
  readonly reportUris: readonly ReportUri[];
}

const policy = ['none', 'quarantine', 'reject'];
const alignment = ['r', 's'];
/** The values of each tag (RFC 9989 §4.7); a list for fo, whose values are parted by colons. */
const valuesOf: Readonly<Record<string, readonly string[]>> = {
  p: policy,
  sp: policy,
  np: policy,
  adkim: alignment,
  aspf: alignment,
  fo: ['0', '1', 'd', 's'],
  psd: ['y', 'n', 'u'],
  t: ['y', 'n'],
};
const known: ReadonlySet<string> = new Set(['v', 'rua', 'ruf', ...Object.keys(valuesOf)]);
const removedTags: ReadonlySet<string> = new Set(['pct', 'rf', 'ri']);
const isTag = (name: string): boolean => known.has(name) || removedTags.has(name);

/** A value that holds the beginning of another tag. One sign before it is enough: runs of blanks cost no more than their length. */
const nextTag = /[,\s](v|p|sp|np|adkim|aspf|fo|psd|t|rua|ruf|pct|rf|ri)[ \t]*=/i;

/** Looks at the text of a record that `isDmarcRecord`. */
export function lintDmarcRecord(text: string): DmarcLint {
  const list = parseTagList(text);
  const faults: DmarcFault[] = [];
  if (/^\s/.test(text)) faults.push({ code: 'leading-blank', start: 0 });
  const zone = text.search(/["\\]/);
  if (zone >= 0) faults.push({ code: 'zone-characters', value: text.charAt(zone), start: zone });
  for (const { code, start } of list.problems) faults.push(listFault(text, code, start));
  for (const { name, value, start } of list.tags) faults.push(...tagFaults(name, value, start));
  // The version's name is matched in any case (RFC 9989 §4.8), p's is not.
  if (!list.tags.some(({ name }) => name === 'p')) faults.push({ code: 'p-missing', tag: 'p', start: 0 });
  const own = list.tags.slice(1);
  return {
    tags: list.tags,
    faults: faults.sort((a, b) => a.start - b.start),
    removed: own.filter(({ name }) => removedTags.has(name)),
    unknown: own.filter(({ name }) => !isTag(name) && !isTag(name.toLowerCase())),
    isPolicyLate: list.tags.findIndex(({ name }) => name === 'p') > 1,
    reportUris: (['rua', 'ruf'] as const).flatMap((tag) =>
      parseReportUris(tag, list.tags.find(({ name }) => name === tag)?.value ?? ''),
    ),
  };
}

function listFault(text: string, code: string, start: number): DmarcFault {
  const piece = (text.slice(start).split(';', 1)[0] ?? '').trim().slice(0, 80);
  if (code === 'duplicate') {
    return { code: 'duplicate-tag', tag: piece.split('=', 1)[0]?.trim() ?? '', start };
  }
  // 'rua=mailto:a@example.org; mailto:b@example.org': the second address is parted by the wrong sign.
  if (piece.toLowerCase().startsWith('mailto:')) return { code: 'bad-separator', value: piece, start };
  return { code: 'not-a-tag', value: piece, start };
}

function tagFaults(name: string, value: string, start: number): readonly DmarcFault[] {
  const lower = name.toLowerCase();
  if (lower === 'v') return [];
  if (name !== lower && isTag(lower)) return [{ code: 'tag-case', tag: name, value, start }];
  const lost = nextTag.exec(value);
  if (lost !== null)
    return [{ code: 'bad-separator', tag: name, value: lost[1] ?? '', start: start + lost.index }];
  const allowed = valuesOf[name];
  if (allowed === undefined) {
    const isEmpty = (name === 'rua' || name === 'ruf') && value === '';
    return isEmpty ? [{ code: 'bad-value', tag: name, value, start }] : [];
  }
  const given = (name === 'fo' ? value.split(':') : [value]).map((one) => one.trim().toLowerCase());
  const isGood = given.every((one) => allowed.includes(one));
  return isGood ? [] : [{ code: 'bad-value', tag: name, value, start }];
}

/** The values that a tag may have, for texts: 'none, quarantine, reject'. */
export function dmarcValues(tag: string): readonly string[] {
  return valuesOf[tag] ?? [];
}
