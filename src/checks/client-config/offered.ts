/** What SRV records offer of a protocol. */
import type { ClientConfigFacts, SrvService } from '../../findings/facts/client-config.ts';

/** 'denied': the one target '.' (RFC 2782). */
export type Offer = 'offered' | 'denied' | 'none' | 'unknown' | 'not-asked';

export function offerOf(facts: ClientConfigFacts, service: string): Offer {
  const found = facts.services.find((one) => one.service === service);
  if (found === undefined) return 'not-asked';
  if (found.state === 'absent') return 'none';
  if (found.state === 'unknown') return 'unknown';
  return realTargets(found).length > 0 ? 'offered' : 'denied';
}

/** Targets that are hosts. */
export function realTargets({ targets }: SrvService): SrvService['targets'] {
  return targets.filter(({ host }) => host !== '.');
}
