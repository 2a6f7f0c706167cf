/**
 * The measured half of `npm run bench:check`, in a process of its own: `node check-measured.ts LIST` checks every file that LIST
 * names, one a line, in the order given, each read when its turn comes. Few files are taken again and again until there are 1,000
 * messages, then all once more: the first pass pays for the compiler, the second is what a program costs that goes on. A single
 * message is taken once, cold. Prints one JSON object.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { keepHeapSmall } from '../../src/base/small-heap.ts';
import { messageChecks } from '../../src/checks/index.ts';
import type { MailGiven, MailProfile } from '../../src/findings/message-check.ts';
import { loadData } from '../../src/main/load-data.ts';
import { checkMessage } from '../../src/preflight/check-message.ts';
import { readMailTables } from '../../src/preflight/mail-tables.ts';

/** What is printed. */
export interface MeasuredCheck {
  readonly messages: number;
  readonly octets: number;
  readonly findings: number;
  /** Of the second pass; of a single message of the first. */
  readonly cpuSeconds: number;
  /** Of the first pass. */
  readonly coldCpuSeconds: number;
  readonly p99Ms: number;
  readonly slowestMs: number;
  readonly slowest: string;
  readonly peakMebibytes: number;
}

/** The peak of this program alone; resourceUsage() on Linux also knows that of the process it was started from. */
function peak(): number {
  const own = existsSync('/proc/self/status')
    ? /VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
    : undefined;
  return Math.round(Number(own ?? process.resourceUsage().maxRSS) / 1024);
}

/** Names of the newsletters begin with it. */
function profileOf(path: string): MailProfile {
  const [first] = basename(path).split('-');
  return first === 'bulk' || first === 'transactional' ? first : 'personal';
}

// As the program does.
keepHeapSmall();
const [list = ''] = process.argv.slice(2);
const paths = readFileSync(list, 'utf8')
  .split('\n')
  .filter((line) => line !== '');
const data = loadData(false);
const tables = readMailTables(data);
const times: { readonly ms: number; readonly path: string }[] = [];
let octets = 0;
let findings = 0;
const rounds = paths.length === 1 ? 1 : Math.ceil(1000 / paths.length);
const turns = Array.from({ length: rounds }, () => paths).flat();
const cpuSeconds = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};

function check(path: string): void {
  const raw = readFileSync(path);
  const given: MailGiven = {
    profile: profileOf(path),
    now: '2026-11-26T12:00:00.000Z',
    trackingDomains: [],
    tables,
  };
  const start = performance.now();
  findings += checkMessage(raw, given, messageChecks).findings.length;
  times.push({ ms: performance.now() - start, path });
  octets += raw.length;
}

const start = process.cpuUsage();
for (const path of turns) check(path);
const coldCpuSeconds = cpuSeconds(start);
const again = process.cpuUsage();
if (turns.length > 1) {
  findings = 0;
  octets = 0;
  for (const path of turns) check(path);
}
const sorted = times.toSorted((a, b) => a.ms - b.ms);
const slowest = sorted.at(-1);
const measured: MeasuredCheck = {
  messages: turns.length,
  octets,
  findings,
  cpuSeconds: turns.length > 1 ? cpuSeconds(again) : coldCpuSeconds,
  coldCpuSeconds,
  p99Ms: sorted[Math.floor((sorted.length - 1) * 0.99)]?.ms ?? 0,
  slowestMs: slowest?.ms ?? 0,
  slowest: slowest?.path ?? '',
  peakMebibytes: peak(),
};
console.log(JSON.stringify(measured));
