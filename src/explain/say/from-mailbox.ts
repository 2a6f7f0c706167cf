/** Whether the message left by the servers of a provider at which anybody can have a mailbox: the sending IP is the provider's, and so is its name. */
import { isMailboxProvider } from '../../checks/index.ts';
import { domainOf, domainOrBare } from '../../wire/address/index.ts';
import type { Verdict } from '../verdict.ts';

/** A queue of one's own, or an IP that its owner gives, is of a server of one's own, whatever stands in From. */
export function isFromMailbox({ reply, told }: Verdict): boolean {
  if (reply.senderIpFrom === 'given') return false;
  if (told?.facts.includes('path/by-provider') === true) return true;
  if (reply.queueId !== undefined || reply.ownStep !== undefined || reply.via !== undefined) return false;
  const domains = [domainOf(reply.sender), domainOrBare(reply.headerFrom)];
  return domains.some((domain) => domain !== undefined && isMailboxProvider(domain.toLowerCase()));
}
