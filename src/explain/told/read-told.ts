/**
 * Reads what a refusal tells of SPF, DKIM, DMARC and the like: from results that it quotes, from its wordings (`data/told.toml`), from whom it
 * was sent under and the way that it went. One walk over at most 4,096 characters for each group of facts asked.
 */
import { parse } from 'tldts';
import { isMailboxProvider } from '../../checks/index.ts';
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import { domainOf, domainOrBare } from '../../wire/address/index.ts';
import {
  compilePhrases,
  findPhrases,
  type PhraseHit,
  type PhraseSet,
  tokensOf,
} from '../../wire/phrases/index.ts';
import type { AskerReader, Heard } from '../asker.ts';
import { certificateNames } from '../certificate-names.ts';
import type { TomlTable } from '../classify/index.ts';
import { isOfExchangeOnline } from '../exchange-client.ts';
import { type LargeDomains, meantDomain, noLargeDomains } from '../mistyped-domain.ts';
import { NOT_RESOLVED } from '../names-not-found.ts';
import { sameOrganisation } from '../organisation.ts';
import { hasNoQueue, isCoded } from '../place.ts';
import { ruleReason } from '../rule-reason.ts';
import { isSendmailFiller } from '../sendmail-filler.ts';
import { isSubmissionHost } from '../submission.ts';
import { triedPort, triedServer } from '../tried-server.ts';
import { allGroups, groupOf, isToldFact, type Told, type ToldFact, withConsequences } from './facts.ts';
import { isOver } from './held-and-gone.ts';
import { resultsIn } from './results.ts';

const MAX_TEXT = 4096;
const MAX_ADDRESS = 320;
/** SRS0=…, SRS1=…: a forwarder rewrote the envelope sender. Fields of lists: 'owner-x@', 'x-bounces@', 'x-bounces+bob=example.org@'. */
const REWRITTEN = /^srs[01][=+-]/i;
const OF_LIST = /^owner-|-(?:bounces|owner|request)(?:[+=][^@]*)?@/i;

/** Reads what words tell. */
export interface ToldReader {
  /** `groups`: those of the facts that are asked for (facts.ts); left out: all. */
  readonly read: (facts: ReplyFacts, providers: MailboxProviders, groups?: ReadonlySet<string>) => Told;
  /** What somebody says of himself in his own words beside a refusal; undefined where he says nothing of it, or two things. */
  readonly asker: AskerReader;
  /** Whether he says beside it that he has a mailbox at a provider, or a server, a program or a domain of his own, which counts more. */
  readonly user: (beside: string) => 'mailbox' | 'server' | undefined;
}

/** What is known of the mailbox providers that words may name. */
export interface MailboxProviders {
  /** The provider that gives addresses at this domain to everybody ('gmail.com'). */
  readonly ofAddress: (domain: string) => string | undefined;
  /** The provider whose server this is. */
  readonly ofHost: (host: string) => string | undefined;
  /** Whether this server is one of a provider's that sends for many. */
  readonly sendsForMany: (host: string) => boolean;
  /** Whether it is one that takes mail for many: a mailbox provider's, or a filter's before them. */
  readonly receivesForMany: (host: string) => boolean;
  /** Whether the provider of this domain says 'unknown' of an address whose owner refuses the sender, too. */
  readonly hidesBlocks: (domain: string) => boolean;
}

/** The wordings of each fact. Throws where a fact is not one of ours. */
export function wordingsOf(file: TomlTable): Readonly<Record<string, readonly string[]>> {
  const wordings: Record<string, readonly string[]> = {};
  for (const [fact, raw] of Object.entries(file)) {
    if (!isToldFact(fact)) throw new Error(`told.toml: '${fact}' is nothing that words tell`);
    const { phrases } = raw as TomlTable;
    wordings[fact] = Array.isArray(phrases) ? phrases.map(String) : [];
  }
  return wordings;
}

const OF_ASKERS: ReadonlySet<string> = new Set([groupOf('asker/receives')]);

type Run = readonly [run: string, fact: ToldFact];

const inRuns = (lower: string, runs: readonly Run[]): readonly ToldFact[] =>
  runs.filter(([run]) => lower.includes(run)).map(([, fact]) => fact);

/** Pieces of text of scripts that write no spaces, in lower case, with the fact that each tells. */
const runsOf = (file: TomlTable): readonly Run[] =>
  Object.entries(file).flatMap(([fact, raw]) => {
    const { runs } = raw as TomlTable;
    return isToldFact(fact) && Array.isArray(runs) ? runs.map((run) => [String(run), fact] as const) : [];
  });

const HEARD: Readonly<Partial<Record<ToldFact, Heard>>> = {
  'asker/did-not-send': 'did-not-send',
  'asker/receives': 'receives',
  'asker/cannot-receive': 'cannot-receive',
};

/** The phrases of a group are compiled when a refusal asks for it first: most runs need few of them. */
export function createToldReader(file: TomlTable, large: LargeDomains = noLargeDomains): ToldReader {
  const compiled = new Map<string, PhraseSet>();
  const runs = runsOf(file);
  const runsOfGroups = (groups: ReadonlySet<string>) => runs.filter(([, fact]) => groups.has(groupOf(fact)));
  const phrasesOf = (group: string): PhraseSet => {
    const before = compiled.get(group);
    if (before !== undefined) return before;
    const ofGroup = Object.entries(wordingsOf(file)).filter(([fact]) => groupOf(fact) === group);
    const phrases = compilePhrases(Object.fromEntries(ofGroup));
    compiled.set(group, phrases);
    return phrases;
  };
  return {
    asker: (beside) => {
      const told = new Set([
        ...inRuns(beside.slice(0, MAX_TEXT).toLowerCase(), runsOfGroups(OF_ASKERS)),
        ...inWords(beside, [...[...OF_ASKERS].map(phrasesOf)]),
      ]);
      if (told.has('asker/receives')) told.delete('asker/cannot-receive');
      const [only] = told.size === 1 ? told : [];
      return only === undefined ? undefined : HEARD[only];
    },
    user: (beside) => {
      const told = inWords(beside, [phrasesOf(groupOf('user/has-mailbox'))]);
      if (told.includes('user/has-server')) return 'server';
      return told.includes('user/has-mailbox') ? 'mailbox' : undefined;
    },
    read: (facts, providers, groups = allGroups) => {
      const lower = facts.text.slice(0, MAX_TEXT).toLowerCase();
      const found = new Set<ToldFact>([
        ...inRuns(lower, runsOfGroups(groups)),
        ...inWords(facts.text, [...groups].map(phrasesOf)),
        ...onTheWay(facts, providers),
        ...ofNames(facts),
        ...ofPrograms(facts),
        ...ofRecipient(facts, providers),
        ...ofTarget(facts, providers),
      ]);
      if (isBetweenExchanges(facts)) found.add('login/of-exchange');
      if (mayNotLogIn(facts, found)) found.add('login/smtp-off');
      const provider = providerOf(facts, providers);
      for (const fact of provider.facts) found.add(fact);
      const askedHost = groups.has(groupOf('dns/of-host')) ? askedHostOf(facts) : undefined;
      if (askedHost !== undefined || isUnresolved(facts)) found.add('dns/of-host');
      if (found.has('tls/not-tls') && isHandedIn(facts)) found.add('tls/from-start');
      if (found.has('rule/mail-flow') && ruleReason(facts.text) !== undefined) found.add('rule/reason');
      const mistyped = groups.has(groupOf('domain/mistyped'))
        ? mistypedIn(facts, providers, large)
        : undefined;
      if (mistyped !== undefined) found.add('domain/mistyped');
      const certificate = groups.has('tls') ? certificateNames(facts) : undefined;
      if (certificate !== undefined) found.add('tls/other-name');
      // Why a moderator has to look is no reason of its own.
      if (found.has('list/held')) found.delete('list/members-only');
      // With a code a server refused it; where it is gone, nothing waits for anybody.
      if (found.has('list/held') && (isCoded(facts) || isOver(lower))) found.delete('list/held');
      if (isCoded(facts)) for (const fact of OF_ASKER) found.delete(fact);
      return {
        ...provider,
        ...mistyped,
        ...(askedHost !== undefined && { askedHost }),
        ...certificate,
        facts: [...withConsequences(found)],
      };
    },
  };
}

/** Somebody tells so, no server. */
const OF_ASKER: readonly ToldFact[] = ['content/filed', 'tls/set'];

function inWords(whole: string, phrases: readonly PhraseSet[]): readonly ToldFact[] {
  const text = whole.slice(0, MAX_TEXT);
  const tokens = tokensOf(text);
  const { facts, owners } = resultsIn(text, tokens);
  // 'dkim=temperror spf=pass' tells nothing temporary of SPF.
  const isAnothers = ({ owner, first, last }: PhraseHit): boolean => {
    for (let at = first; at < last; at++) {
      const method = owners.get(at);
      if (method !== undefined && !owner.startsWith(method)) return true;
    }
    return false;
  };
  const hits = phrases.flatMap((set) => findPhrases(tokens, set));
  const told = hits.filter((hit) => !isAnothers(hit));
  return [...facts, ...told.map(({ owner }) => owner as ToldFact)];
}

/** A server of the recipient's side tells what another said: it passes mail on for the address, and that one saw its IP, not ours. */
function isPassedOn({ expandedFrom, recipient, sender, reportingHost, speakerHost }: ReplyFacts): boolean {
  const own = domainOf(sender);
  if (reportingHost === undefined || speakerHost === undefined || own === undefined) return false;
  const isOf = (domain: string | undefined): boolean => sameOrganisation(reportingHost, domain);
  const isTheirs = isOf(domainOf(expandedFrom)) || isOf(domainOf(recipient));
  return isTheirs && !isOf(own) && !isOf(speakerHost);
}

function onTheWay(facts: ReplyFacts, { ofHost, sendsForMany }: MailboxProviders): readonly ToldFact[] {
  const { expandedFrom, recipient, sender, reportingHost, reportingSoftware, speakerHost, isOfList } = facts;
  const isForwarded = expandedFrom !== undefined || REWRITTEN.test(sender ?? '');
  const [before, after] = [domainOf(expandedFrom), domainOf(recipient)];
  const reporter = reportingHost === undefined ? undefined : ofHost(reportingHost);
  const isByProvider =
    reportingHost !== undefined &&
    sendsForMany(reportingHost) &&
    (speakerHost === undefined || ofHost(speakerHost) !== reporter);
  const isProviders = reportingHost === undefined ? isOfExchangeOnline(facts) : sendsForMany(reportingHost);
  const isOfProvidersClient = facts.ownStep === 'client' && isProviders;
  const isElsewhere = before !== undefined && after !== undefined && before !== after;
  return [
    ...(isOfList === true ? (['list/mailing'] as const) : []),
    ...(reportingSoftware === 'mail-program' ? (['client/mail-program'] as const) : []),
    ...(isElsewhere ? (['path/other-domain'] as const) : []),
    ...(isByProvider ? (['path/by-provider'] as const) : []),
    ...(isPassedOn(facts) ? (['path/theirs'] as const) : []),
    ...(reportingSoftware === 'service' && facts.via === 'mx' ? (['path/by-service'] as const) : []),
    ...(isOfProvidersClient ? (['net/of-provider'] as const) : []),
    ...(isForwarded ? (['path/forwarded'] as const) : []),
    ...(OF_LIST.test((sender ?? '').slice(0, MAX_ADDRESS)) ? (['path/list'] as const) : []),
  ];
}

/** What the address and the domain of the sender tell by themselves. */
function ofNames({ sender, senderIp, text, ownStep, reportingSoftware }: ReplyFacts): readonly ToldFact[] {
  const domain = domainOf(sender);
  const isLocal = domain !== undefined && parse(domain).isIcann !== true && !isReserved(domain);
  return [
    ...(isLocal ? (['sender/local'] as const) : []),
    // RFC 5321 §4.5.5: notices have the null reverse-path.
    ...(sender === '' && ownStep === 'client' && reportingSoftware !== undefined
      ? (['sender/own-bounce'] as const)
      : []),
    ...(text.includes('<>') && NULL_SENDER.test(text.slice(0, MAX_TEXT)) ? (['sender/null'] as const) : []),
    ...(senderIp !== undefined && !senderIp.includes(':') ? (['ip/v4'] as const) : []),
  ];
}

/** To the server that one sends through, or nobody tells of another: a program's error alone. */
const isHandedIn = ({ via, ownStep, reportingHost }: ReplyFacts): boolean =>
  via === undefined ? ownStep === undefined && reportingHost === undefined : via !== 'mx';

/** Postfix of the domains that it holds itself: local_recipient_maps, virtual_mailbox_maps, virtual_alias_maps (postfix.org, postconf(5)). */
const OWN_TABLE = /\buser unknown in (?:local recipient|virtual (?:mailbox|alias)) table\b/i;

/** What a program that hands mail in, or sendmail, tells of itself and of the way to its server. */
function ofPrograms(facts: ReplyFacts): readonly ToldFact[] {
  const { text, replyCode, enhancedStatus } = facts;
  // Who answers is reached, and what has no address has no port.
  const isReached = replyCode !== undefined || facts.phase === 'auth';
  const port = isReached || NOT_RESOLVED.test(text.slice(0, MAX_TEXT)) ? undefined : triedPort(facts);
  return [
    ...(isSendmailFiller(facts) ? (['reply/unsaid'] as const) : []),
    ...(hasNoQueue(facts) ? (['queue/none'] as const) : []),
    ...(hasNoQueue(facts) && OWN_TABLE.test(text.slice(0, MAX_TEXT))
      ? (['recipient/own-table'] as const)
      : []),
    ...(port !== undefined && port !== 25 ? (['net/submission-port'] as const) : []),
    ...(replyCode === 421 && enhancedStatus === '4.4.2' ? (['net/stalled'] as const) : []),
    ...(replyCode === undefined && /^[45]\.4\.2$/.test(enhancedStatus ?? '') ? (['net/lost'] as const) : []),
  ];
}

/**
 * Microsoft 365 says 5.7.139 where a login is not let in, whatever the language of the words: what tells another reason, a wrong password
 * or a lock, is told by words (learn.microsoft.com, "Authenticated client SMTP submission", read 2026-11-23).
 */
const mayNotLogIn = ({ enhancedStatus }: ReplyFacts, found: ReadonlySet<ToldFact>): boolean =>
  enhancedStatus === '5.7.139' && ![...found].some((fact) => fact.startsWith('login/'));

/** Exchange servers of one organisation log in to each other by Kerberos (Microsoft, KB 979174 and 979175, read 2026-11-27). */
const isBetweenExchanges = ({ reportingSoftware, text }: ReplyFacts): boolean =>
  reportingSoftware === 'exchange' && EXCHANGE_LOGIN.test(text.slice(0, MAX_TEXT));
const EXCHANGE_LOGIN =
  /^(?:temporary authentication failure\.?$|cannot achieve exchange server authentication\b)/i;

/** What gateways such as Cisco's say of an address that their directory or table does not hold. */
const ONLY_REJECTED = /^(?:recipient )?address rejected\.?$/i;

/** The provider's domain that was probably meant, where the recipient's, or else one that the words name, is none of its own. */
function mistypedIn(
  { recipient, text }: ReplyFacts,
  { ofHost }: MailboxProviders,
  large: LargeDomains,
): Pick<Told, 'meantDomain' | 'typedDomain'> | undefined {
  const isProvider = (domain: string): boolean => isMailboxProvider(domain) || ofHost(domain) !== undefined;
  const given = domainOf(recipient);
  const named =
    given === undefined ? (text.slice(0, MAX_TEXT).match(DOMAIN) ?? []).slice(0, MAX_DOMAINS) : [given];
  for (const domain of named) {
    const typedDomain = domain.toLowerCase();
    const meant = meantDomain(typedDomain, large, isProvider);
    if (meant !== undefined) return { meantDomain: meant, typedDomain };
  }
  return undefined;
}

const MAX_DOMAINS = 10;
/** A name by itself, no part of an address, a link or a longer name. */
const DOMAIN = /(?<![\w.@/-])[a-z\d-]{2,63}(?:\.[a-z]{2,20}){1,2}(?![\w@/-]|\.\w)/gi;

function ofRecipient(
  { recipient, text }: ReplyFacts,
  { ofAddress, hidesBlocks }: MailboxProviders,
): readonly ToldFact[] {
  const domain = domainOf(recipient);
  // What belongs to a provider's own organisation ('microsoft.com') has its administrator as any other.
  const isOfProvider =
    domain !== undefined && isMailboxProvider(domain.toLowerCase()) && ofAddress(domain) !== undefined;
  return [
    ...(isOfProvider ? (['recipient/mail-provider'] as const) : []),
    ...(domain !== undefined && hidesBlocks(domain) ? (['recipient/or-blocked'] as const) : []),
    ...(ONLY_REJECTED.test(text) ? (['recipient/edge-blocked'] as const) : []),
  ];
}

/** The system's words of a host that did not answer, or whose way is closed. */
const UNREACHED =
  /\b(?:timed? ?-?out|timeout|unreachable|no route to host|connection refused|refused by|host is down|did not accept our requests)\b/i;

/** 'could not connect to mx.example.org: Connection timed out', without a port of submission. */
const TARGET =
  /\bconnect(?:ion)? to (?:host )?["'<]?((?:[a-z\d-]{1,63}\.){1,8}[a-z]{2,24})(?![\w.-]|["'>]?(?:\[[^\]\n]{1,45}\])?(?::|,? port:? ?)(?:465|587|2525)\b)/i;

/** Whom our own server did not reach: itself, or somebody who is never away for long. */
function ofTarget(facts: ReplyFacts, providers: MailboxProviders): readonly ToldFact[] {
  const { text, replyCode, recipient, speakerHost, phase, ownStep } = facts;
  // A step of our own server is handed on to a service beside it: no network is in between.
  if (ownStep !== undefined && ownStep !== 'client') return [];
  const isBegun = phase !== undefined && phase !== 'connect';
  if (replyCode !== undefined || isBegun || isHandedOn(facts) || !UNREACHED.test(text.slice(0, MAX_TEXT)))
    return [];
  const host = speakerHost ?? triedServer(facts)?.host ?? TARGET.exec(text.slice(0, MAX_TEXT))?.[1];
  if (host !== undefined && isItself(host, facts)) return ['net/itself'];
  const domain = domainOf(recipient);
  const isLarge =
    host === undefined
      ? domain !== undefined && providers.ofAddress(domain) !== undefined
      : providers.receivesForMany(host) && !isSubmissionHost(host);
  return isLarge ? ['net/large-receiver'] : [];
}

/** By a program, or through a relay: another server goes to the recipient's. */
const isHandedOn = ({ via }: ReplyFacts): boolean => via === 'program' || via === 'relay';

/** Does the log's own host bear that name? Syslog writes the first label alone, which many have; then the sender must be of it, too. */
function isItself(host: string, { reportingHost, sender }: ReplyFacts): boolean {
  const [own, target] = [reportingHost?.toLowerCase(), host.toLowerCase().replace(/\.$/, '')];
  if (own === undefined) return false;
  return own === target || (target.startsWith(`${own}.`) && domainOf(sender)?.toLowerCase() === target);
}

/** '<> sender rejected', '<>: Sender address rejected'. */
const NULL_SENDER = /(?:^|[\s:])<>:? (?:sender|address|return|mail from)\b/i;

/** RFC 2606 §2: stands for a real one in examples. */
const isReserved = (domain: string): boolean => /(?:^|\.)example$/i.test(domain);

const NAME = '([a-z0-9][a-z0-9_.-]{0,252})';
/** A host whose address was asked for in vain: Postfix, and the errors of Node, Go, curl, .NET, Java, msmtp, PHP and dma. */
const ASKED_OF_HOST = new RegExp(
  [
    `\\bName service error for\\s{1,20}name=${NAME}\\s{1,20}type=(?:A|AAAA):`,
    `\\bgetaddrinfo (?:ENOTFOUND|EAI_AGAIN) ${NAME}`,
    `\\blookup ${NAME}(?: on \\S{1,60})?: no such host`,
    `\\bcould(?: not|n't) resolve host:? ["']?${NAME}`,
    `\\bremote name could not be resolved: '${NAME}'`,
    `\\bunknown smtp host: ${NAME}`,
    `\\bUnknownHostException: ${NAME}`,
    `\\bcannot locate host ${NAME}`,
    `\\bgetaddrinfo for ${NAME} failed`,
    `\\bDNS lookup failure: host ${NAME} not found`,
  ].join('|'),
  'i',
);

/** A program found no address of the server that it was to hand mail to, whether it names that or not. */
const isUnresolved = ({ via, replyCode, text }: ReplyFacts): boolean =>
  via === 'program' && replyCode === undefined && NOT_RESOLVED.test(text.slice(0, MAX_TEXT));

/** The host whose address nobody gave, where it is another name than the recipient's domain. */
function askedHostOf({ text, recipient, replyCode }: ReplyFacts): string | undefined {
  // With a code a server tells of what it asked itself.
  const names = replyCode === undefined ? ASKED_OF_HOST.exec(text.slice(0, MAX_TEXT)) : null;
  const name = names?.slice(1).find((one) => one !== undefined);
  const host = name?.toLowerCase().replace(/[.-]$/, '');
  return host === domainOf(recipient)?.toLowerCase() ? undefined : host;
}

/** Sent under a mailbox provider's domain: SPF judges MAIL FROM, the others From; each stands in for the other. */
function providerOf(
  { sender, headerFrom, reportingHost }: ReplyFacts,
  { ofAddress, ofHost }: MailboxProviders,
): Told {
  const envelope = domainOf(sender);
  const from = domainOrBare(headerFrom);
  const judged = (domain: string | undefined): string | undefined => {
    const provider = domain === undefined ? undefined : ofAddress(domain);
    if (provider === undefined) return undefined;
    // The provider's own server sent it: then the way was the fault, not the address.
    return reportingHost !== undefined && ofHost(reportingHost) === provider ? undefined : domain;
  };
  const byFrom = judged(from ?? envelope);
  const byEnvelope = judged(envelope ?? from);
  const providerDomain = byFrom ?? byEnvelope;
  return {
    facts: [
      ...(byFrom === undefined ? [] : (['from/mail-provider'] as const)),
      ...(byEnvelope === undefined ? [] : (['envelope/mail-provider'] as const)),
    ],
    ...(providerDomain !== undefined && { providerDomain }),
  };
}
