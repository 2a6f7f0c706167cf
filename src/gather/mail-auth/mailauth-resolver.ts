/**
 * Our resolver in the shape mailauth asks for: `(name, rrtype)` gives arrays or throws an error with a node:dns code.
 * Absent becomes ENOTFOUND or ENODATA; unknown becomes ETIMEOUT or ESERVFAIL, which every method must answer with
 * temperror and never with "no record" (RFC 7208 §4.4, RFC 6376 §6.1.2, RFC 9989 §4.10).
 */
import type { DnsObservation, DnsRecord, DnsType, Resolver } from '../dns/types.ts';

export type MailauthResolver = (name: string, rrtype: string) => Promise<string[][] | string[]>;

const types: ReadonlySet<string> = new Set<DnsType>(['A', 'AAAA', 'MX', 'TXT', 'PTR', 'CNAME']);

/** Adapts the resolver; names that cannot exist in DNS (RFC 1035 §2.3.4) are answered without asking. */
export function mailauthResolver(resolver: Resolver, signal?: AbortSignal): MailauthResolver {
  return async (name, rrtype) => {
    if (!types.has(rrtype)) throw dnsError('ENOTIMP', `${name} ${rrtype}`);
    if (!canBeName(name)) throw dnsError('EBADNAME', name);
    const observation = await resolver.lookup(name, rrtype as DnsType, signal);
    if (observation.state !== 'present') throw errorOf(name, observation);
    // mailauth's type says strings, yet its SPF reads MX as objects, as node:dns gives them.
    return observation.value.records.map(dataOf) as string[];
  };
}

function canBeName(name: string): boolean {
  const bare = name.endsWith('.') ? name.slice(0, -1) : name;
  return (
    bare.length > 0 &&
    bare.length <= 253 &&
    bare.split('.').every((label) => label.length > 0 && label.length <= 63)
  );
}

function errorOf(name: string, observation: Exclude<DnsObservation, { state: 'present' }>): Error {
  if (observation.state === 'unknown') {
    return dnsError(
      observation.why.code === 'time-out' ? 'ETIMEOUT' : 'ESERVFAIL',
      `${name}: ${observation.why.message}`,
    );
  }
  const isNxDomain = observation.from.kind === 'dns' && observation.from.rcode === 'NXDOMAIN';
  return dnsError(isNxDomain ? 'ENOTFOUND' : 'ENODATA', name);
}

function dnsError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

function dataOf(record: DnsRecord): unknown {
  switch (record.type) {
    case 'A':
    case 'AAAA':
      return record.address;
    case 'MX':
      return { priority: record.preference, exchange: record.exchange };
    case 'TXT':
      return record.strings;
    case 'PTR':
    case 'CNAME':
    case 'NS':
      return record.target;
    default:
      return '';
  }
}
