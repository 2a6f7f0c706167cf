import { expect, test } from 'vitest';
import { nextTurn } from './next-turn.ts';

test('who waits in one turn goes on together, step by step; who comes later waits for the next', async () => {
  const steps: string[] = [];
  const ask = async (name: string): Promise<void> => {
    await nextTurn();
    steps.push(`${name}1`);
    await Promise.resolve();
    steps.push(`${name}2`);
  };
  const together = Promise.all([ask('a'), ask('b')]);
  expect(nextTurn()).toBe(nextTurn());
  await together;
  expect(steps).toEqual(['a1', 'b1', 'a2', 'b2']);
  await ask('c');
  expect(steps.slice(4)).toEqual(['c1', 'c2']);
});
