import { expect, test } from 'vitest';
import { WordList } from './word-list.ts';

test('each of its words is on it, and nothing else', () => {
  expect(new WordList('Mailbox Full', (words) => words.toLowerCase()).has('full')).toBe(true);
  const list = new WordList('\nmailbox full\n\nunknown\n');
  expect(['mailbox', 'full', 'unknown'].every((word) => list.has(word))).toBe(true);
  expect(['', 'mail', 'box', ' ', '\n', 'full\n'].some((word) => list.has(word))).toBe(false);
});
