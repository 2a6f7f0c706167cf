/** The summary of a domain's reports as the shelf that an audit keeps: bounded, and with what the audit is to look at. */
import { isPublicIp } from '../../base/ip.ts';
import type { ReportedSource, ReportsFacts, UnreadableReport } from '../../findings/facts/reports.ts';
import { compareSources, isOwnVerdict } from '../../findings/source-verdicts.ts';
import { selectorsOf, sendingIpsOf } from './real-senders.ts';
import type { ReportsSummary, SendingSource } from './types.ts';

const DAY_MS = 86_400_000;
/** A selector that was last used before the last week of the reports may have been taken away since. */
const SELECTOR_DAYS = 7;
const IP_DAYS = 14;
const MAX = {
  reporters: 10,
  sources: 60,
  ips: 20,
  selectors: 30,
  sendingIps: 16,
  details: 20,
  otherDomains: 20,
} as const;
/** Of a reporter's words. */
const MAX_TEXT = 200;

/** What reading the files came to, besides the reports about the domain. */
export interface ReadingCounts {
  readonly duplicates: number;
  /** Every report, whomever it is about. */
  readonly reports: number;
  readonly setAside: number;
  readonly unreadable: number;
  readonly others: number;
  readonly unreadableFiles: readonly UnreadableReport[];
}

export function reportsFacts(
  summary: ReportsSummary,
  read: ReadingCounts,
  allowPrivate: boolean,
): ReportsFacts {
  const { counts, mailPeriod, tlsPeriod, policy, policySeenAt, tls } = summary;
  const sources = summary.sources.toSorted(compareSources);
  const left = sources.slice(MAX.sources);
  const own = sources.filter(({ verdict }) => isOwnVerdict(verdict));
  const about = counts.aggregate + counts.failure + counts.tls;
  return {
    domain: summary.domain,
    counts: {
      ...counts,
      duplicates: read.duplicates,
      elsewhere: read.reports - about - read.setAside,
      setAside: read.setAside,
      unreadable: read.unreadable,
      others: read.others,
    },
    ...(mailPeriod !== undefined && { mailPeriod }),
    ...(tlsPeriod !== undefined && { tlsPeriod }),
    reporters: summary.reporters.slice(0, MAX.reporters).map((one) => ({ ...one, name: cut(one.name) })),
    mail: summary.mail,
    own: { messages: sum(own, 'messages'), passed: sum(own, 'passed') },
    sources: sources.slice(0, MAX.sources).map(toldSource),
    rest: { sources: left.length, messages: sum(left, 'messages') + summary.uncounted },
    ...(policy !== undefined && { policy }),
    ...(policySeenAt !== undefined && { policySeenAt }),
    selectors: liveSelectors(summary),
    sendingIps: liveIps(summary, allowPrivate),
    tls: { ...tls, details: tls.details.slice(0, MAX.details).map(toldFailure) },
    unreadable: read.unreadableFiles,
    otherDomains: summary.otherDomains.slice(0, MAX.otherDomains).map(({ name }) => cut(name)),
  };
}

const sum = (sources: readonly SendingSource[], key: 'messages' | 'passed'): number =>
  sources.reduce((total, { mail }) => total + mail[key], 0);

const cut = (text: string): string => (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text);

function toldSource({
  name,
  verdict,
  actions,
  mail,
  ips,
  ipCount,
  reporters,
}: SendingSource): ReportedSource {
  return { name: cut(name), verdict, actions, mail, ips: ips.slice(0, MAX.ips), ipCount, reporters };
}

function toldFailure(group: ReportsFacts['tls']['details'][number]): ReportsFacts['tls']['details'][number] {
  const { resultType, receivingMx, reason } = group;
  return {
    ...group,
    resultType: cut(resultType),
    ...(receivingMx !== undefined && { receivingMx: cut(receivingMx) }),
    ...(reason !== undefined && { reason: cut(reason) }),
  };
}

/** Was it seen in the last days of the reports? Without a time nothing speaks against it. */
function isRecent(at: string | undefined, { mailPeriod }: ReportsSummary, days: number): boolean {
  if (at === undefined || mailPeriod === undefined) return true;
  return Date.parse(at) >= Date.parse(mailPeriod.end) - days * DAY_MS;
}

/** As a name of DNS may hold it (RFC 6376 §3.1): what strangers wrote into a report is asked about. */
const SELECTOR = /^[A-Za-z0-9_]([A-Za-z0-9._-]{0,200}[A-Za-z0-9_])?$/;

function liveSelectors(summary: ReportsSummary): readonly string[] {
  return selectorsOf(summary)
    .filter(({ domain, passed }) => domain === summary.domain && passed > 0)
    .filter(({ lastValid }) => isRecent(lastValid, summary, SELECTOR_DAYS))
    .map(({ selector }) => selector)
    .filter((selector) => SELECTOR.test(selector))
    .slice(0, MAX.selectors);
}

/** SPF of a service's own domain is the service's business. */
function liveIps(summary: ReportsSummary, allowPrivate: boolean): ReportsFacts['sendingIps'] {
  return sendingIpsOf(summary, 200)
    .filter(({ ip, verdict }) => verdict !== 'service' && (allowPrivate || isPublicIp(ip)))
    .filter(({ lastSeen }) => isRecent(lastSeen, summary, IP_DAYS))
    .slice(0, MAX.sendingIps)
    .map(({ ip, returnPath }) => ({ ip, returnPath: returnPath ?? summary.domain }));
}
