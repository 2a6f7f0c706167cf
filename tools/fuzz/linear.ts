/** Does the time grow with the size, or faster? The least time of several runs counts: other processes only make it longer. */
import type { Family } from './families.ts';
import type { Target } from './testing.ts';

export interface Growth {
  readonly target: string;
  readonly family: string;
  /** Exponent of the size: 1 is linear, 2 quadratic. */
  readonly exponent: number;
  /** Largest input measured and its milliseconds. */
  readonly bytes: number;
  readonly ms: number;
}

/** An exponent above this is not noise any more. */
export const MAX_EXPONENT = 1.5;
const DEFAULT_MAX_BYTES = 1024 * 1024;
/** Below this a measurement says nothing. */
const MIN_MS = 0.4;
/** Long enough to be sure. */
const MAX_MS = 2000;
/** What the program reads of one message at most. */
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
const START_BYTES = 4096;
const RUNS = 4;

async function timeOf(target: Target, bytes: Buffer, runs: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const before = performance.now();
    await target.read(bytes);
    least = Math.min(least, performance.now() - before);
  }
  return least;
}

/** Slope of the best line through (log size, log time). */
function exponentOf(points: readonly (readonly [size: number, ms: number])[]): number {
  const logs = points.map(([size, ms]) => [Math.log2(size), Math.log2(Math.max(ms, 0.01))] as const);
  const mean = (at: 0 | 1): number => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const over = logs.reduce((sum, [size, ms]) => sum + (size - x) * (ms - y), 0);
  return over / logs.reduce((sum, [size]) => sum + (size - x) ** 2, 0);
}

/** The growth over four sizes, each twice the one before; undefined where even the largest takes no time worth measuring. */
async function measureGrowth(
  target: Target,
  family: Family,
  start: number,
  most: number,
): Promise<Growth | undefined> {
  let size = start;
  while (size * 8 < most && (await timeOf(target, family.make(size), 2)) < MIN_MS) size *= 2;
  const points: (readonly [number, number])[] = [];
  for (const factor of [1, 2, 4, 8]) {
    const bytes = family.make(size * factor);
    const ms = await timeOf(target, bytes, RUNS);
    points.push([bytes.length, ms]);
    if (ms > MAX_MS) break;
  }
  const [bytes, ms] = points.at(-1) ?? [0, 0];
  if (ms < MIN_MS * 4 || points.length < 2) return undefined;
  return { target: target.name, family: family.name, exponent: exponentOf(points), bytes, ms };
}

/** The growth; what looks steep is measured again at larger sizes, because caches and collectors have steps of their own. */
export async function steadyGrowth(target: Target, family: Family): Promise<Growth | undefined> {
  let growth = await measureGrowth(target, family, START_BYTES, target.maxBytes ?? DEFAULT_MAX_BYTES);
  const most = target.maxBytes ?? MAX_MESSAGE_BYTES;
  while (growth !== undefined && growth.exponent > MAX_EXPONENT) {
    const start = Math.floor(growth.bytes / 4);
    if (start * 8 > most || growth.ms > MAX_MS) return growth;
    growth = await measureGrowth(target, family, start, most);
  }
  return growth;
}
