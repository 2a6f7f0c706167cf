import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createRounds } from './rounds.ts';

test('a round that is under way is not begun again; a stop waits for it', async () => {
  let begun = 0;
  let ended = 0;
  const rounds = createRounds([
    {
      everyMs: 5,
      run: async () => {
        begun += 1;
        await sleep(60);
        ended += 1;
      },
      broke: () => undefined,
    },
  ]);
  rounds.start();
  await sleep(40);
  expect([begun, ended]).toEqual([1, 0]);
  await rounds.stop();
  expect([begun, ended]).toEqual([1, 1]);
  await sleep(20);
  expect(begun).toBe(1);
});

test('what throws is told, and the next round comes', async () => {
  const told: string[] = [];
  const rounds = createRounds([
    {
      everyMs: 5,
      run: () => Promise.reject(new Error('broken')),
      broke: (error) => told.push(String(error)),
    },
  ]);
  rounds.start();
  await expect.poll(() => told.length).toBeGreaterThan(1);
  await rounds.stop();
  expect(told[0]).toBe('Error: broken');
});
