/**
 * `npm run bench:explain`: messages per CPU-second beside Debian's Sisimai in the same run, cached replies per second, peak
 * memory, each beside its bar. Needs ../shared/corpora; Sisimai is Debian's package libsisimai-perl, without it the ratio is
 * not measured. Memory is that of the program as a user runs it: the bundle of the package, at what takes most.
 *
 * Our side is measured as it ships: bundled, with the classifier compiled, in a process of its own (explain-measured.ts). Each
 * side decodes the same files held in memory, ours after warming up; ratios are what counts on a machine that others use too.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { compileClassifier } from '../../src/explain/classify/classifier.ts';
import { classifierData, readDataFolder } from '../../src/main/data-folder.ts';
import { writeTables } from '../../src/main/tables-file.ts';
import type { Measured } from './explain-measured.ts';
import { measurePeaks } from './explain-memory.ts';

const corpus = resolve(import.meta.dirname, '../../../shared/corpora/bounces/messages');

/** Writes the bundle and the compiled classifier into `folder`; their paths. */
async function prepare(folder: string): Promise<readonly [program: string, data: string]> {
  const bundle = await rolldown({
    input: { measured: join(import.meta.dirname, 'explain-measured.ts') },
    platform: 'node',
    external: [/^node:/, ...builtinModules],
    transform: { target: 'node24' },
  });
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].mjs' });
  await bundle.close();
  const data = join(folder, 'classifier.tables');
  writeTables(data, compileClassifier(classifierData(readDataFolder('data'))));
  return [join(folder, 'measured.mjs'), data];
}

async function measureOurs(): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-bench-'));
  try {
    const [program, data] = await prepare(folder);
    const args = existsSync(corpus) ? [program, data, corpus] : [program, data];
    const run = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 300_000 });
    if (run.status !== 0) throw new Error(`the measured program failed: ${run.stderr}`);
    return JSON.parse(run.stdout) as Measured;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Messages per CPU-second of the peer; undefined where it is not installed. */
function measureSisimai(): number | undefined {
  const paths = readdirSync(corpus).map((name) => join(corpus, name));
  const run = spawnSync('perl', [join(import.meta.dirname, 'sisimai.pl'), '4'], {
    input: paths.join('\n'),
    encoding: 'utf8',
    timeout: 300_000,
  });
  const [count, decoded, seconds] = (run.stdout ?? '').trim().split(' ').map(Number);
  if (run.status !== 0 || count === undefined || decoded === undefined || seconds === undefined)
    return undefined;
  console.log(
    `sisimai   ${count} messages, ${decoded} decoded, ${seconds.toFixed(2)} CPU s: ${Math.round(count / seconds)} messages per CPU-second`,
  );
  return count / seconds;
}

const isHeld = (holds: boolean): string => (holds ? 'holds' : 'MISSED');

function row(name: string, value: string, bar: string, holds: boolean | undefined): void {
  console.log(
    `${name.padEnd(42)}${value.padEnd(24)}${bar.padEnd(20)}${holds === undefined ? 'not measured' : isHeld(holds)}`,
  );
}

const { messages, replies } = await measureOurs();
const peaks = await measurePeaks(corpus);
let ratio: number | undefined;
if (messages === undefined) console.log('../shared/corpora is not here: messages are not measured');
else {
  const { count, verdicts, seconds } = messages;
  console.log(
    `waypost   ${count} messages, ${verdicts} verdicts, ${seconds.toFixed(2)} CPU s: ${Math.round(count / seconds)} messages per CPU-second`,
  );
  const theirs = measureSisimai();
  if (theirs === undefined) console.log('sisimai   not installed: apt-get install libsisimai-perl');
  else ratio = count / seconds / theirs;
}
console.log('');
row(
  'messages per CPU-second, ratio',
  ratio === undefined ? '' : `${ratio.toFixed(1)} x Sisimai`,
  'at least 10 x',
  ratio === undefined ? undefined : ratio >= 10,
);
const cached = Math.round(replies.count / replies.seconds);
row('cached replies per CPU-second', String(cached), 'at least 200,000', cached >= 200_000);
for (const { name, mebibytes } of peaks)
  row(`peak memory, ${name}`, `${mebibytes} MiB`, 'at most 120 MiB', mebibytes <= 120);
