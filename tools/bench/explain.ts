/**
 * `npm run bench:explain`: messages per CPU-second beside Debian's Sisimai in the same run, cached replies per second,
 * peak memory. Needs ../shared/corpora; without Sisimai (package libsisimai-perl) only our own figures are printed.
 *
 * Our side is measured as it ships: bundled, with the classifier compiled, in a process of its own (explain-measured.ts). Each
 * side decodes the same files held in memory, ours after warming up; ratios are what counts on a machine that others use too.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { compileClassifier } from '../../src/explain/classify/classifier.ts';
import { classifierData, readDataFolder } from '../../src/main/data-folder.ts';
import type { Measured } from './explain-measured.ts';

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
  const data = join(folder, 'classifier.json');
  writeFileSync(data, JSON.stringify(compileClassifier(classifierData(readDataFolder('data')))));
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

function measureSisimai(): number | undefined {
  const paths = readdirSync(corpus).map((name) => join(corpus, name));
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

const { messages, replies, peakMebibytes } = await measureOurs();
if (messages === undefined) console.log('../shared/corpora is not here: messages are not measured');
else {
  const { count, verdicts, seconds } = messages;
  const rate = count / seconds;
  console.log(
    `waypost   ${count} messages, ${verdicts} verdicts, ${seconds.toFixed(2)} CPU s: ${Math.round(rate)} messages per CPU-second`,
  );
  const theirs = measureSisimai();
  if (theirs !== undefined) console.log(`ratio     ${(rate / theirs).toFixed(1)} ×`);
}
console.log(
  `cached    ${replies.count} replies in ${replies.seconds.toFixed(2)} CPU s: ${Math.round(replies.count / replies.seconds)} replies per CPU-second`,
);
console.log(`peak memory ${peakMebibytes} MiB`);
