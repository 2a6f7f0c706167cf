/** From what a mail service tells in JSON to a refusal. */
import type { ReplyFacts } from '../findings/reply-facts.ts';
import type { ServiceEvent } from '../wire/service-events/index.ts';
import type { Arrival } from './arrival.ts';
import { replyFactsOf } from './reply-input.ts';

/** The arrival that an event makes. Codes in the words count before those in fields of their own, which services make up at times. */
export function eventArrival(event: ServiceEvent): Arrival {
  const { words, recipient, sender, replyCode, enhancedStatus, phase, remoteHost, remoteIp, sendingIp } =
    event;
  const facts: ReplyFacts = {
    ...(replyCode !== undefined && { replyCode }),
    ...(enhancedStatus !== undefined && { enhancedStatus }),
    ...(phase !== undefined && { phase }),
    ...(remoteHost !== undefined && { speakerHost: remoteHost }),
    ...(remoteIp !== undefined && { speakerIp: remoteIp }),
    ...(sender !== undefined && { sender }),
    ...replyFactsOf(words),
    ...(recipient !== undefined && { recipient }),
    ...(sendingIp !== undefined && { senderIp: sendingIp, senderIpFrom: 'received' }),
  };
  return { input: 'reply', kind: 'bounce', format: 'json', refusals: [{ facts, otherTexts: [] }] };
}
