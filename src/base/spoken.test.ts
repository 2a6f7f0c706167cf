/** A thing is told in the language of its reader, where it is kept in it. */
import { expect, test } from 'vitest';
import { type Spoken, spokenIn } from './spoken.ts';

const thing = { id: '1', title: 'wrong', language: 'en', said: { de: { title: 'falsch' } } };
const asKept = { id: '1', title: 'wrong', language: 'en' };

const cases: readonly [
  string,
  Spoken<object> & { readonly id: string; readonly title: string },
  string | undefined,
  object,
][] = [
  ['in another language', thing, 'de', { id: '1', title: 'falsch', language: 'de' }],
  ['in its own', thing, 'en', asKept],
  ['in one that is not kept', thing, 'fr', asKept],
  ['without a wish', thing, undefined, asKept],
  ['kept in one alone', asKept, 'de', asKept],
  ['kept before languages were noted', { id: '1', title: 'wrong' }, 'de', { id: '1', title: 'wrong' }],
];

test.each(cases)('%s', (_, one, language, told) => {
  expect(spokenIn(one, language)).toEqual(told);
});
