/** Which differences are read first. */
import { expect, test } from 'vitest';
import { sortThings } from './compared-things.ts';

const thing = (key: string, more: object = {}) => ({
  key,
  about: 'example.org',
  label: 'SPF',
  outcome: 'fail',
  weight: 'error',
  word: 'error',
  detail: 'no record',
  ...more,
});

test('failures are seen, what nobody looked at is not; equal rows stand once, the first of them', () => {
  const { seen, notChecked } = sortThings([
    thing('a'),
    thing('b', { outcome: 'unknown', label: 'asked by Google' }),
    thing('c', { outcome: 'unknown', label: 'asked by Google' }),
    thing('d', { outcome: 'not-applicable', detail: '' }),
    thing('e', { about: 'example.net' }),
    thing('f'),
  ]);
  expect(seen.map(({ key }) => key)).toEqual(['a', 'e']);
  expect(notChecked.map(({ key }) => key)).toEqual(['b', 'd']);
});

test('nothing', () => {
  expect(sortThings([])).toEqual({ seen: [], notChecked: [] });
});
