import { expect, test } from 'vitest';
import { once } from './once.ts';

test('made once, and not before it is asked for', () => {
  let times = 0;
  const asked = once(() => {
    times += 1;
    return { times };
  });
  expect(times).toBe(0);
  expect([asked(), asked()]).toEqual([{ times: 1 }, { times: 1 }]);
  expect(asked()).toBe(asked());
});
