/** Placeholders, counts, numbers and what is missing. */
import { describe, expect, test } from 'vitest';
import { fillText } from './fill.ts';

const texts = {
  plain: 'Saved.',
  named: 'Hello {name}, {name}.',
  'things.one': '{count} thing',
  'things.other': '{count} things',
  size: '{count} octets',
};

describe('fillText', () => {
  test.each([
    ['a plain text', 'plain', {}, 'Saved.'],
    ['a placeholder, each time it stands there', 'named', { name: 'Ann' }, 'Hello Ann, Ann.'],
    ['the form for one', 'things', { count: 1 }, '1 thing'],
    ['the form for many', 'things', { count: 2 }, '2 things'],
    ['a number as the language writes it', 'size', { count: 12345 }, '12,345 octets'],
    ['a placeholder that is not given stays', 'named', {}, 'Hello {name}, {name}.'],
    ['a key that nobody knows is shown', 'no.such', {}, 'no.such'],
  ])('%s', (_, key, values, expected) => {
    expect(fillText(texts, 'en', key, values)).toBe(expected);
  });

  test('German writes numbers in its own way', () => {
    expect(fillText(texts, 'de', 'size', { count: 12345 })).toBe('12.345 octets');
  });

  test('a value that looks like a placeholder is not filled again', () => {
    expect(fillText(texts, 'en', 'named', { name: '{name}$&' })).toBe('Hello {name}$&, {name}$&.');
  });
});
