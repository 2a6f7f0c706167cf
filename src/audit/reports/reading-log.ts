/** Counts what reading report files comes to; of what could not be read the first are kept with their reasons. */
import type { UnreadableReport } from '../../findings/facts/reports.ts';
import type { ReportReading } from '../../gather/reports/index.ts';
import type { ReadingCounts } from './reports-facts.ts';

const MAX_FILES = 20;
const MAX_TEXT = 500;

const cut = (text: string): string => (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text);

export class ReadingLog {
  readonly #counts = { duplicates: 0, reports: 0, unreadable: 0, others: 0 };
  readonly #files: UnreadableReport[] = [];

  note(reading: ReportReading): void {
    if (reading.kind === 'report') this.#counts.reports++;
    else if (reading.kind === 'duplicate') this.#counts.duplicates++;
    else if (reading.kind === 'not-a-report') this.#counts.others++;
    else {
      this.#counts.unreadable++;
      const { path, place, code, message } = reading;
      if (this.#files.length < MAX_FILES)
        this.#files.push({ path: cut(path), place: cut(place), code, message: cut(message) });
    }
  }

  counts(setAside: number): ReadingCounts {
    return { ...this.#counts, setAside, unreadableFiles: this.#files };
  }
}
