/** What somebody else changed is told, and nothing else. */
import { expect, test } from 'vitest';
import { whatChanged } from './what-changed.ts';

const rows = (...texts: readonly string[]) => texts.map((text, place) => ({ label: `f${place}`, text }));

test.each([
  ['nothing', rows('a', 'b'), rows('a', 'b'), []],
  ['one of two', rows('a', 'b'), rows('a', 'c'), [{ label: 'f1', text: 'c' }]],
  ['emptied', rows('a'), rows(''), [{ label: 'f0', text: '' }]],
  ['a field that was not there', rows('a'), rows('a', 'b'), [{ label: 'f1', text: 'b' }]],
])('%s', (_, before, now, expected) => {
  expect(whatChanged(before, now)).toEqual(expected);
});
