/**
 * Which DNS lists the words of a reply name: by zone ('blocked using zen.spamhaus.org'), by page
 * ('https://www.spamhaus.org/query/ip/192.0.2.1') or by a name people use ('SpamCop'), and about which subject.
 */
import { isFullName } from '../../base/host-name.ts';
import { canonicalIp } from '../../base/ip.ts';
import { PhraseSet } from '../../base/phrase-set.ts';
import type { ClosedList, DnsblData, DnsList } from './list-data.ts';

export interface NamedList {
  readonly list: DnsList;
  /** The name that stands in the words. */
  readonly name: string;
  /** The codes of the part that the name means; none: the whole list. */
  readonly codes: readonly string[];
  /** What the words around the name say is listed: an address, or a domain for a list of domains. */
  readonly subject?: string;
}

export interface NamedLists {
  /** In the order of the text; each once. */
  readonly lists: readonly NamedList[];
  /** Those, and lists that cannot be asked. */
  readonly all: readonly NamedList[];
  /** Zones of lists that are dead or doubtful. */
  readonly closed: readonly ClosedList[];
}

/** Whom a name stands for. */
interface Owner {
  readonly list?: DnsList;
  /** Of the part that the name means. */
  readonly codes?: readonly string[];
  readonly closed?: ClosedList;
}

interface Hit extends Owner {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

interface Names {
  readonly names: PhraseSet;
  readonly owners: ReadonlyMap<string, readonly Owner[]>;
}

/** Only so much of a text is read. */
const maxTextLength = 4096;
/** An address or name in a page's link, or before a zone, is no longer than this. */
const maxTokenLength = 512;

/** The lists that a text names. A longer name beats a shorter one inside it: 'dbl.spamhaus.org' is not ZEN. */
export function zoneNamedIn(text: string, data: DnsblData): NamedLists {
  const lower = text.slice(0, maxTextLength).toLowerCase();
  const hits: Hit[] = [];
  const { names, owners } = namesOf(data);
  for (const name of names.allIn(lower))
    for (const owner of owners.get(name) ?? []) collect(lower, name, owner, hits);
  const kept: Hit[] = [];
  const byLength = hits.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  for (const hit of byLength) {
    if (kept.every((other) => hit.end <= other.start || hit.start >= other.end)) kept.push(hit);
  }
  return gathered(
    lower,
    kept.toSorted((a, b) => a.start - b.start),
  );
}

/** Hundreds of names are looked for in one walk over the text. */
const namesByData = new WeakMap<DnsblData, Names>();

function namesOf(data: DnsblData): Names {
  const known = namesByData.get(data);
  if (known !== undefined) return known;
  const owners = new Map<string, Owner[]>();
  const add = (name: string, owner: Owner): void => {
    owners.set(name, [...(owners.get(name) ?? []), owner]);
  };
  for (const list of [...data.lists, ...data.unasked]) {
    // An id is nothing that words would name.
    for (const name of [...(list.isAsked ? [list.zone] : []), ...list.names]) add(name, { list });
    for (const { names, codes } of list.parts) for (const name of names) add(name, { list, codes });
  }
  for (const closed of [...data.dead, ...data.doubtful])
    for (const name of [closed.zone.replace(/^\*\./, ''), ...closed.names]) add(name, { closed });
  const made = { names: new PhraseSet([...owners.keys()]), owners };
  namesByData.set(data, made);
  return made;
}

function gathered(text: string, hits: readonly Hit[]): NamedLists {
  const lists = new Map<string, NamedList>();
  const parts = new Map<string, Set<string>>();
  const closed = new Map<string, ClosedList>();
  for (const hit of hits) {
    if (hit.closed !== undefined) closed.set(hit.closed.zone, hit.closed);
    if (hit.list === undefined) continue;
    const { zone } = hit.list;
    const codes = new Set([...(parts.get(zone) ?? []), ...(hit.codes ?? [])]);
    parts.set(zone, codes);
    const before = lists.get(zone);
    const subject = before?.subject ?? subjectAt(text, hit, hit.list);
    const name = before?.name ?? hit.name;
    lists.set(zone, { list: hit.list, name, codes: [...codes], ...(subject !== undefined && { subject }) });
  }
  const all = [...lists.values()];
  return { lists: all.filter(({ list }) => list.isAsked), all, closed: [...closed.values()] };
}

/** At most four places of each name: more say nothing new. */
function collect(text: string, name: string, what: Owner, hits: Hit[]): void {
  let from = 0;
  for (let count = 0; count < 4; ) {
    const start = text.indexOf(name, from);
    if (start === -1) return;
    const end = start + name.length;
    from = end;
    if (isWordChar(text.charCodeAt(start - 1)) || isWordChar(text.charCodeAt(end))) continue;
    hits.push({ start, end, name, ...what });
    count += 1;
  }
}

/** Letters, digits, hyphen: what would make the name a part of another word. */
function isWordChar(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x2d;
}

const breaks = ' \t\r\n<>()"\',;';

/** The subject before the zone ('7.2.0.192.zen.spamhaus.org') or in the link after the name ('/query/ip/192.0.2.7'). */
function subjectAt(text: string, { start, end }: Hit, list: DnsList): string | undefined {
  let first = start;
  while (first > 0 && start - first < maxTokenLength && !breaks.includes(text.charAt(first - 1))) first--;
  let last = end;
  while (last < text.length && last - end < maxTokenLength && !breaks.includes(text.charAt(last))) last++;
  const isOfNames = list.kind.includes('domain');
  return (
    subjectBefore(text.slice(first, start), isOfNames) ??
    subjectInLink(text.slice(end, last), isOfNames) ??
    subjectBlocked(text.slice(Math.max(0, first - maxTokenLength), first), isOfNames)
  );
}

/** What Postfix says is blocked ('Sender address [news@example.org] blocked using ZONE'), its default_rbl_reply. */
function subjectBlocked(before: string, isOfNames: boolean): string | undefined {
  if (!before.endsWith('] blocked using ')) return undefined;
  const what = before.slice(before.lastIndexOf('[') + 1, before.lastIndexOf(']'));
  if (!isOfNames) return canonicalIp(what);
  const name = what.slice(what.lastIndexOf('@') + 1);
  return canonicalIp(name) === undefined && isFullName(name) ? name : undefined;
}

function subjectBefore(token: string, isOfNames: boolean): string | undefined {
  if (!token.endsWith('.')) return undefined;
  const text = token.slice(0, -1).replaceAll(/^[[{:=]+/g, '');
  const labels = text.split('.');
  if (labels.length === 4 && canonicalIp(text) !== undefined) return labels.toReversed().join('.');
  if (labels.length === 32 && labels.every((label) => label.length === 1)) {
    const groups = labels.toReversed().join('').match(/.{4}/g) ?? [];
    return canonicalIp(groups.join(':'));
  }
  return isOfNames && isFullName(text) ? text : undefined;
}

function subjectInLink(rest: string, isOfNames: boolean): string | undefined {
  for (const part of rest.split(/[/?=&#]/).slice(0, 16)) {
    const text = part.replace(/[.\]]+$/, '');
    const ip = canonicalIp(text);
    if (ip !== undefined) return ip;
    if (isOfNames && isFullName(text)) return text;
  }
  return undefined;
}
