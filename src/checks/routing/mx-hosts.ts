/** The hosts that a domain's MX names, each once, and one finding for each. */

import { canonicalIp } from '../../base/ip.ts';
import type { Evidence } from '../../findings/evidence.ts';
import type { MxHost } from '../../findings/facts/routing.ts';
import type { FindingDraft } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { noDomain } from './no-domain.ts';

/** Runs `judge` on each host that is a name; not applicable where there is none. */
export function ofEachHost(
  evidence: Pick<Evidence, 'routing'>,
  judge: (host: MxHost, domain: string) => readonly FindingDraft[],
): readonly FindingDraft[] {
  const found = valueOn(evidence, 'routing');
  if (found === undefined) return noDomain(evidence, 'routing');
  const byName = new Map(found.mx.filter(isHostName).map((host) => [host.host, host]));
  if (byName.size === 0)
    return draft(evidence, 'routing', 'not-applicable', 'no-mx', { domain: found.domain });
  return [...byName.values()].flatMap((host) => judge(host, found.domain));
}

/** Neither the root (RFC 7505) nor an address nor a single label. */
export function isHostName({ host }: Pick<MxHost, 'host'>): boolean {
  return host !== '.' && canonicalIp(host) === undefined && host.includes('.');
}

/** IPv4 before IPv6; undefined where neither gave an address and one could not be asked. */
export function addressesOf({ ipv4, ipv6 }: MxHost): readonly string[] | undefined {
  const known = [...(ipv4 === 'unknown' ? [] : ipv4), ...(ipv6 === 'unknown' ? [] : ipv6)];
  return known.length === 0 && (ipv4 === 'unknown' || ipv6 === 'unknown') ? undefined : known;
}
