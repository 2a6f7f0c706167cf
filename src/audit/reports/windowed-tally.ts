/**
 * The reports of one domain, of the last 90 days where there are such: who sent and failed a year ago says nothing about
 * today. A folder of old reports alone is summed up as it is.
 */
import type { MailReport } from '../../wire/report-container/types.ts';
import { ReportsTally, type TallyRoom } from './summary.ts';
import type { ReportsSummary } from './types.ts';

const WINDOW_MS = 90 * 86_400_000;

export class WindowedTally {
  readonly #recent: ReportsTally;
  readonly #old: ReportsTally;
  readonly #since: string;

  /** `nowMs`: since the epoch. */
  constructor(domain: string, nowMs: number, room?: { readonly recent: TallyRoom; readonly old: TallyRoom }) {
    this.#recent = new ReportsTally(domain, room?.recent);
    this.#old = new ReportsTally(domain, room?.old);
    this.#since = new Date(nowMs - WINDOW_MS).toISOString();
  }

  add(report: MailReport): void {
    const end = endOf(report);
    const isOld = end !== undefined && end < this.#since;
    (isOld ? this.#old : this.#recent).add(report);
  }

  /** With how many reports about the domain were set aside. */
  summary(): { readonly summary: ReportsSummary; readonly setAside: number } {
    const recent = this.#recent.summary();
    const old = this.#old.summary();
    return countOf(recent) > 0
      ? { summary: recent, setAside: countOf(old) }
      : { summary: { ...old, otherDomains: [...recent.otherDomains, ...old.otherDomains] }, setAside: 0 };
  }
}

function countOf({ counts }: ReportsSummary): number {
  return counts.aggregate + counts.failure + counts.tls;
}

function endOf({ kind, report }: MailReport): string | undefined {
  if (kind === 'aggregate') return report.metadata.end;
  return kind === 'failure' ? report.arrival : report.end;
}
