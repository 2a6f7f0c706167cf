/**
 * `npm run fuzz [-- seconds [--seed N] [--only TARGET] [--all]]`: bounded fuzzing of every reader of outside bytes. First
 * damaged messages of the corpora and samples (60 s unless told), then as long pathological inputs of growing size, whose
 * time must grow no faster than their size. A throw is told with its seed and its input is kept. Exit 1 on a throw or on such growth.
 *
 * `npm run fuzz -- 1 --seed N` runs the case N again first.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Family, familiesFor } from './fuzz/families.ts';
import { type Growth, MAX_EXPONENT, steadyGrowth } from './fuzz/linear.ts';
import { mutate } from './fuzz/mutate.ts';
import { createRandom } from './fuzz/random.ts';
import { loadSeeds } from './fuzz/seeds.ts';
import { openTargets, type Target } from './fuzz/testing.ts';

const DEFAULT_SECONDS = 60;
/** Different throws of one target that are told. */
const MAX_TOLD = 5;
/** Small inputs say nothing about the time per kB. */
const MIN_TIMED_BYTES = 2000;

const args = process.argv.slice(2);
const option = (name: string): string | undefined => {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
};
const seconds = Number(/^\d+$/.exec(args[0] ?? '')?.[0] ?? DEFAULT_SECONDS);
const firstSeed = Number(option('--seed') ?? Math.floor(Date.now() / 1000) % 1_000_000_000);
const only = option('--only');
const targets = openTargets().filter(({ name }) => only === undefined || name.includes(only));

interface Record {
  runs: number;
  throws: Map<string, string>;
  slowest: { msPerKb: number; seed: number; bytes: number };
}
const records = new Map<string, Record>();
let keptFolder: string | undefined;

function keep(target: Target, seed: number, bytes: Buffer): string {
  keptFolder ??= mkdtempSync(join(tmpdir(), 'waypost-fuzz-'));
  const path = join(keptFolder, `${target.name.replaceAll(/\W/g, '-')}-${seed}`);
  writeFileSync(path, bytes);
  return path;
}

async function runCase(target: Target, seed: number, bytes: Buffer): Promise<void> {
  const record = records.get(target.name) ?? {
    runs: 0,
    throws: new Map(),
    slowest: { msPerKb: 0, seed: 0, bytes: 0 },
  };
  records.set(target.name, record);
  record.runs += 1;
  const before = performance.now();
  try {
    await target.read(bytes);
  } catch (error) {
    // What is looked for: told with its seed, its input kept.
    const what =
      error instanceof Error
        ? (error.stack ?? error.message).split('\n').slice(0, 3).join(' ')
        : String(error);
    const place = what.replaceAll(/\d+/g, '');
    if (!record.throws.has(place) && record.throws.size < MAX_TOLD) {
      record.throws.set(place, what);
      console.log(`THROWS ${target.name} seed ${seed}: ${what}\n       input: ${keep(target, seed, bytes)}`);
    }
  }
  const msPerKb = ((performance.now() - before) * 1000) / bytes.length;
  // The first runs are slow because nothing is compiled yet.
  if (record.runs > 50 && bytes.length >= MIN_TIMED_BYTES && msPerKb > record.slowest.msPerKb)
    record.slowest = { msPerKb, seed, bytes: bytes.length };
}

async function runMutations(): Promise<void> {
  const seeds = loadSeeds();
  console.log(`${seeds.length} seeds, ${targets.length} targets, ${seconds} s, first seed ${firstSeed}`);
  const end = performance.now() + seconds * 1000;
  for (let seed = firstSeed; performance.now() < end; seed++) {
    const bytes = mutate(seeds, createRandom(seed));
    for (const target of targets) await runCase(target, seed, bytes);
  }
  console.log('\ntarget                    runs  throws  slowest input');
  for (const [name, { runs, throws, slowest }] of records) {
    const slow = `${slowest.msPerKb.toFixed(2)} ms per kB (${slowest.bytes} bytes, seed ${slowest.seed})`;
    console.log(`${name.padEnd(24)}${String(runs).padStart(6)}${String(throws.size).padStart(8)}  ${slow}`);
  }
}

const hasThrown = ({ name }: Target): boolean => (records.get(name)?.throws.size ?? 0) > 0;

/** Every pair of target and family in an order of chance: what the time allows of them is measured, another part each time. */
function growthCases(): readonly (readonly [Target, Family])[] {
  const random = createRandom(firstSeed);
  return targets
    .flatMap((target) => familiesFor(target).map((family) => [target, family, random.below(1e9)] as const))
    .sort((a, b) => a[2] - b[2])
    .map(([target, family]) => [target, family]);
}

async function runGrowth(): Promise<readonly Growth[]> {
  const all: Growth[] = [];
  const steep: Growth[] = [];
  const cases = growthCases();
  let measured = 0;
  const end = performance.now() + seconds * 1000;
  for (const [target, family] of cases) {
    if (performance.now() > end && !args.includes('--all')) break;
    measured += 1;
    await runCase(target, 0, family.make(20_000));
    if (hasThrown(target)) continue;
    const growth = await steadyGrowth(target, family);
    if (growth === undefined) continue;
    all.push(growth);
    if (growth.exponent > MAX_EXPONENT) steep.push(growth);
  }
  console.log(`\n${measured} of ${cases.length} pathological inputs measured (--all: all of them)`);
  const show = ({ target, family, exponent, bytes, ms }: Growth): string =>
    `${target.padEnd(24)}size^${exponent.toFixed(2)}  ${(ms / (bytes / 1000)).toFixed(3)} ms per kB at ${bytes} bytes  ${family}`;
  console.log(`\n${all.length} of them took time worth measuring; the steepest, then the slowest:`);
  for (const growth of [...all].sort((a, b) => b.exponent - a.exponent).slice(0, 8))
    console.log(show(growth));
  console.log();
  const slowness = ({ ms, bytes }: Growth): number => ms / bytes;
  for (const growth of [...all].sort((a, b) => slowness(b) - slowness(a)).slice(0, 8))
    console.log(show(growth));
  for (const growth of steep) console.log(`STEEP  ${show(growth)}`);
  return steep;
}

await runMutations();
const steep = await runGrowth();
const throws = [...records.values()].reduce((sum, record) => sum + record.throws.size, 0);
console.log(`\n${throws} throws, ${steep.length} families grow faster than size^${MAX_EXPONENT}`);
process.exitCode = throws + steep.length === 0 ? 0 : 1;
