/** What an audit needs from reports: the selectors and addresses that are really in use. */
import type { ReportsSummary, SelectorUse, SourceIp, SourceVerdict } from './types.ts';

/** A selector of the domain's own signatures. */
export interface OwnSelector extends SelectorUse {
  readonly domain: string;
}

/** An address whose mail passes DMARC for the domain. */
export interface SendingIp extends Omit<SourceIp, 'name'> {
  readonly ip: string;
  /** 'service': SPF is asked of the service's own domain there. */
  readonly verdict: SourceVerdict;
}

const MAX_SELECTORS = 100;
const MAX_SENDING_IPS = 50;
/** Senders of the domain; forwarders and those that only look like it are none. */
const SENDERS = new Set<SourceVerdict>(['authorised', 'service', 'unlisted', 'partly']);

/** Most valid signatures first; at most 100. A selector that never verified comes last. */
export function selectorsOf(summary: ReportsSummary): readonly OwnSelector[] {
  return summary.signers
    .filter(({ isOwn }) => isOwn)
    .flatMap(({ domain, selectors }) => selectors.map((use) => ({ domain, ...use })))
    .sort((one, other) => other.passed - one.passed || other.messages - one.messages)
    .slice(0, MAX_SELECTORS);
}

/** Only of sources that pass DMARC for the domain, forwarders left out, most mail first. */
export function sendingIpsOf(summary: ReportsSummary, max = MAX_SENDING_IPS): readonly SendingIp[] {
  return summary.sources
    .filter(({ verdict, mail }) => SENDERS.has(verdict) && mail.passed > 0)
    .flatMap(({ ips, verdict }) => ips.map(({ name, ...seen }) => ({ ip: name, ...seen, verdict })))
    .sort((one, other) => other.messages - one.messages || (one.ip < other.ip ? -1 : 1))
    .slice(0, max);
}
