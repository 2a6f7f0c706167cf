/** Summaries of sample reports, for the tests of this folder. */
import { type SampleReport, sampleAggregate } from '../../wire/dmarc-report/testing.ts';
import { readReports } from '../../wire/report-container/index.ts';
import type { MailReport } from '../../wire/report-container/types.ts';
import { ReportsTally } from './summary.ts';
import type { ReportsSummary } from './types.ts';

/** The reports in a text. */
export function reportsOf(text: string): readonly MailReport[] {
  return [...readReports(Buffer.from(text))].flatMap((found) =>
    found.kind === 'report' ? [found.value] : [],
  );
}

/** The summary of the sample reports, and of others beside them. */
export function summarise(
  reports: readonly SampleReport[],
  domain = 'example.org',
  others: readonly MailReport[] = [],
): ReportsSummary {
  const tally = new ReportsTally(domain);
  for (const report of [...reports.flatMap((one) => reportsOf(sampleAggregate(one))), ...others])
    tally.add(report);
  return tally.summary();
}
