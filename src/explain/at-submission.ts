/**
 * What is said on the way to the server that one sends through, and would mean something else of the recipient's: a name that was not found
 * is the server's own, and who is denied access has not logged in (RFC 6409 §4.3).
 */
import { isInsideIp } from '../base/ip.ts';
import { once } from '../base/once.ts';
import { categorySet, fitsCategory } from '../findings/category-set.ts';
import { settledAs, type TextVerdict } from './classify-texts.ts';
import { NOT_RESOLVED } from './names-not-found.ts';
import { ofNextHop } from './next-hop.ts';
import { isCoded } from './place.ts';
import { holdsSmtpClient } from './smtp-client-words.ts';

/** git-send-email.perl where Net::SMTP gave it no connection; what else stands in its words are its settings. */
const NOT_REACHED = /\bunable to initialize smtp properly\b/i;
/** What may have been meant by words of a name that was not found. */
const mayMeanName = categorySet(
  'domain.*',
  'dns.*',
  'net.*',
  'route.*',
  'relay.*',
  'protocol.*',
  'server.*',
  'unknown',
);
/** A refusal with no word of a reason: 'curl: (55) RCPT failed: 550'. */
const wordless = once(() => /^(?:curl: \(\d{1,3}\) [A-Z]{4} failed: )?[^\p{L}]*$/u);
/** As sure of nothing. */
const UNKNOWN_CONFIDENCE = 0.2;
/**
 * Postfix: 'smtpd_client_restrictions = permit_sasl_authenticated, reject', as its master.cf has it for submission; older ones have
 * 'smtpd_recipient_restrictions' there, which names the recipient.
 */
const NOT_LOGGED_IN = /\b(?:client host|recipient address) rejected: access denied\b/i;
const mayNeedLogin = categorySet('policy.unspecified', 'recipient.restricted');

/** Words of the sender: Postfix answers for it at RCPT too (smtpd_delay_reject). */
const NAMES_SENDER = /\b(?:sender|from|absender|return-?path|reverse-?path|expéditeur|remitente|mittente)/i;

/** Postfix of the client that it turned away: '<unknown[192.168.0.4]>: Client host rejected: …', 'Client host [192.168.0.4] blocked using …'. */
const CLIENT_NAMED =
  /<[^<>[\]\s]{1,255}\[([0-9a-f.:]{3,45})\]>: client host rejected\b|\bclient host \[([0-9a-f.:]{3,45})\] (?:blocked|rejected)\b/i;
const MAX_TEXT = 4_096;

/** A code alone, at the server that one sends through, is mostly no word about the recipient. */
function withoutReason(verdict: TextVerdict): TextVerdict {
  const { category, confidence } = verdict.classification;
  const classification = {
    ...verdict.classification,
    category: 'unknown' as const,
    confidence: UNKNOWN_CONFIDENCE,
    alternatives: [{ category, confidence: Math.min(confidence, UNKNOWN_CONFIDENCE) }],
  };
  return { ...verdict, classification };
}

/**
 * A server that turned away a client of a private address stands in the same network (RFC 1918): it is the one that we hand mail to. Where
 * another host is known to have spoken, that one only sees such addresses of everybody.
 */
export function inOwnNetwork(verdict: TextVerdict): TextVerdict {
  const { facts } = verdict;
  const { via, ownStep, speakerIp, reportingHost } = facts;
  if (via !== undefined || ownStep !== undefined || reportingHost !== undefined) return verdict;
  if (speakerIp !== undefined && !isInsideIp(speakerIp)) return verdict;
  const [, rejected, blocked] = CLIENT_NAMED.exec(facts.text.slice(0, MAX_TEXT)) ?? [];
  const client = rejected ?? blocked;
  if (client === undefined || !isInsideIp(client)) return verdict;
  return { ...verdict, facts: { ...facts, via: 'relay' } };
}

/** RFC 3207 §4: the words for a client that has not begun TLS. */
const TLS_FIRST = /\bmust issue an? starttls\b/i;

/**
 * A server for mail from strangers may not ask for TLS before it takes any (RFC 3207 §4): who is told to begin with it, and no server quotes
 * that, hands mail in.
 */
export function beforeTls(verdict: TextVerdict): TextVerdict {
  const { facts, classification } = verdict;
  const { via, ownStep, speakerHost, reportingHost, isHeardByServer, recipient, fate } = facts;
  const isTold = [via, ownStep, speakerHost, reportingHost, isHeardByServer, recipient, fate].some(
    (told) => told !== undefined,
  );
  const isAsked = classification.category === 'tls.required' && TLS_FIRST.test(facts.text);
  return isTold || !isAsked ? verdict : { ...verdict, facts: { ...facts, via: 'program' } };
}

/** A judgement of who sends, or of a list. */
const judgesSender = categorySet(
  'reputation.*',
  'policy.*',
  'auth.*',
  'dns.*',
  'rate.*',
  'sender.*',
  'greylist',
);

/** Something did not work; a filter behind the delivery judges in other words. */
const FAULT =
  /\b(?:problem talking to|permission denied|connection refused|no such file|can(?:not|'t)|could not|unable|failed to|timed? ?out)\b/i;

/** Of what puts mail into mailboxes: words that only the log of one's own server has. */
const OF_OWN_LOG =
  /\blost connection with dovecot\b|\buserdb lookup\b|\bnet_connect_unix\b|\blda\([^()]{1,320}\): (?:fatal|error)\b/i;

/** What puts mail into mailboxes does not answer: only the log of one's own server tells that without a code. */
export function ofOwnParts(verdict: TextVerdict): TextVerdict {
  const { facts, classification } = verdict;
  const { via, ownStep, speakerHost, reportingHost } = facts;
  const isTold = [via, ownStep, speakerHost, reportingHost].some((told) => told !== undefined);
  const isOfDelivery = classification.category === 'server.local-delivery' && OF_OWN_LOG.test(facts.text);
  if (isTold || isCoded(facts) || !isOfDelivery) return verdict;
  return { ...verdict, facts: { ...facts, ownStep: 'delivery' } };
}

/** What filters judge; the size of a message other parts of a server look at, too. */
const isOfFilters = categorySet(
  'content.spam',
  'content.virus',
  'content.attachment',
  'content.url-listed',
  'content.format',
);

/**
 * Postfix writes 'host mx.example.net said:' before what another server says: of a message that is refused for what it holds, without a host
 * and a code, its own filter tells (a milter, header_checks; cleanup(8)).
 */
export function ofOwnFilter(verdict: TextVerdict): TextVerdict {
  const { facts, classification } = verdict;
  const { via, ownStep, speakerHost, speakerIp, replyCode, reportingSoftware, isHeardByServer } = facts;
  const isTold = [via, ownStep, speakerHost, speakerIp, replyCode, isHeardByServer].some(
    (told) => told !== undefined,
  );
  if (isTold || reportingSoftware !== 'postfix' || !isOfFilters(classification.category)) return verdict;
  return { ...verdict, facts: { ...facts, ownStep: 'filter' } };
}

/** A server that tells of itself without a code, and nobody else is known to have told. */
export function ofOwnClient(verdict: TextVerdict): TextVerdict {
  const { facts } = verdict;
  const { via, ownStep, speakerHost, reportingHost } = facts;
  const isTold = [via, ownStep, speakerHost, reportingHost].some((told) => told !== undefined);
  if (isTold || facts.replyCode !== undefined || !holdsSmtpClient(facts.text.slice(0, MAX_TEXT)))
    return verdict;
  return { ...verdict, facts: { ...facts, ownStep: 'client' } };
}

/** What a service or a machine could not do. */
const isOfMachines = categorySet('net.*', 'server.*');

/** What our own server's delivery could not do, said without a code, judges nobody ('problem talking to server private/anvil'). */
export function atHome(verdict: TextVerdict): TextVerdict {
  const { facts, classification } = verdict;
  // A filter in trouble judges nobody, whatever it names.
  const isOfFilter = facts.ownStep === 'filter' && facts.reportingSoftware === 'amavis';
  if (isOfFilter && !isOfMachines(classification.category)) return settledAs(verdict, 'server.error');
  const isOfSender = facts.ownStep === 'delivery' && !isCoded(facts) && judgesSender(classification.category);
  return isOfSender && FAULT.test(facts.text) ? settledAs(verdict, 'server.config') : verdict;
}

/** The verdict, as it must be meant where mail is handed in. */
export function atSubmission(verdict: TextVerdict): TextVerdict {
  const { facts, classification } = verdict;
  const { category } = classification;
  // What has a code was said by a server, which looked for another name.
  if (facts.via === 'program' && !isCoded(facts)) {
    const isUnresolved = mayMeanName(category) && NOT_RESOLVED.test(facts.text);
    if (isUnresolved || NOT_REACHED.test(facts.text)) return settledAs(verdict, 'net.connection');
  }
  const isBare = facts.enhancedStatus === undefined && wordless().test(facts.text);
  if (facts.via === 'program' && isBare && fitsCategory(category, 'recipient.*'))
    return withoutReason(verdict);
  const isHandedIn = facts.via === 'program' || facts.via === 'relay';
  if (isHandedIn && mayNeedLogin(category) && NOT_LOGGED_IN.test(facts.text))
    return settledAs(verdict, 'sender-account.auth-required');
  // The sender was asked about before.
  const isOfRecipient = category === 'dns.sender-domain' && facts.phase === 'rcpt';
  if (facts.via === 'program' && isOfRecipient && !NAMES_SENDER.test(facts.text))
    return settledAs(verdict, 'domain.no-route');
  const isOfDns = category === 'domain.not-found' || category === 'net.dns-temporary';
  return isOfDns && facts.replyCode === undefined ? ofNextHop(verdict) : verdict;
}
