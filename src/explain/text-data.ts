/** The arguments of the catalogue's texts for one refusal: what is known, nothing where it is not. */
import { isPublicIp } from '../base/ip.ts';
import type { JsonObject, JsonValue } from '../base/json.ts';
import type { Evidence } from '../findings/evidence.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { domainOf, domainOrBare } from '../wire/address/index.ts';
import { attemptedHost } from './exchange-client.ts';
import { findNetwork } from './find-network.ts';
import { addressToAsk, contactIn, otherPage, pageNamedIn, unblockPageIn } from './named-page.ts';
import { sameOrganisation } from './organisation.ts';
import { namesOf, type ProviderCard } from './provider-card.ts';
import { type StatedFigures, statedFigures } from './stated-figures.ts';
import { isFinalReply, isTransientReply } from './suppression.ts';
import { triedServer } from './tried-server.ts';
import type { NamedList, Speaker } from './verdict.ts';

/** A From header or address, or a bare domain, to its domain; a name without either has none. */
function fromDomain(value: string | undefined): string | undefined {
  const domain = domainOrBare(value);
  return domain !== undefined && /^[^\s@]+\.[^\s@]+$/.test(domain) ? domain : undefined;
}

/** Bytes in words: '35 MB'. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}

/** A list is named in what is said of it; one that is closed lists nothing, and is asked by nobody who knows. */
function namedData({
  operator,
  zone,
  subject,
  delistUrl,
  holds,
  way = 'request',
  since,
}: NamedList): JsonObject {
  if (way === 'closed')
    return { closedList: operator, zone, ...(since?.length === 10 && { listSince: since }) };
  const isIp = subject === undefined ? undefined : isPublicIp(subject);
  return {
    list: operator,
    zone,
    // The sending IP is no subject of a list of domains, nor a domain one of a list of addresses.
    ...(isIp === (holds !== 'domain') ? { subject } : holds === 'domain' && { subject: undefined }),
    ...(delistUrl !== undefined && { delistUrl }),
    ...(way === 'request' && { askedList: operator }),
  };
}

function listData(evidence: Evidence, list: NamedList | undefined): JsonObject {
  const answers = [evidence.ipListings, evidence.domainListings].flatMap((shelf) =>
    shelf?.state === 'present' ? shelf.value.answers.filter(({ state }) => state === 'listed') : [],
  );
  const listed = answers.find(({ zone }) => zone === list?.zone) ?? answers[0];
  const named = list === undefined ? {} : namedData(list);
  if (listed === undefined) return named;
  const { operator, subject, zone, codes, delistUrl } = listed;
  return {
    ...(list === undefined || list.zone === zone ? named : {}),
    list: named.list ?? operator,
    subject,
    zone,
    listMeaning: codes.map((code) => code.meaning).join(', '),
    ...(delistUrl !== undefined && { delistUrl }),
  };
}

function evidenceData(evidence: Evidence, named: NamedList | undefined): JsonObject {
  const { ptr, spf, dkim, messageSize, recipientDomain } = evidence;
  const size = messageSize?.state === 'present' ? messageSize.value : undefined;
  return {
    ...listData(evidence, named),
    ...(ptr?.state === 'present' && { ptrName: ptr.value.names[0]?.name }),
    ...(spf?.state === 'present' && spf.value.record !== undefined && { record: spf.value.record }),
    ...(spf?.state === 'present' && spf.value.result === 'permerror' && { brokenSpf: spf.value.domain }),
    ...(spf?.state === 'present' && spf.value.result === 'none' && { missingSpf: spf.value.domain }),
    ...(dkim?.state === 'present' && {
      selector: dkim.value.signatures[0]?.selector,
      dkimDomain: dkim.value.signatures[0]?.domain,
    }),
    ...(size !== undefined && { sizeBytes: size.sizeBytes, size: formatSize(size.sizeBytes) }),
    ...(size?.limitBytes !== undefined && size.limitBytes > 0 && { limit: formatSize(size.limitBytes) }),
    ...(recipientDomain?.state === 'present' && {
      mxHosts: recipientDomain.value.mx.map((mx) => mx.host).join(', ') || undefined,
    }),
  };
}

/** 'Name service error for name=example.org type=MX', "DNS type 'mx' lookup of example.org responded with code NXDOMAIN" (Postfix, Gmail). */
const ASKED_FOR_MX =
  /\bName service error for\s{1,20}name=([a-z0-9][a-z0-9.-]{1,251}[a-z0-9]) type=MX\b|\bDNS type 'mx' lookup of ([a-z0-9][a-z0-9.-]{1,251}[a-z0-9]) /i;

/** The domain that mail was for, where only a question to DNS names it. */
function askedDomain(text: string): string | undefined {
  const [, byPostfix, byGmail] = ASKED_FOR_MX.exec(text) ?? [];
  return (byPostfix ?? byGmail)?.toLowerCase();
}

/** Whether a server makes another attempt by itself, as it does after 4yz, or makes none, as after 5yz (RFC 5321 §4.2.1); often not known. */
function attemptData(facts: ReplyFacts): JsonObject {
  if (isFinalReply(facts)) return { ended: true };
  return facts.fate === 'waiting' || isTransientReply(facts) ? { retried: true } : {};
}

/** The address that the sender wrote to, where it stands for another one. */
function forwardingData({ expandedFrom, recipient }: ReplyFacts): JsonObject {
  const domain = domainOf(expandedFrom);
  return domain === undefined || domain === domainOf(recipient)
    ? {}
    : { forwarding: expandedFrom, forwardingDomain: domain };
}

/** How much was looked at beside the reply itself. */
const lookUpsIn = (evidence: Evidence): number =>
  Object.entries(evidence).filter(([shelf, { state }]) => shelf !== 'reply' && state !== 'unknown').length;

/** Everybody can have a mailbox there: its users have no administrator of their own. */
function isOpenToAll({ kind, domains }: ProviderCard, { recipient }: ReplyFacts): boolean {
  if (kind !== 'mailbox' || domains.length === 0) return false;
  const domain = domainOf(recipient);
  return domain === undefined || domains.includes(domain);
}

const PERIOD = { minute: 'perMinute', hour: 'perHour', day: 'perDay', month: 'perMonth' } as const;

/** Rounded to the same, they would say that nothing is larger. */
function sizesInWords(sizeBytes: number, limitBytes: number): JsonObject {
  const [size, limit] = [formatSize(sizeBytes), formatSize(limitBytes)];
  return size === limit ? {} : { size, limit };
}

/** What the words state of sizes, waits and quotas. */
function statedData({
  sizeBytes,
  limitBytes,
  pauseSeconds,
  countedBy,
  sentCount,
  quota,
  heloName,
  calledHost,
  setting,
  region,
  identities,
}: StatedFigures): JsonObject {
  const minutes = Math.ceil((pauseSeconds ?? 0) / 60);
  return {
    ...(sizeBytes !== undefined && limitBytes !== undefined && sizesInWords(sizeBytes, limitBytes)),
    ...(minutes > 1 && { pauseMinutes: minutes }),
    ...(minutes === 1 && { pauseSeconds }),
    ...(countedBy !== undefined && { [PERIOD[countedBy]]: true }),
    ...(sentCount !== undefined && { sentCount, quota }),
    heloName,
    calledHost,
    setting,
    region,
    identities,
  };
}

function replyData(facts: ReplyFacts): JsonObject {
  const stated = statedFigures(facts);
  const senderDomain = domainOf(facts.sender) ?? fromDomain(facts.headerFrom);
  // A private address means nothing to a receiver: no advice may name it.
  const senderIp = facts.senderIp !== undefined && isPublicIp(facts.senderIp) ? facts.senderIp : undefined;
  return {
    host: facts.speakerHost ?? (facts.ownStep === 'client' ? attemptedHost(facts.text) : undefined),
    ip: facts.speakerIp,
    recipient: facts.recipient,
    recipientDomain: domainOf(facts.recipient) ?? askedDomain(facts.text),
    sender: facts.sender === '' ? undefined : facts.sender,
    senderDomain,
    headerFrom: facts.headerFrom,
    senderIp,
    ...(senderIp === undefined && { senderNet: findNetwork(facts.text) }),
    subject: senderIp,
    helo: facts.helo,
    suggestedPtr: facts.helo?.includes('.') ? facts.helo : undefined,
    code: facts.replyCode,
    enhanced: facts.enhancedStatus,
    phase: facts.phase,
    queueId: facts.queueId,
    messageId: facts.messageId,
    at: facts.at,
    size: facts.messageSizeBytes === undefined ? undefined : formatSize(facts.messageSizeBytes),
    page: pageNamedIn(facts.text),
    retryUntil: facts.retryUntil,
    ...retryTimeOf(facts),
    ...statedData(stated),
    ...attemptData(facts),
    ...forwardingData(facts),
  };
}

/** From two days on in days, where none is broken. */
function retryTimeOf({ retryHours }: ReplyFacts): JsonObject {
  if (retryHours === undefined) return {};
  return retryHours >= 48 && retryHours % 24 === 0 ? { retryDays: retryHours / 24 } : { retryHours };
}

/** The server that was tried, with its port by what TLS on it begins with: STARTTLS, or TLS itself on 465 (RFC 8314 §3.3). */
function triedData(facts: ReplyFacts): JsonObject {
  const tried = triedServer(facts);
  if (tried === undefined) return {};
  const { host, port } = tried;
  return { triedHost: host, triedPort: port, ...(port === 465 ? { tlsPort: port } : { starttlsPort: port }) };
}

const MAX_HOSTS = 20;
const HOST = /[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8}/gi;

const hostsIn = (text: string): readonly string[] =>
  [...text.slice(0, 4096).matchAll(HOST)].slice(0, MAX_HOSTS).map(([host]) => host);

const MAILTO = /^mailto:/;

/** How the provider is called, and how it is reached: by a page, or at an address. */
function providerData(card: ProviderCard | undefined, facts: ReplyFacts): JsonObject {
  if (card === undefined) return {};
  const whose = [domainOf(facts.recipient), facts.speakerHost];
  const { short, full } = namesOf(card, whose, hostsIn(facts.text));
  const { postmaster, usualWaitHours } = card;
  const isAddress = MAILTO.test(card.appeal ?? '');
  // Of several addresses of a provider the reply names the right one.
  const appeal = (isAddress ? contactIn(facts, card) : undefined) ?? card.appeal;
  // A filter that stands at somebody's own host is his: its maker is not the one who refused.
  const isAtTheirs =
    card.kind === 'filter' &&
    facts.speakerHost !== undefined &&
    !card.hosts.some((name) => isWithin(facts.speakerHost ?? '', name));
  return {
    ...(isAtTheirs ? { filterMaker: short } : card.kind !== 'software' && { speaker: short }),
    // What filters its mail a recipient need not know.
    ...(card.kind !== 'software' && card.kind !== 'filter' && { namedSpeaker: short }),
    ...(isOpenToAll(card, facts) && { mailboxProvider: short }),
    provider: full,
    ...(appeal !== undefined && { appealUrl: appeal.replace(MAILTO, '') }),
    ...(appeal !== undefined && isAddress && { appealAddress: appeal.replace(MAILTO, '') }),
    ...(postmaster !== undefined && { postmaster: postmaster.replace(MAILTO, '') }),
    ...(usualWaitHours !== undefined && { hours: usualWaitHours }),
    otherPage: otherPage(pageNamedIn(facts.text), appeal),
  };
}

/** The page that a reply names for lifting a block, where it is of whoever may have said so: anybody can write a link. */
function unblockPageOf(facts: ReplyFacts, card: ProviderCard | undefined): string | undefined {
  const page = unblockPageIn(facts.text);
  if (page === undefined || !URL.canParse(page)) return undefined;
  const { hostname } = new URL(page);
  const { speakerHost, reportingHost, sender, headerFrom } = facts;
  const theirs = [speakerHost, reportingHost, domainOf(sender), fromDomain(headerFrom)];
  const isOfCard = [...(card?.hosts ?? []), ...(card?.domains ?? [])].some((name) =>
    isWithin(hostname, name),
  );
  return isOfCard || theirs.some((name) => sameOrganisation(hostname, name)) ? page : undefined;
}

const isWithin = (host: string, domain: string): boolean =>
  host === domain || host.endsWith(`.${domain.replace(/^\./, '')}`);

/** Everything that a text may name; members that are not known are left out. */
export function textData(
  facts: ReplyFacts,
  evidence: Evidence,
  speaker: Speaker,
  card: ProviderCard | undefined,
  named?: NamedList,
): JsonObject {
  const all: JsonObject = {
    speaker: speaker.host,
    ...providerData(card, facts),
    replyAddress:
      card?.appeal === undefined && pageNamedIn(facts.text) === undefined
        ? addressToAsk(facts, card)
        : undefined,
    namedAddress: addressToAsk(facts, card),
    // Of the server that one sends through.
    ...(speaker.role === 'smarthost' && { ...card?.submission }),
    lookUps: lookUpsIn(evidence) || undefined,
    ...replyData(facts),
    unblockPage: unblockPageOf(facts, card),
    ...triedData(facts),
    ...evidenceData(evidence, named),
  };
  const known: Record<string, JsonValue> = {};
  for (const name in all) {
    const value = all[name];
    if (value !== undefined && value !== '') known[name] = value;
  }
  return known;
}
