/** The SOA of a domain or of the zone above that holds it: what Yahoo asks for, and where a zone is cut. */
import type { SoaFacts } from '../../findings/facts/routing.ts';
import { isNxDomain } from '../answers.ts';
import type { DnsObservation, DnsRecord, Resolver } from '../dns/types.ts';

export type SoaRecord = Extract<DnsRecord, { readonly type: 'SOA' }>;

export type SoaSearch =
  | {
      readonly state: 'found';
      readonly apex: string;
      readonly soa: SoaRecord;
      readonly answer: DnsObservation;
    }
  | { readonly state: 'no-such-domain' | 'none' | 'failed'; readonly answer: DnsObservation };

/** The longest climb: no zone that mail is sent from lies deeper. */
const maxClimb = 6;

/** Asks at the domain, then at each name above it down to the top-level domain. */
export async function findSoa(
  domain: string,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<SoaSearch> {
  const labels = domain.split('.');
  let answer = await resolver.lookup(domain, 'SOA', signal);
  for (let up = 0; ; up++) {
    const apex = labels.slice(up).join('.');
    const soa = soaOf(answer, apex);
    if (soa !== undefined) return { state: 'found', apex, soa, answer };
    if (answer.state === 'unknown') return { state: 'failed', answer };
    if (up === 0 && isNxDomain(answer)) return { state: 'no-such-domain', answer };
    if (up + 1 >= labels.length || up >= maxClimb) return { state: 'none', answer };
    answer = await resolver.lookup(labels.slice(up + 1).join('.'), 'SOA', signal);
  }
}

/** A record of the very name: behind an alias stands another zone's. */
function soaOf(answer: DnsObservation, name: string): SoaRecord | undefined {
  if (answer.state !== 'present' || answer.value.chain.length > 0) return undefined;
  return answer.value.records.find(
    (record): record is SoaRecord => record.type === 'SOA' && record.name.toLowerCase() === name,
  );
}

export function soaFacts(soa: SoaRecord): SoaFacts {
  return {
    mname: soa.mname,
    rname: soa.rname,
    serial: soa.serial,
    refreshSeconds: soa.refresh,
    retrySeconds: soa.retry,
    expireSeconds: soa.expire,
    minimumSeconds: soa.minimum,
  };
}
