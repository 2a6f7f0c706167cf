/** The cases that a message at hand brings to the audit of a domain. */
import type { Evidence } from '../findings/evidence.ts';
import {
  type AuditContext,
  domainsOfMessage,
  gatherMessage,
  gatherMessageDomain,
} from '../gather/audit/index.ts';
import type { GivenSender } from './gather-cases.ts';
import type { MessageSender } from './message-sender.ts';

/** The message itself, and the other domains to which something comes back from it. */
export function messageCases(
  { message, messageSender }: GivenSender,
  domain: string,
  context: AuditContext,
): readonly Promise<Evidence>[] {
  if (message === undefined) return [];
  const others = domainsOfMessage(message).filter((one) => one.domain !== domain);
  return [
    judgeMessage(message, messageSender, context),
    ...others.map((one) => gatherMessageDomain(one, context)),
  ];
}

/** SPF and reverse DNS of the address that sent it are told with the address; here they only help DMARC to a verdict. */
async function judgeMessage(
  message: Uint8Array,
  sender: MessageSender | undefined,
  context: AuditContext,
): Promise<Evidence> {
  const sending =
    sender?.returnPath === undefined
      ? {}
      : { senderIp: sender.ip, sender: `postmaster@${sender.returnPath}` };
  const { spf: _, ptr: __, ...shelves } = await gatherMessage(message, context, sending);
  return shelves;
}
