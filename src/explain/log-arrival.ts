/** From a line of a mail log to a refusal. */
import type { Writable } from '../base/writable.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { domainOf } from '../wire/address/index.ts';
import type { LogEvent } from '../wire/logs/index.ts';
import type { Arrival } from './arrival.ts';
import { findSenderDomain } from './find-domain.ts';
import type { Example } from './keep-example.ts';
import { callerIn } from './named-in-words.ts';
import { sameOrganisation } from './organisation.ts';
import { ownershipOf } from './own-client.ts';
import { opensAsSmtpClient } from './smtp-client-words.ts';
import { judgedInLink } from './spf-link.ts';
import type { TurnedAway } from './verdict.ts';

function clientOf(event: LogEvent): TurnedAway {
  const { clientIp, clientHost, helo, login } = event;
  const own = ownershipOf(event);
  return {
    ...(own !== undefined && { own }),
    ...(event.isWarning === true && { isWarning: true }),
    ...(own === undefined && event.isSubmission === true && { isSubmission: true }),
    ...(login !== undefined && login !== '' && { login }),
    ...(clientIp !== undefined && { ip: clientIp }),
    ...(clientHost !== undefined && clientHost !== 'unknown' && { host: clientHost }),
    ...(helo !== undefined && { helo }),
  };
}

/** RFC 6409 §3.1, RFC 8314 §3.3: ports of submission; 2525 by custom. */
const SUBMISSION: ReadonlySet<number> = new Set([465, 587, 2525]);

/** 'connect to smtp.example.net[192.0.2.1]:587: Connection timed out': Postfix's own words, no other server's. */
const PORT_IN_WORDS =
  /^(?:delivery temporarily suspended: )?(?:connect to|lost connection with|conversation with|SSL_connect error to) [^\]]{1,300}\]:([0-9]{2,5})\b/;

function viaOf(event: LogEvent, ownStep: ReplyFacts['ownStep']): ReplyFacts['via'] {
  const { remotePort, remoteHost, remoteIp, router, text } = event;
  const port = remotePort ?? Number(PORT_IN_WORDS.exec(text.slice(0, 400))?.[1]);
  if (SUBMISSION.has(port)) return 'relay';
  // Haraka's outbound goes where the MX leads; what a plugin passes on, wherever it was set to.
  const isOfHaraka = event.format === 'haraka' && event.outcome !== 'rejected-by-us';
  if (isOfHaraka && router === undefined && ownStep === undefined) return 'mx';
  if (router === undefined) return undefined;
  if (event.format === 'sendmail') return router === 'relay' && !isRecipients(event) ? 'relay' : undefined;
  const isReached = (remoteHost ?? remoteIp) !== undefined;
  // A router that found no server yet says nothing of who spoke, but of what was not reached.
  if (RELAYING.test(router)) return isReached || ownStep === 'client' ? 'relay' : undefined;
  return isReached && /dnslookup|lookuphost/i.test(router) ? 'mx' : undefined;
}

/** A mailertable may lead to a relay at the recipient's, as a second MX has one. */
const isRecipients = ({ remoteHost, recipient }: LogEvent): boolean =>
  sameOrganisation(remoteHost, domainOf(recipient));

/** Names that Exim's own, Debian's and cPanel's configuration give routers to a server that one sends through. */
const RELAYING = /(?:^|_)(?:smart_?host|relayhost|send_via_\w+|send_to_(?:gateway|smart_?host))(?:_|$)/i;

/** No reply was heard: our own server tells what it could not do, or would not. */
const isOwnClient = ({ outcome, replyCode, text, format, remoteHost, remoteIp }: LogEvent): boolean => {
  if (outcome === 'rejected-by-us' || replyCode !== undefined) return false;
  // These name the host that they spoke to; without one their own routers decided.
  const isRouters = NAMES_HOSTS.has(format) && remoteHost === undefined && remoteIp === undefined;
  // What expired carries the last answer; where none was heard, the queue itself decided.
  return isRouters || (outcome !== 'expired' && opensAsSmtpClient(text));
};

const NAMES_HOSTS: ReadonlySet<LogEvent['format']> = new Set(['exim', 'stalwart', 'maddy']);

/** The arrival that a log event makes. */
export function logArrival(event: LogEvent): Arrival {
  const arrival = plainArrival(event);
  return withFacts(arrival, (facts) => named(facts, arrival.turnedAway === undefined, event.remoteIp));
}

/**
 * The same of a delivery that later lines may settle: whom its words name is read when it is told (`withNamed`), for of many attempts few
 * are told. What a step of ours said is read at once, as its facts do not name the host it spoke to.
 */
export function attemptArrival(event: LogEvent): Arrival {
  if (event.outcome === 'rejected-by-us' || event.ownStep !== undefined) return logArrival(event);
  return { ...plainArrival(event), isUnread: true };
}

/** An attempt with whom its words name; what is read already as it is. */
export function withNamed(example: Example): Example {
  const { isUnread, ...read } = example.arrival;
  if (isUnread !== true) return example;
  const arrival = withFacts(read, (facts) => named(facts, true, facts.speakerIp));
  const [refusal = example.refusal] = arrival.refusals;
  return { ...example, arrival, refusal };
}

function withFacts(arrival: Arrival, more: (facts: ReplyFacts) => ReplyFacts): Arrival {
  return { ...arrival, refusals: arrival.refusals.map((one) => ({ ...one, facts: more(one.facts) })) };
}

/** The facts with whom the words name, where the line itself does not; `remoteIp`: of the host that our own server, the client, spoke to. */
function named(facts: ReplyFacts, isOfClient: boolean, remoteIp: string | undefined): ReplyFacts {
  const { text } = facts;
  const { sender, helo } = judgedInLink(text);
  const headerFrom = findSenderDomain(text);
  const senderIp = isOfClient ? callerIn(text, remoteIp) : undefined;
  return {
    ...facts,
    ...(facts.sender === undefined && sender !== undefined && { sender }),
    ...(facts.helo === undefined && helo !== undefined && { helo }),
    ...(headerFrom !== undefined && { headerFrom }),
    ...(senderIp !== undefined && { senderIp, senderIpFrom: 'words' }),
  };
}

function plainArrival(event: LogEvent): Arrival {
  const isOurs = event.outcome === 'rejected-by-us';
  const facts = { ...toldFacts(event), ...(isOurs ? ourRefusal(event) : delivery(event)) };
  return {
    input: 'log',
    kind: event.outcome === 'deferred' ? 'delay' : 'bounce',
    format: event.format,
    refusals: [{ facts, otherTexts: [] }],
    ...(event.outcome !== 'rejected-by-us' && { delivery: event.outcome }),
    ...(isOurs && { turnedAway: clientOf(event) }),
  };
}

/** What a line tells, whoever spoke. */
function toldFacts(event: LogEvent): ReplyFacts {
  const ownStep = event.ownStep ?? (isOwnClient(event) ? 'client' : undefined);
  const via = viaOf(event, ownStep);
  const facts: Writable<ReplyFacts> = { text: event.text, reportingSoftware: event.format };
  if (event.replyCode !== undefined) facts.replyCode = event.replyCode;
  if (event.enhancedStatus !== undefined) facts.enhancedStatus = event.enhancedStatus;
  if (event.phase !== undefined) facts.phase = event.phase;
  if (ownStep !== undefined) facts.ownStep = ownStep;
  if (via !== undefined) facts.via = via;
  // The next server's answer, which its plugin gave to the client.
  if (event.format === 'haraka' && event.router !== undefined) facts.isHeardByServer = true;
  if (event.loggingHost !== undefined) facts.reportingHost = event.loggingHost;
  if (event.recipient !== undefined) facts.recipient = event.recipient;
  if (event.originalRecipient !== undefined) facts.expandedFrom = event.originalRecipient;
  if (event.sender !== undefined) facts.sender = event.sender;
  if (event.queueId !== undefined) facts.queueId = event.queueId;
  if (event.messageSizeBytes !== undefined) facts.messageSizeBytes = event.messageSizeBytes;
  if (event.at !== undefined) facts.at = event.at;
  return facts;
}

/** Our own server refused a client: ours is the speaker, and the client sends. */
function ourRefusal({ loggingHost, clientIp, helo }: LogEvent): Partial<ReplyFacts> {
  return {
    ...(loggingHost !== undefined && { speakerHost: loggingHost }),
    ...(clientIp !== undefined && { senderIp: clientIp, senderIpFrom: 'received' }),
    ...(helo !== undefined && { helo }),
  };
}

/** Our own server delivers: the other server is the speaker, unless the line is of a step of ours. */
function delivery(event: LogEvent): Partial<ReplyFacts> {
  const isOwnStep = event.ownStep !== undefined;
  const speakerHost = isOwnStep ? event.loggingHost : event.remoteHost;
  const speakerIp = isOwnStep ? undefined : event.remoteIp;
  return {
    fate: event.outcome === 'deferred' ? 'waiting' : 'given-up',
    ...(speakerHost !== undefined && { speakerHost }),
    ...(speakerIp !== undefined && { speakerIp }),
  };
}

/** What a line of a log delivered: that is all it tells. */
export function deliveredArrival(event: LogEvent): Arrival {
  const { format, queueId, recipient, loggingHost, remoteHost, remoteIp, at } = event;
  const facts: ReplyFacts = {
    text: '',
    ...(loggingHost !== undefined && { reportingHost: loggingHost }),
    ...(recipient !== undefined && { recipient }),
    ...(queueId !== undefined && { queueId }),
    ...(remoteHost !== undefined && { speakerHost: remoteHost }),
    ...(remoteIp !== undefined && { speakerIp: remoteIp }),
    ...(at !== undefined && { at }),
  };
  return {
    input: 'log',
    kind: 'not-a-bounce',
    format,
    delivery: 'sent',
    refusals: [{ facts, otherTexts: [] }],
  };
}
