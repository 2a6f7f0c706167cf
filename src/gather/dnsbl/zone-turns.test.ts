import { expect, test } from 'vitest';
import { createZoneTurns } from './zone-turns.ts';

test('no more a second than the operator allows; who would wait too long is not asked', async () => {
  let nowMs = 0;
  const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
  const pauses: number[] = [];
  const turns = createZoneTurns(clock, {
    maxWaitMs: 500,
    sleep: async (milliseconds) => pauses.push(milliseconds),
  });
  const ask = () => turns.run('bl.example', 5, async () => 'asked');
  const answers = await Promise.all([ask(), ask(), ask(), ask()]);
  expect(answers).toEqual(['asked', 'asked', 'asked', undefined]);
  expect(pauses).toEqual([200, 400]);
  nowMs = 10_000;
  expect(await ask()).toBe('asked');
  expect(pauses).toHaveLength(2);
});

test('another zone has turns of its own', async () => {
  const clock = { nowMs: () => 0, monotonicMs: () => 0 };
  const turns = createZoneTurns(clock, { maxPerZone: 1 });
  const ask = (zone: string) => turns.run(zone, undefined, async () => zone);
  expect(await Promise.all(['a', 'a', 'b'].map(ask))).toEqual(['a', undefined, 'b']);
});
