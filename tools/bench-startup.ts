/**
 * `npm run bench:startup`: wall time of short commands of the built package (and of the source run) beside bare Node.
 * Runs take turns, so that a busy moment of the machine hits all of them; the median of 21 runs is printed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const program = join(root, 'dist/bin/waypost.js');
const runs = 21;
const reply = '550 5.1.1 User unknown';

interface Subject {
  readonly name: string;
  readonly line: readonly [string, ...string[]];
  readonly barMs?: number;
}

const subjects: readonly Subject[] = [
  { name: 'node -e 0', line: [process.execPath, '-e', '0'] },
  { name: 'waypost --help', line: [process.execPath, program, '--help'], barMs: 60 },
  {
    name: "waypost explain --offline '550 …'",
    line: [process.execPath, program, 'explain', '--offline', reply],
    barMs: 120,
  },
  { name: './waypost --help (source)', line: [join(root, 'waypost'), '--help'] },
  {
    name: "./waypost explain --offline '550 …' (source)",
    line: [join(root, 'waypost'), 'explain', '--offline', reply],
  },
];

if (!existsSync(program)) {
  console.error('bench:startup: there is no dist/; run `npm run build` first');
  process.exit(1);
}

const times = new Map(subjects.map(({ name }) => [name, [] as number[]]));
for (let run = 0; run < runs; run += 1) {
  for (const { name, line } of subjects) {
    const [file, ...args] = line;
    const start = performance.now();
    spawnSync(file, args, { stdio: 'ignore' });
    times.get(name)?.push(performance.now() - start);
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const bare = median(times.get('node -e 0') ?? []);
for (const { name, barMs } of subjects) {
  const ms = median(times.get(name) ?? []);
  const bar = barMs === undefined ? '' : `  bar ${barMs} ms on an idle machine`;
  console.log(
    `${name.padEnd(46)} ${ms.toFixed(1).padStart(7)} ms  ${(ms / bare).toFixed(2)} × bare node${bar}`,
  );
}
