/** Days, months and years, in both languages. */
import { expect, test } from 'vitest';
import { daysInWords } from './days-in-words.ts';

test.each([
  [0, '0 days ago', 'vor 0 Tagen', '0 days', '0 Tage'],
  [1, '1 day ago', 'vor 1 Tag', '1 day', '1 Tag'],
  [60, '60 days ago', 'vor 60 Tagen', '60 days', '60 Tage'],
  [61, '2 months ago', 'vor 2 Monaten', '2 months', '2 Monate'],
  [400, '13 months ago', 'vor 13 Monaten', '13 months', '13 Monate'],
  [731, '2 years ago', 'vor 2 Jahren', '2 years', '2 Jahre'],
  [3072, '8 years ago', 'vor 8 Jahren', '8 years', '8 Jahre'],
])('%d days', (days, ...said) => {
  const all = (['ago', 'long'] as const).flatMap((form) =>
    ['en', 'de'].map((language) => daysInWords(days, form, language)),
  );
  expect(all).toEqual(said);
});
