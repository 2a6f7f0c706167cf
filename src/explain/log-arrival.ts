/** From a line of a mail log to a refusal. */
import type { ReplyFacts } from '../findings/reply-facts.ts';
import type { LogEvent } from '../wire/logs/index.ts';
import type { Arrival } from './arrival.ts';
import { findSenderDomain } from './find-domain.ts';
import { callerIn } from './named-in-words.ts';
import { ownershipOf } from './own-client.ts';
import type { TurnedAway } from './verdict.ts';

function clientOf(event: LogEvent): TurnedAway {
  const { clientIp, clientHost, helo, login } = event;
  const own = ownershipOf(event);
  return {
    ...(own !== undefined && { own }),
    ...(event.isWarning === true && { isWarning: true }),
    ...(login !== undefined && login !== '' && { login }),
    ...(clientIp !== undefined && { ip: clientIp }),
    ...(clientHost !== undefined && clientHost !== 'unknown' && { host: clientHost }),
    ...(helo !== undefined && { helo }),
  };
}

/** The arrival that a log event makes. Where our own server refused a client, our server is the speaker. */
export function logArrival(event: LogEvent): Arrival {
  const isOurs = event.outcome === 'rejected-by-us';
  const speakerHost = isOurs || event.ownStep !== undefined ? event.loggingHost : event.remoteHost;
  const senderIp = isOurs ? undefined : callerIn(event.text, event.remoteIp);
  const headerFrom = findSenderDomain(event.text);
  const facts: ReplyFacts = {
    text: event.text,
    ...(senderIp !== undefined && { senderIp, senderIpFrom: 'words' }),
    ...(headerFrom !== undefined && { headerFrom }),
    ...(event.replyCode !== undefined && { replyCode: event.replyCode }),
    ...(event.enhancedStatus !== undefined && { enhancedStatus: event.enhancedStatus }),
    ...(event.phase !== undefined && { phase: event.phase }),
    ...(speakerHost !== undefined && { speakerHost }),
    ...(!isOurs &&
      event.ownStep === undefined &&
      event.remoteIp !== undefined && { speakerIp: event.remoteIp }),
    ...(event.remotePort !== undefined && { speakerPort: event.remotePort }),
    ...(event.ownStep !== undefined && { ownStep: event.ownStep }),
    ...(event.loggingHost !== undefined && { reportingHost: event.loggingHost }),
    ...(event.recipient !== undefined && { recipient: event.recipient }),
    ...(event.originalRecipient !== undefined && { expandedFrom: event.originalRecipient }),
    ...(event.sender !== undefined && { sender: event.sender }),
    ...(isOurs && event.clientIp !== undefined && { senderIp: event.clientIp, senderIpFrom: 'received' }),
    ...(isOurs && event.helo !== undefined && { helo: event.helo }),
    ...(event.queueId !== undefined && { queueId: event.queueId }),
    ...(event.messageSizeBytes !== undefined && { messageSizeBytes: event.messageSizeBytes }),
    ...(event.at !== undefined && { at: event.at }),
  };
  const kind = event.outcome === 'deferred' ? 'delay' : 'bounce';
  return {
    input: 'log',
    kind,
    format: event.format,
    refusals: [{ facts, otherTexts: [] }],
    ...(isOurs && { turnedAway: clientOf(event) }),
  };
}
