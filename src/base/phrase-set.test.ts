import { expect, test } from 'vitest';
import { PhraseGroups, PhraseSet } from './phrase-set.ts';

const GROUPS = new PhraseGroups({
  fruit: new PhraseSet(['apple', 'orange']),
  colour: new PhraseSet(['orange', 'blue']),
  short: new PhraseSet(['xy']),
});

test.each([
  ['an apple', ['fruit']],
  ['a blue orange', ['fruit', 'colour']],
  ['blue', ['colour']],
  ['xy, of an apple', ['fruit', 'short']],
  ['nothing', []],
  ['', []],
])('%s', (text, names) => {
  expect([...GROUPS.in(text)]).toEqual(names);
});
