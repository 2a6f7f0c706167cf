import { expect, test } from 'vitest';
import { AgedMap } from './aged-map.ts';

test('the oldest is the one set first, whatever was deleted and set again', () => {
  const map = new AgedMap<number>();
  for (const [at, key] of ['a', 'b', 'c', 'd'].entries()) map.set(key, at);
  map.delete('b');
  map.delete('a');
  map.set('a', 4);
  const first = map.oldest();
  map.delete('c');
  map.set('c', 5);
  const rest: (string | undefined)[] = [];
  while (map.size > 0) {
    const key = map.oldest();
    rest.push(key);
    map.delete(key ?? '');
  }
  expect([first, ...rest, map.oldest()]).toEqual(['c', 'd', 'a', 'c', undefined]);
  map.set('e', 6);
  expect([map.oldest(), map.get('e'), map.has('e'), [...map.values()]]).toEqual(['e', 6, true, [6]]);
});

test('costs no more than its size, whether the oldest is asked for or not', () => {
  const map = new AgedMap<number>();
  const start = performance.now();
  for (let n = 0; n < 300_000; n++) {
    map.set(`${n}`, n);
    if (map.size > 20_000) map.delete(n % 50_000 < 25_000 ? (map.oldest() ?? '') : `${n - 20_000}`);
  }
  expect(map.size).toBe(20_000);
  expect(performance.now() - start).toBeLessThan(3_000);
});
