/** From what a mail service tells in JSON to a refusal. */
import type { ReplyFacts } from '../findings/reply-facts.ts';
import type { ServiceEvent } from '../wire/service-events/index.ts';
import type { Arrival } from './arrival.ts';
import { replyFactsOf } from './reply-input.ts';

/** RFC 3464 §2.3.6: services pass a Diagnostic-Code on with its type. */
const TYPE = /^\s{0,8}(?:smtp|lmtp|dns|x-[\w-]{1,30})\s{0,4};\s{0,8}/i;

/** Of what happened; where nobody can tell whether it was mail, nobody knows what arrived. */
function kindOf({ outcome, doubt }: ServiceEvent): Arrival['kind'] {
  if (outcome === 'complained') return 'complaint';
  if (outcome === 'delayed') return 'delay';
  return doubt === 'mail' ? 'unknown' : 'bounce';
}

/** Reasons that lie with the service or the sender. */
const OWN: ReadonlySet<ServiceEvent['reason']> = new Set(['lookup', 'quota', 'service']);

/** A service tells a reply with its code, of mail that it did not stop itself: the receiving server gave it. */
const isReceivers = ({ outcome, reason, doubt, replyCode }: ServiceEvent, said: ReplyFacts): boolean =>
  doubt === undefined &&
  !OWN.has(reason) &&
  outcome !== 'complained' &&
  (said.replyCode ?? replyCode) !== undefined;

/** The arrival that an event makes. Codes in the words count before those in fields of their own, which services make up at times. */
export function eventArrival(event: ServiceEvent): Arrival {
  const { recipient, sender, replyCode, enhancedStatus, phase, remoteHost, remoteIp, sendingIp } = event;
  const { outcome, reason, doubt } = event;
  const said = replyFactsOf(event.words.replace(TYPE, ''));
  const facts: ReplyFacts = {
    ...(replyCode !== undefined && { replyCode }),
    ...(enhancedStatus !== undefined && { enhancedStatus }),
    ...(enhancedStatus !== undefined &&
      said.enhancedStatus === undefined && { isStatusOfField: true as const }),
    ...(phase !== undefined && { phase }),
    ...(remoteHost !== undefined && { speakerHost: remoteHost }),
    ...(remoteIp !== undefined && { speakerIp: remoteIp }),
    ...(sender !== undefined && { sender }),
    ...said,
    reportingSoftware: 'service',
    ...(isReceivers(event, said) && { via: 'mx' as const }),
    ...(recipient !== undefined && { recipient }),
    ...(sendingIp !== undefined && { senderIp: sendingIp, senderIpFrom: 'received' }),
  };
  return {
    input: 'reply',
    kind: kindOf(event),
    ...(outcome === 'complained' && { notice: 'complaint' }),
    format: 'json',
    ...((doubt !== undefined || OWN.has(reason)) && { stopsNobody: true }),
    ...(reason !== undefined && { toldReason: reason }),
    refusals: [{ facts, otherTexts: [] }],
  };
}
