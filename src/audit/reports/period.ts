/** The time that reports cover. */
import { type Instant, instantOf } from '../../base/clock.ts';
import type { ReportPeriod } from '../../findings/facts/reports.ts';

const DAY_MS = 86_400_000;
const MAX_DAYS = 3_700;
/** A report of a longer time is counted with its first days: its writer's clock is wrong. */
const MAX_DAYS_OF_ONE = 35;

export class Period {
  readonly #days = new Set<string>();
  #begin: Instant | undefined;
  #end: Instant | undefined;

  /** Reports without a time, or with one that runs backwards, are passed over. */
  add(begin: Instant | undefined, end: Instant | undefined): void {
    if (begin === undefined || end === undefined || begin > end) return;
    if (begin < (this.#begin ?? '~')) this.#begin = begin;
    if (end > (this.#end ?? '')) this.#end = end;
    const last = Date.parse(end);
    let at = Date.parse(begin);
    // A report of 24 hours from seven to seven is one of one day.
    for (let n = 0; n < MAX_DAYS_OF_ONE && (n === 0 || at < last); n++, at += DAY_MS) {
      if (this.#days.size < MAX_DAYS) this.#days.add(instantOf(at).slice(0, 10));
    }
  }

  /** Undefined where no report has a time. */
  summary(): ReportPeriod | undefined {
    if (this.#begin === undefined || this.#end === undefined) return undefined;
    return { begin: this.#begin, end: this.#end, days: this.#days.size };
  }
}
