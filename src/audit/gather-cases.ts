/**
 * From a subject to the cases of its audit: a domain brings its selectors, sending addresses and mail hosts, a host its
 * addresses, an address its reverse name. What cannot be guessed and was not given is told as not checked.
 */
import { getDomain } from 'tldts';
import { isFullName } from '../base/host-name.ts';
import { canonicalIp, isPublicIp } from '../base/ip.ts';
import type { Evidence } from '../findings/evidence.ts';
import type { ReportsFacts } from '../findings/facts/reports.ts';
import type { Subject } from '../findings/finding.ts';
import type { Observed } from '../findings/observed.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import {
  type AuditContext,
  dkimSelectorsOf,
  gatherDomain,
  gatherHost,
  gatherListings,
  gatherSelector,
  gatherSendingIp,
  type KnownSelector,
} from '../gather/audit/index.ts';
import type { AuditCase, NotChecked } from './audit-case.ts';
import { domainNotChecked, unusedOptions } from './domain-not-checked.ts';
import { listSubjects, subjectsShownIn } from './list-subjects.ts';
import { messageCases } from './message-cases.ts';
import { heloOf, type MessageSender, withMessageSender } from './message-sender.ts';
import { withReported } from './reported-sender.ts';
import type { AuditSubject } from './subject.ts';

/** What the user told that nobody can guess. */
export interface GivenSender {
  readonly sendingIps: readonly string[];
  /** No other addresses are looked for: what is compared must be the same. */
  readonly isWhole?: true;
  readonly helo?: string;
  /** Selectors and the domain whose keys they name; without a domain: of whatever domain is audited. */
  readonly selectors: readonly GivenSelector[];
  /** A mail that was sent, as it arrived. */
  readonly message?: Uint8Array;
  /** The hop that handed that mail over, with the domain whose SPF must allow it. */
  readonly messageSender?: MessageSender;
  /** What DMARC and TLS reports say of a domain. */
  readonly reports?: (domain: string) => Promise<Observed<ReportsFacts>>;
  /** Addresses that reports and a message name, each with the domain whose SPF must allow it. */
  readonly reportedIps?: ReportsFacts['sendingIps'];
}

export interface GivenSelector extends KnownSelector {
  readonly domain?: string;
}

export interface Gathered {
  readonly subject: Subject;
  readonly cases: readonly AuditCase[];
  readonly notChecked: readonly NotChecked[];
}

const MAX_IPS = 16;
const MAX_HOSTS = 10;
const MAX_SELECTORS = 30;

const caseOf = (evidence: Evidence): AuditCase => ({
  about: evidence.about?.state === 'present' ? evidence.about.value : { kind: 'domain', name: '' },
  evidence,
});

/** Never throws for what the network does. */
export async function gatherCases(
  subject: AuditSubject,
  given: GivenSender,
  context: AuditContext,
): Promise<Gathered> {
  const kind = subject.kind === 'name' ? await kindOfName(subject.name, context) : subject.kind;
  if (kind === 'ip') return ipCases(subject.name, given, context);
  if (kind === 'host') return hostCases(subject.name, given, context);
  return domainCases(subject.name, given, context);
}

/** A name with mail records of its own is a domain, one with an address alone is a host. */
async function kindOfName(name: string, context: AuditContext): Promise<'domain' | 'host'> {
  const { resolver, signal } = context;
  const [mx, ipv4, ipv6] = await Promise.all(
    (['MX', 'A', 'AAAA'] as const).map((type) => resolver.lookup(name, type, signal)),
  );
  if (mx?.state === 'present') return 'domain';
  return ipv4?.state === 'present' || ipv6?.state === 'present' ? 'host' : 'domain';
}

async function domainCases(domain: string, told: GivenSender, context: AuditContext): Promise<Gathered> {
  const subject = { kind: 'domain', name: domain } as const;
  const [records, reports] = await Promise.all([gatherDomain(domain, context), told.reports?.(domain)]);
  const own: Evidence = reports === undefined ? records : { ...records, reports };
  const given = withReported(withMessageSender(told, domain), domain, reports);
  const sendingIps = sendersOf(domain, own, given);
  // What the user names is looked at whole.
  const seenIps = sendingIps.slice(0, Math.max(MAX_IPS, given.sendingIps.length));
  const mailHosts = mxHosts(own);
  const hosts = context.connect ? mailHosts.slice(0, MAX_HOSTS) : [];
  const documented = context.providerSelectors?.(own) ?? { selectors: [], withoutSelectors: [] };
  const known = selectorsFor(domain, documented.selectors, given);
  const selectors = known.slice(0, Math.max(MAX_SELECTORS, given.selectors.filter(isGiven).length));
  const senders = Promise.all([
    ...seenIps.map(({ ip, returnPath }) =>
      gatherSendingIp(ip, senderFacts(ip, returnPath, domain, heloOf(told, ip)), context),
    ),
    ...messageCases(told, domain, context),
  ]);
  const [keys, ips, hostEvidence, listings] = await Promise.all([
    Promise.all(selectors.map((one) => gatherSelector(domain, one, context))),
    senders,
    Promise.all(hosts.map((host) => gatherHost(host, context, [domain]))),
    // Reverse names and signing domains are known once the senders are; hosts take far longer.
    senders.then((sent) => listingsOf(subject, [own, ...sent], context, told.message)),
  ]);
  const tried = dkimSelectorsOf(domain, selectors, keys, documented.withoutSelectors, context.clock);
  const evidence = selectors.length + documented.withoutSelectors.length === 0 ? own : { ...own, ...tried };
  const notChecked = domainNotChecked(domain, given, context, {
    knowsHelo: told.helo !== undefined || seenIps.some(({ ip }) => heloOf(told, ip) !== undefined),
    sendingIps: sendingIps.length,
    seenIps: seenIps.length,
    selectors: known.length,
    seenSelectors: selectors.length,
    mailHosts: mailHosts.length,
    seenHosts: hosts.length,
  });
  const cases = [evidence, ...keys, ...ips, ...hostEvidence, ...listings].map(caseOf);
  return { subject, cases, notChecked };
}

const isGiven = ({ origin }: GivenSelector): boolean => origin === 'given';

/** Given addresses, then those of reports; without given ones also what the domain's own record names. */
function sendersOf(
  domain: string,
  own: Evidence,
  { sendingIps, reportedIps = [], isWhole }: GivenSender,
): ReportsFacts['sendingIps'] {
  const ofDomain = (ip: string) => ({ ip, returnPath: domain });
  const named = isWhole === true || sendingIps.length > 0 ? [] : ownAddresses(domain, own);
  const unseen = named.filter((ip) => !reportedIps.some((one) => one.ip === ip));
  return [...sendingIps.map(ofDomain), ...reportedIps, ...unseen.map(ofDomain)];
}

/** Selectors of this domain: given ones, those of a message, and those that a provider documents. */
function selectorsFor(
  domain: string,
  documented: readonly KnownSelector[],
  given: GivenSender,
): readonly KnownSelector[] {
  const told = given.selectors.filter((one) => one.domain === undefined || one.domain === domain);
  const all = [...told, ...documented].map(({ selector, origin, provider }) => ({
    selector,
    origin,
    ...(provider !== undefined && { provider }),
  }));
  const seen = new Set<string>();
  return all.filter(({ selector }) => {
    const isNew = !seen.has(selector.toLowerCase());
    seen.add(selector.toLowerCase());
    return isNew;
  });
}

async function ipCases(ip: string, given: GivenSender, context: AuditContext): Promise<Gathered> {
  const subject = { kind: 'ip', name: ip } as const;
  const helo = heloOf(given, ip);
  const facts: ReplyFacts = {
    text: '',
    senderIp: ip,
    senderIpFrom: 'given',
    ...(helo !== undefined && { helo }),
  };
  const evidence = await gatherSendingIp(ip, facts, context);
  const notChecked: NotChecked[] = [{ what: 'domain', subject, data: { ip } }];
  if (helo === undefined) notChecked.push({ what: 'helo', subject, option: '--helo', data: { ip } });
  if (!isPublicIp(ip)) notChecked.push({ what: 'public-services', subject, data: { ip } });
  else if (context.askLists === undefined)
    notChecked.push({ what: 'lists', subject, option: '--lists', data: { ip } });
  notChecked.push(...unusedOptions(given, subject));
  const listings = await listingsOf(subject, [evidence], context);
  return { subject, cases: [evidence, ...listings].map(caseOf), notChecked };
}

async function hostCases(host: string, given: GivenSender, context: AuditContext): Promise<Gathered> {
  const subject = { kind: 'host', name: host } as const;
  const evidence = await gatherHost(host, context);
  const addresses = evidence.mailHost?.state === 'present' ? evidence.mailHost.value.addresses : [];
  const ips = await Promise.all(
    addresses
      .filter((ip) => context.allowPrivate || isPublicIp(ip))
      .slice(0, MAX_IPS)
      .map((ip) =>
        gatherSendingIp(
          ip,
          { text: '', senderIp: ip, senderIpFrom: 'given', helo: given.helo ?? host },
          context,
        ),
      ),
  );
  const listings = await listingsOf(subject, [evidence, ...ips], context);
  const missing = (what: string, option: string): NotChecked => ({ what, subject, option, data: { host } });
  const notChecked = [
    ...(context.connect ? [] : [missing('connect', '--connect')]),
    ...(context.askLists === undefined ? [missing('lists', '--lists')] : []),
    ...unusedOptions(given, subject),
  ];
  return { subject, cases: [evidence, ...ips, ...listings].map(caseOf), notChecked };
}

/** Lists are asked once for all that an audit is about: what one operator refuses is told once. */
const listingsOf = (
  subject: Subject,
  cases: readonly Evidence[],
  context: AuditContext,
  message?: Uint8Array,
): Promise<readonly Evidence[]> => {
  // Reading a message for nothing costs time.
  const shown = message === undefined || context.askLists === undefined ? [] : subjectsShownIn(message);
  return gatherListings(subject, [...listSubjects(cases), ...shown], context);
};

function senderFacts(ip: string, returnPath: string, domain: string, helo: string | undefined): ReplyFacts {
  return {
    text: '',
    senderIp: ip,
    senderIpFrom: 'given',
    sender: `postmaster@${returnPath}`,
    headerFrom: domain,
    ...(helo !== undefined && { helo }),
  };
}

function mxHosts(evidence: Evidence): readonly string[] {
  const routing = evidence.routing?.state === 'present' ? evidence.routing.value : undefined;
  const hosts = routing?.mx.map(({ host }) => host) ?? [];
  return hosts.filter((host) => isFullName(host) && canonicalIp(host) === undefined);
}

/**
 * Single addresses that are servers of the domain's own: what its record names by ip4 and ip6, and by mx where the mail
 * hosts are of its own organization. An include names a provider's, 'a' alone mostly a web server.
 */
function ownAddresses(domain: string, evidence: Evidence): readonly string[] {
  const root = evidence.spfTree?.state === 'present' ? evidence.spfTree.value.root : undefined;
  const organization = getDomain(domain);
  const hasOwnMx = mxHosts(evidence).every((host) => getDomain(host) === organization);
  const names = hasOwnMx ? ['ip4', 'ip6', 'mx'] : ['ip4', 'ip6'];
  const networks = (root?.terms ?? [])
    .filter(({ name, qualifier, isUnreached }) => names.includes(name) && qualifier === '+' && !isUnreached)
    .flatMap(({ networks }) => networks);
  const single = networks.flatMap((network) => {
    const [address = '', bits] = network.split('/');
    const isOne = bits === undefined || bits === (address.includes(':') ? '128' : '32');
    return isOne && isPublicIp(address) ? [address] : [];
  });
  return [...new Set(single)];
}
