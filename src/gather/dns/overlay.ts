/** A zone as it would be after a change: records laid over what a resolver says. */
import { plainName } from '../../base/host-name.ts';
import type { DnsSource } from '../../findings/observed.ts';
import { recordOf, recordValue } from './record-text.ts';
import type { DnsObservation, DnsRecord, DnsType, Resolver } from './types.ts';

/** A change of one record set: these values go, those come; the others stay. Values as `recordOf` reads them, TXT joined. */
export interface RecordEdit {
  readonly name: string;
  readonly type: DnsType;
  readonly removes: readonly string[];
  readonly adds: readonly string[];
}

/** Seconds that a laid-over record may be remembered. */
const TTL = 300;

/**
 * Answers from the edits where they speak of the question, else as the resolver below. The answer keeps the server, the
 * time and the AD bit of the question below, so that a signed zone stays a signed one; what could not be asked stays
 * unknown. A name that gets its first record begins to exist.
 */
export function overlayResolver(below: Resolver, edits: readonly RecordEdit[]): Resolver {
  const byQuestion = Map.groupBy(edits, (edit) => `${plainName(edit.name)} ${edit.type}`);
  const born = new Set(edits.filter(({ adds }) => adds.length > 0).map(({ name }) => plainName(name)));
  return {
    lookup: async (asked, type, signal): Promise<DnsObservation> => {
      const name = plainName(asked);
      const own = byQuestion.get(`${name} ${type}`) ?? [];
      const answer = await below.lookup(asked, type, signal);
      if (own.length > 0) return own.reduce((before, edit) => edited(before, edit, name), answer);
      return born.has(name) ? nowExisting(answer) : answer;
    },
  };
}

function edited(answer: DnsObservation, { type, removes, adds }: RecordEdit, name: string): DnsObservation {
  if (answer.state === 'unknown') return answer;
  const before: readonly DnsRecord[] = answer.state === 'present' ? answer.value.records : [];
  const isGone = (record: DnsRecord): boolean => removes.includes(recordValue(record) ?? '');
  const kept = before.filter((record) => !isGone(record));
  // RFC 2136 §3.4.2.2: what is there already is not there twice.
  const there = new Set(kept.map((record) => recordValue(record)));
  const fresh = adds.filter((value) => !there.has(value));
  const records = [...kept, ...fresh.map((value) => recordOf(name, type, value, TTL))];
  const { answer: _, ...asked } = answer.from as DnsSource;
  const from = { ...asked, rcode: 'NOERROR', ttlSeconds: TTL };
  if (records.length === 0) return { state: 'absent', seenAt: answer.seenAt, from };
  return { state: 'present', value: { records, chain: [] }, seenAt: answer.seenAt, from };
}

function nowExisting(answer: DnsObservation): DnsObservation {
  if (answer.state !== 'absent' || answer.from.kind !== 'dns' || answer.from.rcode !== 'NXDOMAIN')
    return answer;
  return { ...answer, from: { ...answer.from, rcode: 'NOERROR' } };
}
