/** Gathers SPF of the HELO name and the route's origin. */
import { isPublicIp } from '../../base/ip.ts';
import type { Evidence } from '../../findings/evidence.ts';
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import type { AuditContext } from '../audit/types.ts';
import { gatherHeloSpf } from './helo-spf.ts';
import { gatherRouteOrigin } from './route-origin.ts';

/** A shelf that would need what was not given or allowed is left out; the service of origins hears of no private address. */
export async function gatherSendingIpShelves(
  ip: string,
  facts: ReplyFacts,
  context: AuditContext,
): Promise<Partial<Evidence>> {
  const [heloSpf, routeOrigin] = await Promise.all([
    gatherHeloSpf(ip, facts.helo, context),
    context.askRouteOrigin === true && isPublicIp(ip) ? gatherRouteOrigin(ip, context) : undefined,
  ]);
  return { ...(heloSpf && { heloSpf }), ...(routeOrigin && { routeOrigin }) };
}
