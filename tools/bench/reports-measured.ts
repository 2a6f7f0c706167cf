/**
 * The measured half of `npm run bench:reports`, run by reports.ts as a bundle in a process of its own: `node reports-measured.js FILE`.
 * Reads the file once, cold, as a user's one report is read. Prints one JSON object.
 */
import { existsSync, readFileSync } from 'node:fs';
import { keepHeapSmall } from '../../src/base/small-heap.ts';
import { readReportFiles } from '../../src/gather/reports/index.ts';

/** What is printed. */
export interface Measured {
  /** 'report', or the code of the refusal. */
  readonly outcome: string;
  readonly records: number;
  readonly ms: number;
  readonly startMebibytes: number;
  readonly peakMebibytes: number;
}

const status = '/proc/self/status';

/** The peak of this program alone; resourceUsage() on Linux also knows that of the process it was started from. */
function peak(): number {
  const own = existsSync(status) ? /VmHWM:\s*(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] : undefined;
  return Math.round(Number(own ?? process.resourceUsage().maxRSS) / 1024);
}

keepHeapSmall();
const startMebibytes = peak();
const start = performance.now();
let outcome = 'nothing';
let records = 0;
for await (const reading of readReportFiles(process.argv.slice(2))) {
  outcome = reading.kind === 'unreadable' ? reading.code : reading.kind;
  if (reading.kind === 'report' && reading.value.kind === 'aggregate')
    records = reading.value.report.records.length;
}
const ms = performance.now() - start;
const measured: Measured = { outcome, records, ms, startMebibytes, peakMebibytes: peak() };
console.log(JSON.stringify(measured));
