import { expect, test } from 'vitest';
import { whenAsked } from './when-asked.ts';

test('made once, and not before it is asked for', () => {
  let times = 0;
  const asked = whenAsked(() => {
    times += 1;
    return { times };
  });
  expect(times).toBe(0);
  expect([asked(), asked()]).toEqual([{ times: 1 }, { times: 1 }]);
  expect(asked()).toBe(asked());
});
