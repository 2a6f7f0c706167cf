import { expect, test } from 'vitest';
import { saidBy } from '../testing.ts';
import { sizeWithinLimit } from './size-within-limit.ts';

test.each([
  [{ sizeBytes: 11, limitBytes: 10 }, 'fail too-large'],
  [{ sizeBytes: 10, limitBytes: 10 }, 'pass fits'],
  [{ sizeBytes: 10, limitBytes: 0 }, 'not-applicable no-limit-known'],
  [{ sizeBytes: 10 }, 'not-applicable no-limit-known'],
  ['unknown', 'unknown could-not-check'],
] as const)('%o gives %s', (shelf, said) => {
  expect(saidBy(sizeWithinLimit, { messageSize: shelf })).toBe(said);
});
