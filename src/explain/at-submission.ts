/**
 * What is said on the way to the server that one sends through, and would mean something else of the recipient's: a name that was not found
 * is the server's own, and who is denied access has not logged in (RFC 6409 §4.3).
 */
import { isInsideIp } from '../base/ip.ts';
import type { CategoryId } from '../findings/category.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { domainOf } from '../wire/address/index.ts';
import type { TextVerdict } from './classify-texts.ts';
import { NOT_RESOLVED } from './names-not-found.ts';

/** git-send-email.perl where Net::SMTP gave it no connection; what else stands in its words are its settings. */
const NOT_REACHED = /\bunable to initialize smtp properly\b/i;
/** What may have been meant by words of a name that was not found. */
const OF_NAMES = /^(?:domain|dns|net|route|relay|protocol)\.|^unknown$/;
/** Postfix of a host that it was to hand mail to: 'Name service error for name=smtp.example.net type=A: Host not found'. */
const NEXT_HOP =
  /\bName service error for name=([a-z0-9_.-]{1,253}) type=(?:A|AAAA): (?:Host not found|Host found but no data)/i;
/** A refusal with no word of a reason: 'curl: (55) RCPT failed: 550'. */
const WORDLESS = /^(?:curl: \(\d{1,3}\) [A-Z]{4} failed: )?[^\p{L}]*$/u;
/** As sure of nothing. */
const UNKNOWN_CONFIDENCE = 0.2;
const OF_RELAY =
  /^(?:smtp|smtps|smtpauth|submission|outgoing|relay|smarthost|mailrelay|mailout)\d{0,3}[.-]|[.-](?:relay|smarthost)\./i;
/** Postfix: 'smtpd_client_restrictions = permit_sasl_authenticated, reject', as its master.cf has it for submission. */
const NOT_LOGGED_IN = /\bclient host rejected: access denied\b/i;

/** Postfix of the client that it turned away: '<unknown[192.168.0.4]>: Client host rejected: …', 'Client host [192.168.0.4] blocked using …'. */
const CLIENT_NAMED =
  /<[^<>[\]\s]{1,255}\[([0-9a-f.:]{3,45})\]>: client host rejected\b|\bclient host \[([0-9a-f.:]{3,45})\] (?:blocked|rejected)\b/i;
const MAX_TEXT = 4_096;

/** As sure as a name can tell. */
const CONFIDENCE = 0.9;

const as = (verdict: TextVerdict, category: CategoryId, facts: ReplyFacts = verdict.facts): TextVerdict => ({
  facts,
  classification: {
    ...verdict.classification,
    category,
    confidence: Math.min(Math.max(verdict.classification.confidence, CONFIDENCE), 0.97),
    alternatives: [],
  },
});

/** Is the name the address's domain? */
const isDomainOf = (name: string, address: string | undefined): boolean =>
  domainOf(address)?.toLowerCase() === name.toLowerCase();

/** Is the name the address's domain, one below or one above it? */
function isOf(name: string, address: string | undefined): boolean {
  const domain = domainOf(address)?.toLowerCase();
  const other = name.toLowerCase();
  return (
    domain !== undefined && (other === domain || other.endsWith(`.${domain}`) || domain.endsWith(`.${other}`))
  );
}

/** A host of its own, not a domain. */
const IS_HOST = /^[^.]+\.[^.]+\.[^.]/;
/** 'mailhub', 'dovecot': known in a network of one's own only, and no domain that mail goes to. */
const IS_LOCAL_NAME = /^[^.]+$/;

/**
 * Postfix looked for an address of a host: of its relayhost, of where it delivers, or one that an MX names. Only where it is the recipient's
 * very domain is that domain itself not found.
 */
function ofNextHop(verdict: TextVerdict): TextVerdict {
  const { facts } = verdict;
  const name = NEXT_HOP.exec(facts.text)?.[1]?.replace(/\.$/, '');
  if (name === undefined || isDomainOf(name, facts.recipient)) return verdict;
  if (facts.ownStep === 'delivery') return as(verdict, 'server.config');
  const isOfRecipient = isOf(name, facts.recipient);
  // Where DNS gave no answer, it may yet give one, unless nobody else knows the name.
  const isPutOff = verdict.classification.category === 'net.dns-temporary';
  const isRelay =
    IS_LOCAL_NAME.test(name) || (!isPutOff && (OF_RELAY.test(name) || isOf(name, facts.sender)));
  if (isRelay && !isOfRecipient)
    return as(verdict, 'net.connection', { ...facts, ownStep: 'client', via: 'relay' });
  const isOfMx = facts.recipient !== undefined && (isOfRecipient || IS_HOST.test(name));
  return isOfMx && !isPutOff ? as(verdict, 'domain.no-route') : verdict;
}

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

/** The verdict, as it must be meant where mail is handed in. */
export function atSubmission(verdict: TextVerdict): TextVerdict {
  const { facts, classification } = verdict;
  const { category } = classification;
  // What has a code was said by a server, which looked for another name.
  const isCoded = facts.replyCode !== undefined || facts.enhancedStatus !== undefined;
  if (facts.via === 'program' && !isCoded) {
    const isUnresolved = OF_NAMES.test(category) && NOT_RESOLVED.test(facts.text);
    if (isUnresolved || NOT_REACHED.test(facts.text)) return as(verdict, 'net.connection');
  }
  const isBare = facts.enhancedStatus === undefined && WORDLESS.test(facts.text);
  if (facts.via === 'program' && isBare && category.startsWith('recipient.')) return withoutReason(verdict);
  const isHandedIn = facts.via === 'program' || facts.via === 'relay';
  if (isHandedIn && category === 'policy.unspecified' && NOT_LOGGED_IN.test(facts.text))
    return as(verdict, 'sender-account.auth-required');
  const isOfDns = category === 'domain.not-found' || category === 'net.dns-temporary';
  return isOfDns && facts.replyCode === undefined ? ofNextHop(verdict) : verdict;
}
