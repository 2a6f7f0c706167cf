/**
 * Who said it: our own server or filter, our relay, the recipient's gateway, a server behind it, a forwarder.
 * Rests on the host that refused, the host that reported, the recipient's MX set where it was asked, and the
 * provider card of the host. `unknown` where nothing says.
 */
import type { CategoryId } from '../findings/category.ts';
import { categorySet, fitsCategory } from '../findings/category-set.ts';
import type { Evidence } from '../findings/evidence.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { domainOf } from '../wire/address/index.ts';
import { isOfExchangeClient } from './exchange-client.ts';
import { sameOrganisation } from './organisation.ts';
import { isCoded, isEndedOnTheWay } from './place.ts';
import { isRelayHost, isSubmissionHost } from './submission.ts';
import type { Basis, Speaker, SpeakerRole } from './verdict.ts';

/** What a provider card says of the kind of service. */
export interface ProviderKind {
  readonly id: string;
  readonly kind: 'mailbox' | 'filter' | 'sender-service' | 'hosting' | 'software';
}

interface Hints {
  readonly facts: ReplyFacts;
  readonly evidence: Evidence;
  readonly kind: ProviderKind['kind'] | undefined;
  /** The recipient's domain and the speaker have the same provider card. */
  readonly isRecipientsProvider: boolean;
  /** The recipient's domain is a provider's, and the speaker is none of its servers. */
  readonly isElsewhere: boolean;
  /** Refused was what an account may send: only the server that one sends through asks for that. */
  readonly isSubmission: boolean;
  readonly category: CategoryId | undefined;
}

/** Our own machine: a content filter, a local delivery (RFC 6890 §2.2.2, RFC 4291 §2.5.3). */
const isLoopback = ({ speakerIp, speakerHost }: ReplyFacts): boolean =>
  speakerIp?.startsWith('127.') === true || speakerIp === '::1' || speakerHost === 'localhost';

/** Role and the observation it rests on. */
type Attribution = readonly [role: SpeakerRole, basis: Basis];

/** Tried in order, and so is each of the functions: what was asked beats what names suggest. */
function attribute(hints: Hints): Attribution {
  const { speakerHost } = hints.facts;
  if (isUnheard(hints)) return byReporter({ ...hints, kind: undefined });
  return byWay(hints) ?? (speakerHost === undefined ? byReporter(hints) : byHost(hints, speakerHost));
}

/** No connection came about: the host that is named did not speak, and whoever tells of it did not reach it. A relay's, and a program's, are told by the way. */
const isUnheard = ({ facts, category }: Pick<Hints, 'facts' | 'category'>): boolean =>
  category === 'net.connection' &&
  facts.ownStep === undefined &&
  facts.via !== 'relay' &&
  facts.via !== 'program' &&
  facts.replyCode === undefined &&
  !isLoopback(facts) &&
  (facts.phase === undefined || facts.phase === 'connect') &&
  facts.isHeardByServer !== true &&
  (facts.speakerHost ?? facts.speakerIp) !== undefined;

/** Which way the message went, or at which step it was: whoever the host was. */
function byWay(hints: Hints): Attribution | undefined {
  const { facts, evidence, category } = hints;
  if (facts.ownStep !== undefined)
    return [
      facts.ownStep === 'filter' ? 'own-filter' : 'own-server',
      isOfExchangeClient(facts) ? 'text' : 'log',
    ];
  // RFC 6409 §4.3: a login is asked for at submission.
  if (isForeignLogin(hints)) return ['recipient-gateway', 'name'];
  if ((facts.phase === 'auth' || category === 'sender-account.auth-failed') && facts.via === undefined)
    return ['smarthost', 'submission'];
  const mx = evidence.speakerInMx;
  // A host that only shares the MX hosts' domain may as well be the sender's own relay at the same provider.
  if (mx?.state === 'present' && mx.value.isInMx && mx.value.match !== 'domain')
    return ['recipient-gateway', 'mx-set'];
  if (isLoopback(facts) && facts.reportingHost === undefined)
    return facts.phase === 'rcpt' ? ['own-server', 'loopback'] : ['own-filter', 'loopback'];
  if (category === 'suppressed') return ['smarthost', 'submission'];
  // Whom one logs in to keeps nobody waiting: a program that is asked to come again spoke to a server that takes mail from strangers.
  if (category === 'greylist' && facts.via === 'program') return ['unknown', 'nothing'];
  if (facts.via !== undefined) return [facts.via === 'mx' ? 'recipient-gateway' : 'smarthost', 'route'];
  return undefined;
}

/** A server that delivers logged in where the recipient's MX leads, which knows no account of its own: it sends its password to strangers. */
function isForeignLogin({ facts, isRecipientsProvider }: Hints): boolean {
  const { speakerHost: host, recipient, sender, via, reportingSoftware } = facts;
  if (facts.phase !== 'auth' || via !== undefined) return false;
  if (host === undefined || isRelayHost(host) || !INBOUND_HOST.test(host)) return false;
  if (reportingSoftware === undefined || reportingSoftware === 'mail-program') return false;
  return (
    (isRecipientsProvider || sameOrganisation(host, domainOf(recipient))) &&
    !sameOrganisation(host, domainOf(sender))
  );
}

/** The host that refused is named. */
const byHost = (hints: Hints, host: string): Attribution =>
  byProvider(hints, host) ?? byDomain(hints, host) ?? byConversation(hints, host);

/** What kind of service the host's provider is. */
function byProvider(
  { facts, evidence, kind, isRecipientsProvider }: Hints,
  host: string,
): Attribution | undefined {
  const mx = evidence.speakerInMx;
  const isNotInMx = mx?.state === 'present' && !mx.value.isInMx;
  if (isRecipientsProvider && !isNotInMx) return ['recipient-gateway', 'provider'];
  if (kind === 'sender-service') return ['smarthost', 'provider'];
  if (kind === 'mailbox' && isSubmissionHost(host)) return ['smarthost', 'name'];
  if (kind !== 'filter') return undefined;
  const isOurs =
    sameOrganisation(host, facts.reportingHost) && !sameOrganisation(host, domainOf(facts.recipient));
  return isOurs ? ['own-filter', 'reporting-mta'] : ['recipient-gateway', 'provider'];
}

/** Whose domain the host is of, and whether the recipient's MX records, which were asked, lead to it. */
function byDomain(
  { facts, evidence, isSubmission, isElsewhere, category }: Hints,
  host: string,
): Attribution | undefined {
  const recipientDomain = domainOf(facts.recipient);
  if (sameOrganisation(host, recipientDomain)) return ['recipient-gateway', 'name'];
  // A provider's domain leads to the provider's servers: whoever else is asked to pass mail on to it is a relay.
  if (category === 'relay.denied' && isElsewhere) return ['smarthost', 'provider'];
  if (isSubmission) return ['smarthost', 'submission'];
  if (sameOrganisation(host, domainOf(facts.sender))) return ['own-server', 'name'];
  if (evidence.speakerInMx?.state !== 'present') return undefined;
  const expanded = domainOf(facts.expandedFrom);
  if (expanded !== undefined && expanded !== recipientDomain) return ['forwarder', 'expanded-from'];
  return ['smarthost', 'mx-set'];
}

/** Nothing was asked: who spoke with it, at which step, and what such hosts are called. */
function byConversation({ facts, kind, category }: Hints, host: string): Attribution {
  if (kind === 'mailbox' || kind === 'hosting') return ['recipient-gateway', 'provider'];
  if (facts.reportingHost !== undefined && facts.reportingHost !== host)
    return ['recipient-gateway', 'remote-mta'];
  // 'host mx.example.org said: … (in reply to RCPT TO command)': a server spoke to it that delivers, mostly to what the MX names.
  if (facts.phase !== undefined) return ['recipient-gateway', 'transcript'];
  if (facts.replyCode !== undefined && INBOUND_HOST.test(host)) return ['recipient-gateway', 'name'];
  if (isRelayHost(host)) return ['unknown', 'name'];
  if (isHeardOfTheirs(facts, category)) return ['recipient-gateway', 'transcript'];
  return isOfReceivers(facts, category) ? ['recipient-gateway', 'category'] : ['unknown', 'name'];
}

/** What domains call the servers that their MX records lead to; 'mx-out.', 'out.mx.', 'mxrelay1.' are not among them. */
const INBOUND_HOST =
  /^(?!(?:[\w-]{0,40}-)?(?:mx)?(?:out|relay|submi)[\w-]{0,20}\.)(?:[\w-]{1,40}[-.])?(?:mx|aspmx|inbound|smtp-?in|mail-?in)(?:[-\d][-\w]{0,20})?\./i;

/**
 * What the recipient's side asks of servers that deliver (SPF: RFC 7208 §2.4): where one hands mail in one logs in, and neither the
 * name of the machine nor what its domain publishes is looked at. Whose mailbox is full or switched off the recipient's side knows; where a log
 * or the words around tell of one's own server, that is known before (`ownStep`, `isHeardByServer`).
 */
const isAskedByReceivers = categorySet(
  'auth.*',
  'greylist',
  'dns.ptr',
  'dns.sender-domain',
  'reputation.ip-policy-listed',
  'reputation.provider-block',
  'policy.impersonation',
  'recipient.full',
  'recipient.inactive',
  'recipient.moved',
);

const isOfReceivers = (facts: ReplyFacts, category: CategoryId | undefined): boolean =>
  isCoded(facts) && facts.isOfHandingIn !== true && category !== undefined && isAskedByReceivers(category);

/** What a server that delivers was told; of what it could not reach it tells itself, and who may not relay may as well have asked his own server. */
const isHeardOfTheirs = (facts: ReplyFacts, category: CategoryId | undefined): boolean =>
  facts.isHeardByServer === true &&
  category !== 'relay.denied' &&
  !(category !== undefined && isOfOwnWay(category));

/** What a server says of its own way to the next. */
const isOfOwnWay = categorySet('domain.*', 'net.*', 'queue.*', 'route.*', 'server.config');

/** No host is named as the one that refused: the reporting server may have decided itself. */
function byReporter({ facts, kind, isSubmission, category }: Hints): Attribution {
  if (isSubmission) return ['smarthost', 'submission'];
  if (facts.phase !== undefined && facts.speakerIp !== undefined) return ['recipient-gateway', 'remote-ip'];
  const reporter = facts.reportingHost;
  // A sending service that tells without a code writes to its own customers.
  if (
    kind === 'sender-service' &&
    !isCoded(facts) &&
    reporter === undefined &&
    facts.isHeardByServer !== true
  )
    return ['smarthost', 'text'];
  // A provider that tells what it could not reach is the sender's.
  if (kind === 'mailbox') {
    if (category === undefined || !isEndedOnTheWay(category)) return ['recipient-gateway', 'text'];
    return [fitsCategory(category, 'domain.*') ? 'smarthost' : 'unknown', 'text'];
  }
  // Exchange of the server that it spoke to; what it looked up itself it calls so, too.
  const isOfMailboxes = OF_MAILBOXES.test(facts.text);
  if (!isOfMailboxes && /^Remote Server (?:at \S+ )?returned/i.test(facts.text))
    return ['recipient-gateway', 'text'];
  if (reporter === undefined) {
    if (isOfMailboxes) return ['recipient-server', 'text'];
    if (isHeardOfTheirs(facts, category)) return ['recipient-gateway', 'text'];
    return isOfReceivers(facts, category) ? ['recipient-gateway', 'category'] : ['unknown', 'nothing'];
  }
  if (sameOrganisation(reporter, domainOf(facts.recipient))) return ['recipient-server', 'reporting-mta'];
  if (sameOrganisation(reporter, domainOf(facts.sender))) return ['own-server', 'reporting-mta'];
  if (isOfMailboxes) return ['recipient-server', 'text'];
  return isHeardOfTheirs(facts, category) ? ['recipient-gateway', 'text'] : ['unknown', 'reporting-mta'];
}

/** 'RESOLVER.ADR.RecipNotFound; not found': Exchange's categorizer and its store, of an address or mailbox of its own (learn.microsoft.com, NDR codes). */
const OF_MAILBOXES =
  /^(?:Remote Server returned ')?(?:\d\d\d )?(?:\d\.\d\.\d{1,3} )?(?:RESOLVER|STOREDRV\.Deliver)\./i;

/** Our own server, as its log tells. */
export function ownServer({ reportingHost }: ReplyFacts): Speaker {
  return {
    role: 'own-server',
    ...(reportingHost !== undefined && { host: reportingHost }),
    because: ['log'],
  };
}

/** Microsoft says it to its own customer, who sends or forwards: 5.7.520, 5.7.703. */
const OF_OWN_ORGANISATION =
  /\b(?:access denied,? your organi[sz]ation does not allow external forwarding|by your organi[sz]ation(?:'s tenant|\s{1,3}using tenant))\b/i;

const isOfOwnOrganisation = ({ speakerHost, text }: ReplyFacts, provider: string | undefined): boolean =>
  (speakerHost === undefined || provider === 'microsoft-365') && OF_OWN_ORGANISATION.test(text);

/** Attributes one refusal; `provider` is the card that the classifier recognised. */
export function speakerOf(
  facts: ReplyFacts,
  evidence: Evidence,
  provider: ProviderKind | undefined,
  recipientProvider: string | undefined,
  category?: CategoryId,
): Speaker {
  const [role, because] = attribute({
    facts,
    evidence,
    kind: provider?.kind,
    isRecipientsProvider: provider !== undefined && provider.id === recipientProvider,
    isElsewhere: recipientProvider !== undefined && provider?.id !== recipientProvider,
    isSubmission:
      (category !== undefined && fitsCategory(category, 'sender-account.*')) ||
      isOfOwnOrganisation(facts, provider?.id),
    category,
  });
  const isReporter = role === 'own-server' || role === 'recipient-server';
  const reached =
    facts.ownStep === 'client' || isUnheard({ facts, category }) ? undefined : facts.speakerHost;
  const host = reached ?? (isReporter ? facts.reportingHost : undefined);
  return {
    role,
    ...(host !== undefined && { host }),
    ...(provider !== undefined && { provider: provider.id }),
    because: [because],
  };
}
