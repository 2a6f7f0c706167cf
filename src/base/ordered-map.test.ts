import { expect, test } from 'vitest';
import { orderedMap } from './ordered-map.ts';

async function* numbers(count: number) {
  for (let i = 0; i < count; i++) yield i;
}

test('results come in the order of the items, with no more than the limit under way', async () => {
  let running = 0;
  let most = 0;
  const work = async (n: number) => {
    running++;
    most = Math.max(most, running);
    for (let i = 0; i < (n % 3) + 1; i++) await Promise.resolve();
    running--;
    return n;
  };
  const results: number[] = [];
  for await (const n of orderedMap(numbers(50), 4, work, (n) => n % 5 !== 0)) results.push(n);
  expect(results).toEqual(Array.from({ length: 50 }, (_, i) => i).filter((n) => n % 5 !== 0));
  expect(most).toBeLessThanOrEqual(4);
});

test('a failure is met where its result would be taken', async () => {
  const work = async (n: number) => {
    if (n === 2) throw new Error('two');
    return n;
  };
  const results: number[] = [];
  await expect(async () => {
    for await (const n of orderedMap(numbers(5), 2, work)) results.push(n);
  }).rejects.toThrow('two');
  expect(results).toEqual([0, 1]);
});

test('an answer is given while the next question is awaited', async () => {
  let ask: (value: number) => void = () => undefined;
  async function* questions() {
    yield 1;
    yield await new Promise<number>((resolve) => {
      ask = resolve;
    });
  }
  const answers = orderedMap(questions(), 8, async (n) => n * 10);
  expect((await answers.next()).value).toBe(10);
  ask(2);
  expect((await answers.next()).value).toBe(20);
  expect((await answers.next()).done).toBe(true);
});
