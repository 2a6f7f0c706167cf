/**
 * `npm run bench:explain`: messages per CPU-second beside Debian's Sisimai in the same run, cached replies per second,
 * peak memory. Needs ../shared/corpora; without Sisimai (package libsisimai-perl) only our own figures are printed.
 *
 * Each side decodes the same files held in memory, after one warm-up round of its own; ratios are what counts on a
 * machine that others use too.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { briefly } from '../../src/explain/brief.ts';
import { createClassifier } from '../../src/explain/classify/index.ts';
import { messageArrival } from '../../src/explain/read-arrivals.ts';
import { classifierData, loadData } from '../../src/main/load-data.ts';

const ROUNDS = 5;
const CACHED_REPLIES = 400_000;

const folder = resolve(import.meta.dirname, '../../../shared/corpora/bounces/messages');
const classifier = createClassifier(classifierData(loadData()));

/** User and system seconds of this process. */
const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

function benchMessages(paths: readonly string[]): number {
  const raws = paths.map((path) => readFileSync(path));
  let verdicts = 0;
  const round = (): void => {
    for (const raw of raws) verdicts += briefly(messageArrival(raw), classifier).verdicts.length;
  };
  round();
  verdicts = 0;
  const before = cpuSeconds();
  for (let i = 0; i < ROUNDS; i++) round();
  const seconds = cpuSeconds() - before;
  const rate = (ROUNDS * raws.length) / seconds;
  console.log(
    `waypost   ${ROUNDS * raws.length} messages, ${verdicts} verdicts, ${seconds.toFixed(2)} CPU s: ${Math.round(rate)} messages per CPU-second`,
  );
  return rate;
}

function benchSisimai(paths: readonly string[]): number | undefined {
  const run = spawnSync('perl', [join(import.meta.dirname, 'sisimai.pl'), '1'], {
    input: paths.join('\n'),
    encoding: 'utf8',
    timeout: 300_000,
  });
  const [count, decoded, seconds] = (run.stdout ?? '').trim().split(' ').map(Number);
  if (run.status !== 0 || count === undefined || decoded === undefined || seconds === undefined) {
    console.log('sisimai   not measured: install libsisimai-perl');
    return undefined;
  }
  console.log(
    `sisimai   ${count} messages, ${decoded} decoded, ${seconds.toFixed(2)} CPU s: ${Math.round(count / seconds)} messages per CPU-second`,
  );
  return count / seconds;
}

/** Replies that differ in addresses, IPs and ids, as those of one campaign do. */
function benchCachedReplies(): void {
  const templates = [
    (n: number) =>
      `<user${n}@example.org>: Recipient address rejected: User unknown in virtual mailbox table`,
    (n: number) => `Service unavailable; Client host [192.0.2.${n % 250}] blocked using zen.spamhaus.org`,
    (n: number) => `The email account that you tried to reach is over quota ${n.toString(36)}.${n} - gsmtp`,
    (n: number) => `4.7.1 <u${n}@example.net>: Greylisted, please try again in ${n % 300} seconds`,
  ];
  const texts = Array.from({ length: 20_000 }, (_, n) => templates[n % templates.length]?.(n) ?? '');
  for (const text of texts) classifier.classify({ text, replyCode: 550 });
  const before = cpuSeconds();
  for (let i = 0; i < CACHED_REPLIES; i++)
    classifier.classify({ text: texts[i % texts.length] ?? '', replyCode: 550 });
  const seconds = cpuSeconds() - before;
  console.log(
    `cached    ${CACHED_REPLIES} replies in ${seconds.toFixed(2)} CPU s: ${Math.round(CACHED_REPLIES / seconds)} replies per CPU-second`,
  );
}

if (!existsSync(folder)) {
  console.log('../shared/corpora is not here: messages are not measured');
  benchCachedReplies();
} else {
  const paths = readdirSync(folder).map((name) => join(folder, name));
  const ours = benchMessages(paths);
  const theirs = benchSisimai(paths);
  if (theirs !== undefined) console.log(`ratio     ${(ours / theirs).toFixed(1)} ×`);
  benchCachedReplies();
}
console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`);
