/** A short run of `npm run fuzz` with a fixed seed: no reader throws on damaged input. Times are judged there, not here. */
import { expect, test } from 'vitest';
import { mutate } from '../tools/fuzz/mutate.ts';
import { createRandom } from '../tools/fuzz/random.ts';
import { loadSeeds } from '../tools/fuzz/seeds.ts';
import { openTargets } from '../tools/fuzz/testing.ts';

const CASES = 60;
const SEEDS_A_FOLDER = 12;
const MAX_BYTES = 40_000;

const seeds = loadSeeds(SEEDS_A_FOLDER);
const cases = Array.from({ length: CASES }, (_, seed) =>
  mutate(seeds, createRandom(seed)).subarray(0, MAX_BYTES),
);

test.each(openTargets().map((target) => [target.name, target] as const))(
  '%s never throws',
  async (_, target) => {
    const thrown: string[] = [];
    for (const [seed, bytes] of cases.entries()) {
      try {
        await target.read(Buffer.from(bytes));
      } catch (error) {
        // The seed says which case it was.
        thrown.push(`seed ${seed}: ${error instanceof Error ? error.stack : error}`);
      }
    }
    expect(thrown).toEqual([]);
  },
);
