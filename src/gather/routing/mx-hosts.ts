/**
 * MX and what its hosts lead to (RFC 5321 §5.1): each host's IPv4 and IPv6 addresses, aliases on the way. Without an MX
 * record the domain's own addresses take its place. At most 20 hosts.
 */
import { plainName } from '../../base/host-name.ts';
import { canonicalIp } from '../../base/ip.ts';
import type { MxHost, RoutingFacts } from '../../findings/facts/routing.ts';
import type { Observed } from '../../findings/observed.ts';
import { addressesIn, isNxDomain } from '../answers.ts';
import type { AuditContext } from '../audit/types.ts';
import type { DnsObservation, Resolver } from '../dns/types.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import { mxOf } from '../rejection/index.ts';
import { absent, computedFrom, present, unknown } from '../shelf.ts';

const method = 'mail routing (RFC 5321 §5.1)';

/** Absent: NXDOMAIN. Unknown: the MX question failed, or without MX the addresses did. */
export async function gatherMxHosts(domain: string, context: AuditContext): Promise<Observed<RoutingFacts>> {
  const { clock, signal } = context;
  const recorder = recordingResolver(context.resolver);
  const answer = await recorder.lookup(domain, 'MX', signal);
  if (answer.state === 'unknown') return unknown(answer.why, clock, answer.from);
  if (isNxDomain(answer)) return absent(clock, answer.from);
  if (answer.state === 'present') {
    const mx = await Promise.all(mxOf(answer.value).map((entry) => withAddresses(entry, recorder, signal)));
    const value = { domain, ...aliasIn([answer]), mx, ownAddresses: [] };
    return present(value, clock, computedFrom(method, recorder));
  }
  const own = await bothFamilies(domain, recorder, signal);
  const ownAddresses = own.flatMap((one) => (one.state === 'present' ? addressesIn(one.value) : []));
  const failed = own.find((one) => one.state === 'unknown');
  if (failed !== undefined && ownAddresses.length === 0) return unknown(failed.why, clock, failed.from);
  return present({ domain, ...aliasIn(own), mx: [], ownAddresses }, clock, computedFrom(method, recorder));
}

type Entry = Pick<MxHost, 'preference' | 'host'>;

async function withAddresses(
  entry: Entry,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<MxHost> {
  // RFC 7505: the root is no host. RFC 2181 §10.3: an address is none either.
  if (entry.host === '.' || canonicalIp(entry.host) !== undefined) return { ...entry, ipv4: [], ipv6: [] };
  const [ipv4, ipv6] = await bothFamilies(entry.host, resolver, signal);
  return { ...entry, ipv4: listOf(ipv4), ipv6: listOf(ipv6), ...aliasIn([ipv4, ipv6]) };
}

function bothFamilies(
  name: string,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<[DnsObservation, DnsObservation]> {
  return Promise.all([resolver.lookup(name, 'A', signal), resolver.lookup(name, 'AAAA', signal)]);
}

function listOf(answer: DnsObservation): readonly string[] | 'unknown' {
  if (answer.state === 'unknown') return 'unknown';
  return answer.state === 'present' ? addressesIn(answer.value) : [];
}

/** The first name that an alias leads to; an answer without records does not tell. */
function aliasIn(answers: readonly DnsObservation[]): { readonly alias?: string } {
  for (const answer of answers) {
    const [first] = answer.state === 'present' ? answer.value.chain : [];
    if (first?.type === 'CNAME') return { alias: plainName(first.target) };
  }
  return {};
}
