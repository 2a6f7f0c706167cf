/**
 * Is the host that refused one of the recipient's mail exchangers? By name, by address, or, weaker, by belonging to
 * the domain of an MX host (a server behind the gateway; but also a relay of the sender's at the same operator).
 * Limits: five MX hosts are resolved.
 */
import { getDomain } from 'tldts';
import { plainName } from '../../base/host-name.ts';
import { canonicalIp, isSameIp } from '../../base/ip.ts';
import type { SpeakerInMxFacts } from '../../findings/evidence.ts';
import type { Observed } from '../../findings/observed.ts';
import { addressesIn, isNxDomain, lookupAddresses } from '../answers.ts';
import type { Resolver } from '../dns/types.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import { absent, computedFrom, present, unknown } from '../shelf.ts';
import type { GatherContext } from './context.ts';
import { mxOf } from './mail-domain.ts';

const maxResolvedHosts = 5;

export interface SpeakerName {
  readonly host?: string;
  readonly ip?: string;
}

/** Absent: the domain does not exist. Unknown: MX could not be asked, or only unanswered addresses could decide. */
export async function gatherSpeakerInMx(
  speaker: SpeakerName,
  domain: string,
  context: GatherContext,
): Promise<Observed<SpeakerInMxFacts>> {
  const recorder = recordingResolver(context.resolver);
  const answer = await recorder.lookup(domain, 'MX', context.signal);
  if (answer.state === 'unknown') return unknown(answer.why, context.clock, answer.from);
  if (isNxDomain(answer)) return absent(context.clock, answer.from);
  // RFC 5321 §5.1: without MX the domain itself is its only mail host.
  const mxHosts =
    answer.state === 'present' ? mxOf(answer.value).map(({ host }) => host) : [plainName(domain)];
  const host = hostOf(speaker);
  const name = host ?? speaker.ip ?? '';
  const fill = (match: NonNullable<SpeakerInMxFacts['match']>) =>
    present(
      { speaker: name, domain, mxHosts, isInMx: match !== 'none', match },
      context.clock,
      computedFrom('refusing host among the MX', recorder),
    );
  if (host !== undefined && mxHosts.includes(host)) return fill('host');
  const byIp = await matchesByIp(speaker, host, mxHosts, recorder, context.signal);
  if (byIp === 'yes') return fill('ip');
  if (host !== undefined && mxHosts.some((mx) => isSameOperator(mx, host))) return fill('domain');
  if (byIp === 'unknown') {
    const message = `The addresses of the MX hosts of ${domain} could not all be asked.`;
    return unknown(
      { code: 'incomplete', message },
      context.clock,
      computedFrom('refusing host among the MX', recorder),
    );
  }
  return fill('none');
}

function hostOf(speaker: SpeakerName): string | undefined {
  const host = speaker.host === undefined ? undefined : plainName(speaker.host.trim());
  return host === undefined || host === '' || canonicalIp(host) !== undefined ? undefined : host;
}

async function matchesByIp(
  speaker: SpeakerName,
  host: string | undefined,
  mxHosts: readonly string[],
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<'yes' | 'no' | 'unknown'> {
  const literal = canonicalIp(speaker.ip ?? speaker.host ?? '');
  let addresses: readonly string[] = literal === undefined ? [] : [literal];
  if (literal === undefined) {
    // A speaker known by a name of the MX's own operator needs no address.
    if (host === undefined || mxHosts.some((mx) => isSameOperator(mx, host))) return 'no';
    const own = await lookupAddresses(host, resolver, signal);
    if (own.failed !== undefined) return 'unknown';
    addresses = own.addresses;
  }
  if (addresses.length === 0) return 'no';
  const isIpv6 = addresses.every((address) => address.includes(':'));
  const answers = await Promise.all(
    mxHosts.slice(0, maxResolvedHosts).map((mx) => resolver.lookup(mx, isIpv6 ? 'AAAA' : 'A', signal)),
  );
  const known = answers.flatMap((answer) => (answer.state === 'present' ? addressesIn(answer.value) : []));
  if (known.some((address) => addresses.some((own) => isSameIp(own, address)))) return 'yes';
  return answers.some((answer) => answer.state === 'unknown') ? 'unknown' : 'no';
}

/** Same registrable domain; the private part of the Public Suffix List counts, so customers of one cloud differ. */
function isSameOperator(a: string, b: string): boolean {
  const domain = getDomain(a, { allowPrivateDomains: true });
  return domain !== null && domain === getDomain(b, { allowPrivateDomains: true });
}
