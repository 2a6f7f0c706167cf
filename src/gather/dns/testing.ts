/** Test support: a DNS zone as a literal. What it does not name does not exist; fault words fail. */
import { type Clock, instantOf } from '../../base/clock.ts';
import { recordOf } from './record-text.ts';
import type { DnsObservation, DnsRecord, DnsType, Resolver } from './types.ts';
import { unknownAnswer } from './unknown-answer.ts';

export type ZoneFault = 'SERVFAIL' | 'TIMEOUT' | 'REFUSED';

/**
 * Values as a zone file writes them: MX '10 mx.example.org', SRV '0 1 465 mail.example.org', TLSA '3 1 1 abcdef…',
 * CAA '0 issue ca.example.net', DS '4711 13 2 abcdef…', DNSKEY '257 3 13 base64…'; SOA 'mname rname serial minimum';
 * TXT may be its strings.
 */
export type ZoneRecords = Readonly<
  Partial<Record<DnsType, readonly (string | readonly string[])[] | ZoneFault>>
>;

/** Owner names without the final dot, lower case. */
export type Zone = Readonly<Record<string, ZoneRecords | ZoneFault>>;

export type ZoneAnswer =
  | {
      readonly rcode: 'NOERROR' | 'NXDOMAIN';
      readonly chain: readonly DnsRecord[];
      readonly records: readonly DnsRecord[];
    }
  | ZoneFault;

export const zoneTtl = 60;

/** Looks a question up in the literal, following aliases. A name with names below it exists (RFC 8020). */
export function answerFromZone(zone: Zone, name: string, type: DnsType): ZoneAnswer {
  const chain: DnsRecord[] = [];
  let owner = name.toLowerCase();
  for (let hop = 0; hop < 16; hop++) {
    const found = zone[owner];
    if (typeof found === 'string') return found;
    const values = found?.[type];
    if (typeof values === 'string') return values;
    if (values !== undefined) {
      return {
        rcode: 'NOERROR',
        chain,
        records: values.map((value) => recordOf(owner, type, value, zoneTtl)),
      };
    }
    const [alias] = Array.isArray(found?.CNAME) ? found.CNAME : [];
    if (typeof alias !== 'string') {
      const exists = found !== undefined || Object.keys(zone).some((other) => other.endsWith(`.${owner}`));
      return { rcode: exists ? 'NOERROR' : 'NXDOMAIN', chain, records: [] };
    }
    chain.push(recordOf(owner, 'CNAME', alias, zoneTtl));
    owner = alias.toLowerCase();
  }
  return 'SERVFAIL';
}

const withoutDot = (name: string): string =>
  name.length > 1 && name.endsWith('.') ? name.slice(0, -1) : name;

const stoppedClock: Clock = { nowMs: () => 0, monotonicMs: () => 0 };
const problems = { SERVFAIL: 'servfail', TIMEOUT: 'time-out', REFUSED: 'refused' } as const;

/** A resolver over the literal; `asked` collects 'name TYPE' in order. */
export function zoneResolver(zone: Zone, asked: string[] = [], clock: Clock = stoppedClock): Resolver {
  return {
    lookup: async (given, type): Promise<DnsObservation> => {
      const name = withoutDot(given).toLowerCase();
      asked.push(`${name} ${type}`);
      const answer = answerFromZone(zone, name, type);
      const blank = unknownAnswer({ code: 'servfail', message: '' }, name, type, clock);
      const from = { ...blank.from, server: 'zone:53' };
      if (typeof answer === 'string') {
        const why = { code: problems[answer], message: `${name} ${type}: ${answer}` };
        const rcode = answer === 'TIMEOUT' ? {} : { rcode: answer };
        return { state: 'unknown', why, seenAt: blank.seenAt, from: { ...from, ...rcode } as typeof from };
      }
      const { rcode, chain, records } = answer;
      const source = { ...from, rcode, ttlSeconds: zoneTtl } as typeof from;
      const seenAt = instantOf(clock.nowMs());
      if (records.length === 0) return { state: 'absent', seenAt, from: source };
      return { state: 'present', value: { records, chain }, seenAt, from: source };
    },
  };
}
