/**
 * TLSA records of a mail host (RFC 7672 §2.2.3). Where the host's name is an alias, the records are those of what it leads to, else
 * its own (RFC 7671 §7); an alias at the TLSA name itself is followed by the resolver and nothing special.
 */
import { plainName } from '../../base/host-name.ts';
import type { TlsaRecord } from '../../findings/facts/transport.ts';
import type { DnsSource } from '../../findings/observed.ts';
import type { DnsObservation, Resolver } from '../dns/types.ts';

const MAX_RECORDS = 32;

/** The TLSA answer of `_<port>._tcp.<host>`. */
export function lookupTlsa(
  host: string,
  port: number,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<DnsObservation> {
  return resolver.lookup(tlsaName(host, port), 'TLSA', signal);
}

/** RFC 6698 §3. */
export function tlsaName(host: string, port: number): string {
  return `_${port}._tcp.${host}`;
}

export function tlsaRecordsIn(observation: DnsObservation): readonly TlsaRecord[] {
  const records = observation.state === 'present' ? observation.value.records : [];
  return records
    .flatMap((record) =>
      record.type === 'TLSA'
        ? {
            usage: record.usage,
            selector: record.selector,
            matchingType: record.matchingType,
            data: record.data,
          }
        : [],
    )
    .slice(0, MAX_RECORDS);
}

/** The resolver says that it validated the answer (AD, RFC 4035 §3.2.3). */
export function isSecure({ from }: DnsObservation): boolean {
  return (from as DnsSource).isAuthenticated === true;
}

/** What a host's name is an alias of, by the answer for its addresses. */
export function aliasTarget(addresses: DnsObservation): string | undefined {
  const last = addresses.state === 'present' ? addresses.value.chain.at(-1) : undefined;
  return last?.type === 'CNAME' ? plainName(last.target) : undefined;
}
