import { expect, test } from 'vitest';
import { categories, isCategoryId } from './category.ts';
import { categorySet, categoryTable, fitsCategory } from './category-set.ts';

const ids = Object.keys(categories).filter(isCategoryId);

test('a set has the categories that it names and all of a family, but none of one whose name begins alike', () => {
  const has = categorySet('sender.*', 'auth.spf', 'greylist');
  expect(ids.filter(has)).toEqual([
    'sender.address-invalid',
    'sender.verify-failed',
    'sender.blocked',
    'auth.spf',
    'greylist',
  ]);
  expect(ids.filter(categorySet())).toEqual([]);
});

test("a table's entry for a category counts before the one of its family, wherever it stands", () => {
  const of = categoryTable<number>({ 'domain.*': 1, 'domain.null-mx': 0, unknown: 2 });
  expect([of('domain.not-found'), of('domain.null-mx'), of('unknown'), of('greylist')]).toEqual([
    1,
    0,
    2,
    undefined,
  ]);
});

test.each([
  ['net.connection', 'net.*', true],
  ['net.connection', 'net.connection', true],
  ['net.connection', 'net.dns-temporary', false],
  ['sender-account.limit', 'sender.*', false],
  ['unknown', 'unknown', true],
] as const)('%s is of %s: %s', (id, pattern, expected) => {
  expect(fitsCategory(id, pattern)).toBe(expected);
});
