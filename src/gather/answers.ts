/** What the gatherers read out of DNS answers. */
import type { Observed } from '../findings/observed.ts';
import type { DnsAnswer, DnsObservation, Resolver } from './dns/types.ts';

/** The longest list of addresses or hosts that is kept of one answer. */
const maxKept = 32;

export function addressesIn(answer: DnsAnswer): string[] {
  return answer.records
    .flatMap((record) => (record.type === 'A' || record.type === 'AAAA' ? record.address : []))
    .slice(0, maxKept);
}

export function isNxDomain(observation: Observed<unknown>): boolean {
  return (
    observation.state === 'absent' && observation.from.kind === 'dns' && observation.from.rcode === 'NXDOMAIN'
  );
}

export interface AddressAnswer {
  readonly addresses: readonly string[];
  /** The family that matters could not be asked; or neither answered with an address and at least one could not be asked. */
  readonly failed?: Extract<DnsObservation, { state: 'unknown' }>;
  readonly observations: readonly DnsObservation[];
}

/** A and AAAA of a name. IPv4 first and IPv6 only where there is none, unless `ip` says which family matters. */
export async function lookupAddresses(
  name: string,
  resolver: Resolver,
  signal: AbortSignal | undefined,
  ip?: string,
): Promise<AddressAnswer> {
  const isIpv6 = ip?.includes(':') === true;
  const first = await resolver.lookup(name, isIpv6 ? 'AAAA' : 'A', signal);
  if (first.state === 'present') return { addresses: addressesIn(first.value), observations: [first] };
  // RFC 8020: under NXDOMAIN no other type exists either.
  if (isNxDomain(first)) return { addresses: [], observations: [first] };
  const second = await resolver.lookup(name, isIpv6 ? 'A' : 'AAAA', signal);
  const addresses = second.state === 'present' ? addressesIn(second.value) : [];
  const failed = first.state === 'unknown' ? first : second.state === 'unknown' ? second : undefined;
  // Addresses of the other family say nothing of one that was not heard.
  const isBlind = addresses.length === 0 || (ip !== undefined && first.state === 'unknown');
  return {
    addresses,
    ...(failed !== undefined && isBlind ? { failed } : {}),
    observations: [first, second],
  };
}
