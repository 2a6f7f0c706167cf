/**
 * Gathers one selector's DKIM key: TXT at the name and, only where that is not a usable key, what explains it: an alias
 * that leads nowhere, a wildcard that answers for every selector, the record at a name near the right one.
 */
import type { Evidence } from '../../findings/evidence.ts';
import type { DkimKeyFacts } from '../../findings/facts/dkim-key.ts';
import { inspectDkimKey, parseDkimKeyRecord, parseTagList, tagValue } from '../../wire/dkim/index.ts';
import type { AuditContext, KnownSelector } from '../audit/types.ts';
import type { DnsAnswer, DnsObservation, Resolver } from '../dns/types.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import { computedFrom, present, unknown } from '../shelf.ts';

const maxRecords = 8;
const maxAliases = 8;
/** Long and meaningless: nobody publishes a key for it. */
const nobodysSelector = 'no-such-selector-x7f3q9';

/** The shelf dkimKey: present, with nothing in it, where nothing is published. */
export async function gatherDkimKey(
  domain: string,
  known: KnownSelector,
  context: AuditContext,
): Promise<Partial<Evidence>> {
  const recorder = recordingResolver(context.resolver);
  const name = `${known.selector}._domainkey.${domain}`;
  const answer = await recorder.lookup(name, 'TXT', context.signal);
  const search: Search = { domain, known, name, resolver: recorder, signal: context.signal };
  const facts = answer.state === 'unknown' ? undefined : await factsOf(answer, search);
  const from = computedFrom('DKIM key (RFC 6376)', recorder);
  if (facts !== undefined) return { dkimKey: present(facts, context.clock, from) };
  const why = recorder.failure() ?? { code: 'servfail', message: `${name} TXT was not answered.` };
  return { dkimKey: unknown(why, context.clock, from) };
}

interface Search {
  readonly domain: string;
  readonly known: KnownSelector;
  readonly name: string;
  readonly resolver: Resolver;
  readonly signal: AbortSignal | undefined;
}

async function factsOf(
  answer: Exclude<DnsObservation, { state: 'unknown' }>,
  search: Search,
): Promise<DkimKeyFacts> {
  const { selector, origin, provider } = search.known;
  const base = {
    domain: search.domain,
    selector,
    origin,
    ...(provider !== undefined && { provider }),
    isDangling: false,
    misplaced: [],
  };
  if (answer.state === 'present') {
    const texts = textsIn(answer.value);
    const key = texts.find(({ text }) => looksLikeKey(text)) ?? texts[0];
    const isUsable = key !== undefined && isUsableKey(key.text);
    return {
      ...base,
      records: texts.map(({ text }) => text),
      strings: key?.strings ?? [],
      aliases: targetsIn(answer.value),
      ...(!isUsable && { isWildcard: await answersAnything(search, texts[0]?.text) }),
    };
  }
  const [alias, misplaced] = await Promise.all([aliasOf(search), searchNearby(search)]);
  const aliases = alias === undefined ? [] : [alias];
  return { ...base, records: [], strings: [], aliases, isDangling: alias !== undefined, misplaced };
}

interface Text {
  readonly text: string;
  readonly strings: readonly string[];
}

function textsIn(answer: DnsAnswer): readonly Text[] {
  return answer.records.flatMap((record) => (record.type === 'TXT' ? [record] : [])).slice(0, maxRecords);
}

function targetsIn(answer: DnsAnswer): readonly string[] {
  return answer.chain
    .flatMap((record) => (record.type === 'CNAME' ? [record.target] : []))
    .slice(0, maxAliases);
}

/** A record that was meant as a key, sound or not. */
function looksLikeKey(text: string): boolean {
  return text.includes('DKIM1') || tagValue(parseTagList(text), 'p') !== undefined;
}

function isUsableKey(text: string): boolean {
  const parsed = parseDkimKeyRecord(text);
  return parsed.ok && !parsed.value.isRevoked;
}

async function answersAnything(search: Search, text: string | undefined): Promise<boolean | 'unknown'> {
  const name = `${nobodysSelector}._domainkey.${search.domain}`;
  const answer = await search.resolver.lookup(name, 'TXT', search.signal);
  if (answer.state === 'unknown') return 'unknown';
  return answer.state === 'present' && textsIn(answer.value).some((record) => record.text === text);
}

async function aliasOf(search: Search): Promise<string | undefined> {
  const answer = await search.resolver.lookup(search.name, 'CNAME', search.signal);
  const record = answer.state === 'present' ? answer.value.records[0] : undefined;
  return record?.type === 'CNAME' ? record.target : undefined;
}

/**
 * Where keys are put by mistake: the domain twice (the provider's form added it), without '_domainkey', at '_domainkey'
 * itself, at the domain. A provider's selector is asked at its name only.
 */
async function searchNearby(search: Search): Promise<DkimKeyFacts['misplaced']> {
  const { domain, known } = search;
  if (known.origin === 'provider') return [];
  const names = [
    `${known.selector}._domainkey.${domain}.${domain}`,
    `${known.selector}.${domain}`,
    `_domainkey.${domain}`,
    domain,
  ].filter((name) => name.length <= 253);
  const found = await Promise.all(
    names.map(async (name) => {
      const answer = await search.resolver.lookup(name, 'TXT', search.signal);
      const texts = answer.state === 'present' ? textsIn(answer.value) : [];
      const key = texts.find(({ text }) => isKeyRecord(text));
      return key === undefined ? [] : [{ name, record: key.text }];
    }),
  );
  return found.flat();
}

/** Stricter than at the right name: other TXT records stand at these too. */
function isKeyRecord(text: string): boolean {
  const { tags, material } = inspectDkimKey(text);
  return tags.some(({ name, value }) => name === 'v' && value === 'DKIM1') || material?.state === 'key';
}
