/**
 * Gathers a domain's SPF: the records at its name, the whole tree below, and, where there is none, what was meant as one
 * and stands in the wrong form or place.
 */
import type { Evidence } from '../../findings/evidence.ts';
import type { SpfNearMissFacts, SpfPublished, SpfTreeFacts } from '../../findings/facts/spf-tree.ts';
import { isSpfRecord, readNearMiss } from '../../wire/spf/index.ts';
import { isNxDomain } from '../answers.ts';
import type { AuditContext } from '../audit/types.ts';
import type { DnsAnswer, DnsObservation, Resolver } from '../dns/types.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import { absent, computedFrom, present, unknown } from '../shelf.ts';
import { walkSpfTree } from './walk-tree.ts';

const maxKept = 5;
/** Where a record is put by mistake. */
const nearbyLabels = ['_spf', 'spf', 'www', 'mail'];

export async function gatherSpfTree(domain: string, context: AuditContext): Promise<Partial<Evidence>> {
  const { clock, signal } = context;
  const recorder = recordingResolver(context.resolver);
  const answer = await recorder.lookup(domain, 'TXT', signal);
  const from = () => computedFrom('SPF tree (RFC 7208)', recorder);
  if (answer.state === 'unknown') return { spfTree: unknown(answer.why, clock, from()) };
  const texts = answer.state === 'present' ? textsOf(answer.value) : [];
  // Servers give the records of a set in any order; which is walked must not depend on it.
  const records = texts
    .filter(({ text }) => isSpfRecord(text))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .slice(0, maxKept);
  const nearMisses = nearMissesOf(texts);
  const [first] = records;
  if (first === undefined) {
    const misplaced =
      nearMisses.length > 0 || isNxDomain(answer) ? [] : await findMisplaced(domain, recorder, signal);
    if (nearMisses.length === 0 && misplaced.length === 0) return { spfTree: absent(clock, from()) };
    const value = { domain, records, nearMisses, misplaced, answerOctets: octetsOf(domain, texts) };
    return { spfTree: present({ ...value, isWhole: true }, clock, from()) };
  }
  const tree = await walkSpfTree(domain, first, recorder, signal);
  const answerOctets = octetsOf(domain, texts);
  const value: SpfTreeFacts = { domain, records, nearMisses, misplaced: [], answerOctets, ...tree };
  return { spfTree: present(value, clock, from()) };
}

function textsOf(answer: DnsAnswer): readonly SpfPublished[] {
  return answer.records.flatMap((record) =>
    record.type === 'TXT' ? { text: record.text, strings: record.strings } : [],
  );
}

function nearMissesOf(texts: readonly SpfPublished[]): readonly SpfNearMissFacts[] {
  return texts
    .flatMap(({ text }) => {
      const miss = readNearMiss(text);
      return miss === undefined ? [] : { text, ...miss };
    })
    .slice(0, maxKept);
}

/** RFC 1035 §4: header, question, and for each record a compressed name, ten octets and its strings. */
function octetsOf(domain: string, texts: readonly SpfPublished[]): number {
  const question = domain.length + 2 + 4;
  const records = texts.map(({ strings }) =>
    strings.reduce((sum, string) => sum + 1 + string.length, 2 + 10),
  );
  return records.reduce((sum, octets) => sum + octets, 12 + question);
}

/** RFC 7208 §3.1: type 99 is read by nobody; §4.4: nor is any other name than the domain. */
async function findMisplaced(
  domain: string,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<SpfTreeFacts['misplaced']> {
  const [own, ...nearby] = await Promise.all([
    resolver.lookup(domain, 'SPF', signal),
    ...nearbyLabels.map((label) => resolver.lookup(`${label}.${domain}`, 'TXT', signal)),
  ]);
  const found = nearby.flatMap((answer, place) =>
    spfIn(answer).map((record) => ({
      name: `${nearbyLabels[place]}.${domain}`,
      type: 'TXT' as const,
      record,
    })),
  );
  const ofType99 = own === undefined ? [] : spfIn(own);
  return [...ofType99.map((record) => ({ name: domain, type: 'SPF' as const, record })), ...found].slice(
    0,
    maxKept,
  );
}

function spfIn(answer: DnsObservation): readonly string[] {
  if (answer.state !== 'present') return [];
  return answer.value.records
    .map((record) =>
      record.type === 'TXT' ? record.text : record.type === 'OTHER' ? joinedStrings(record.data) : '',
    )
    .filter(isSpfRecord);
}

/** RDATA of type 99, as of TXT: strings with their lengths before them. */
function joinedStrings(data: Uint8Array): string {
  let text = '';
  for (let at = 0; at < data.length; at += 1 + (data[at] ?? 0))
    text += Buffer.from(data.subarray(at + 1, at + 1 + (data[at] ?? 0))).toString('latin1');
  return text;
}
