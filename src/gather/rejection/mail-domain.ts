/**
 * Can a domain receive mail? MX, else A and AAAA as the implicit MX (RFC 5321 §5.1); '0 .' is the null MX (RFC 7505).
 * NXDOMAIN (absent) is kept apart from a name that exists without records (present, both lists empty) and from a
 * question that failed (unknown).
 */

import { plainName } from '../../base/host-name.ts';
import { canonicalIp } from '../../base/ip.ts';
import type { MailDomainFacts } from '../../findings/evidence.ts';
import type { Observed } from '../../findings/observed.ts';
import { isNxDomain, lookupAddresses } from '../answers.ts';
import type { DnsAnswer, Resolver } from '../dns/types.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import { absent, computedFrom, present, unknown } from '../shelf.ts';
import type { GatherContext } from './context.ts';

const maxMx = 20;

/** `resolveHosts`: of how many MX hosts the addresses are asked too, best first. */
export async function gatherMailDomain(
  domain: string,
  context: GatherContext,
  resolveHosts = 0,
): Promise<Observed<MailDomainFacts>> {
  const recorder = recordingResolver(context.resolver);
  const answer = await recorder.lookup(domain, 'MX', context.signal);
  const method = 'mail routing (RFC 5321 §5.1)';
  if (answer.state === 'unknown') return unknown(answer.why, context.clock, answer.from);
  if (isNxDomain(answer)) return absent(context.clock, answer.from);
  if (answer.state === 'present') {
    const mx = await withAddresses(mxOf(answer.value), recorder, context.signal, resolveHosts);
    return present({ domain, mx, addresses: [] }, context.clock, computedFrom(method, recorder));
  }
  const own = await lookupAddresses(domain, recorder, context.signal);
  if (own.failed !== undefined) return unknown(own.failed.why, context.clock, own.failed.from);
  return present({ domain, mx: [], addresses: own.addresses }, context.clock, computedFrom(method, recorder));
}

/** In order of preference, then name, so that the result does not depend on the answer's order. */
export function mxOf(answer: DnsAnswer): readonly { readonly preference: number; readonly host: string }[] {
  return answer.records
    .flatMap((record) =>
      record.type === 'MX' ? { preference: record.preference, host: plainName(record.exchange) || '.' } : [],
    )
    .sort((a, b) => a.preference - b.preference || (a.host < b.host ? -1 : 1))
    .slice(0, maxMx);
}

async function withAddresses(
  mx: MailDomainFacts['mx'],
  resolver: Resolver,
  signal: AbortSignal | undefined,
  count: number,
): Promise<MailDomainFacts['mx']> {
  return Promise.all(
    mx.map(async (entry, index) => {
      if (index >= count || entry.host === '.' || canonicalIp(entry.host) !== undefined) return entry;
      const { addresses, failed } = await lookupAddresses(entry.host, resolver, signal);
      return { ...entry, addresses: failed === undefined ? addresses : ('unknown' as const) };
    }),
  );
}
