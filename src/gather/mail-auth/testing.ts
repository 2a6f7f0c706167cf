/** Test support: a DNS zone as a literal. What it does not name does not exist; 'SERVFAIL' and 'TIMEOUT' fail. */
import { instantOf } from '../../base/clock.ts';
import type { DnsSource } from '../../findings/observed.ts';
import type { DnsObservation, DnsRecord, DnsType, Resolver } from '../dns/types.ts';

type Failure = 'SERVFAIL' | 'TIMEOUT';

export interface LiteralRecords {
  readonly A?: readonly string[] | Failure;
  readonly AAAA?: readonly string[] | Failure;
  /** 'preference host'. */
  readonly MX?: readonly string[] | Failure;
  /** One string, or the character-strings of one record. */
  readonly TXT?: readonly (string | readonly string[])[] | Failure;
  readonly PTR?: readonly string[] | Failure;
  readonly CNAME?: readonly string[] | Failure;
}

export type LiteralZone = Readonly<Record<string, LiteralRecords | Failure>>;

const seenAt = instantOf(0);

/** A resolver over the literal; `asked` collects 'name TYPE' in order. Names are compared without case and final dot. */
export function literalResolver(zone: LiteralZone, asked: string[] = []): Resolver {
  const names = new Map(Object.entries(zone).map(([name, records]) => [name.toLowerCase(), records]));
  return {
    lookup: async (name, type) => {
      const key = name.toLowerCase().replace(/\.$/, '');
      asked.push(`${key} ${type}`);
      return answer(names, key, key, type, 0);
    },
  };
}

function answer(
  names: ReadonlyMap<string, LiteralRecords | Failure>,
  asked: string,
  name: string,
  type: DnsType,
  depth: number,
): DnsObservation {
  const source = (rcode: string): DnsSource => ({
    kind: 'dns',
    question: `${asked}. ${type}`,
    server: 'literal:53',
    elapsedMs: 1,
    ttlSeconds: 60,
    rcode,
  });
  const failure = (code: Failure): DnsObservation => ({
    state: 'unknown',
    why: { code: code === 'TIMEOUT' ? 'time-out' : 'servfail', message: `${asked} ${type}: ${code}` },
    seenAt,
    from: source(code),
  });
  const records = names.get(name);
  if (records === undefined) {
    const isAncestor = [...names.keys()].some((other) => other.endsWith(`.${name}`));
    return { state: 'absent', seenAt, from: source(isAncestor ? 'NOERROR' : 'NXDOMAIN') };
  }
  if (typeof records === 'string') return failure(records);
  const values = (records as Record<string, LiteralRecords['TXT']>)[type];
  if (typeof values === 'string') return failure(values);
  const alias = Array.isArray(records.CNAME) ? records.CNAME[0] : undefined;
  if (values === undefined && typeof alias === 'string' && depth < 8) {
    return answer(names, asked, alias.toLowerCase(), type, depth + 1);
  }
  if (values === undefined || values.length === 0)
    return { state: 'absent', seenAt, from: source('NOERROR') };
  const list = values.map((value) => recordOf(name, type, value));
  return { state: 'present', value: { records: list, chain: [] }, seenAt, from: source('NOERROR') };
}

function recordOf(name: string, type: DnsType, value: string | readonly string[]): DnsRecord {
  const strings = typeof value === 'string' ? [value] : value;
  const text = strings.join('');
  if (type === 'TXT') return { type, name, ttl: 60, strings, text };
  if (type === 'A' || type === 'AAAA') return { type, name, ttl: 60, address: text };
  if (type === 'MX') {
    const [preference = '0', exchange = ''] = text.split(' ');
    return { type, name, ttl: 60, preference: Number(preference), exchange };
  }
  return { type: type === 'PTR' ? 'PTR' : 'CNAME', name, ttl: 60, target: text };
}
