/** What reports tell of a domain's sending, joined to what was given: what was given goes first. */
import type { ReportsFacts } from '../findings/facts/reports.ts';
import type { Observed } from '../findings/observed.ts';
import type { GivenSender } from './gather-cases.ts';

export function withReported(
  given: GivenSender,
  domain: string,
  reports: Observed<ReportsFacts> | undefined,
): GivenSender {
  if (reports?.state !== 'present') return given;
  const { selectors, sendingIps } = reports.value;
  const learnt = selectors.map((selector) => ({ selector, origin: 'report' as const, domain }));
  const others = sendingIps.filter(({ ip }) => !given.sendingIps.includes(ip));
  return { ...given, selectors: [...given.selectors, ...learnt], reportedIps: others };
}
