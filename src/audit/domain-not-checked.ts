/** What the audit of a domain could not look at, and the option that would let it: nothing is left out in silence. */
import type { Subject } from '../findings/finding.ts';
import type { AuditContext } from '../gather/audit/index.ts';
import type { NotChecked } from './audit-case.ts';
import type { GivenSender } from './gather-cases.ts';

/** What was given about a domain's sending means nothing to an address or a host alone. */
export function unusedOptions(given: GivenSender, subject: Subject): readonly NotChecked[] {
  const { selectors, sendingIps, message, reports } = given;
  const from = (wanted: string): boolean => selectors.some(({ origin }) => origin === wanted);
  const unused = [
    ...(from('given') ? ['--selector'] : []),
    ...(from('log') ? ['--log'] : []),
    ...(sendingIps.some((ip) => ip !== subject.name) ? ['--sending-ip'] : []),
    ...(message === undefined ? [] : ['--message']),
    ...(reports === undefined ? [] : ['--reports']),
  ];
  if (unused.length === 0) return [];
  return [{ what: 'needs-domain', subject, data: { options: unused.join(', '), name: subject.name } }];
}

/** What there was to look at, and how much of it was looked at. */
export interface LookedAt {
  /** A HELO name was given, or stands in the message beside its address. */
  readonly knowsHelo: boolean;
  readonly sendingIps: number;
  readonly seenIps: number;
  readonly selectors: number;
  readonly seenSelectors: number;
  readonly mailHosts: number;
  readonly seenHosts: number;
}

/** In the order of the audit: addresses, HELO, keys, hosts, lists. */
export function domainNotChecked(
  domain: string,
  { sendingIps, reportedIps = [] }: GivenSender,
  { connect, askLists }: Pick<AuditContext, 'connect' | 'askLists'>,
  seen: LookedAt,
): readonly NotChecked[] {
  const subject = { kind: 'domain', name: domain } as const;
  const missing = (what: string, option: string): NotChecked => ({ what, subject, option, data: { domain } });
  const beyond = (what: string, all: number, looked: number): readonly NotChecked[] =>
    all <= looked
      ? []
      : [{ what, subject, data: { domain, count: String(all - looked), limit: String(looked) } }];
  return [
    ...(sendingIps.length + reportedIps.length > 0
      ? []
      : [missing(seen.sendingIps > 0 ? 'other-sending-ips' : 'sending-ip', '--sending-ip')]),
    ...beyond('more-sending-ips', seen.sendingIps, seen.seenIps),
    ...(seen.knowsHelo ? [] : [missing('helo', '--helo')]),
    ...(seen.selectors === 0 ? [missing('selector', '--selector')] : []),
    ...beyond('more-selectors', seen.selectors, seen.seenSelectors),
    ...(connect ? beyond('more-hosts', seen.mailHosts, seen.seenHosts) : [missing('connect', '--connect')]),
    ...(askLists === undefined ? [missing('lists', '--lists')] : []),
  ];
}
