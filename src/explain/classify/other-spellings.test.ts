import { expect, test } from 'vitest';
import { idOfOther } from './other-spellings.ts';

test.each([
  ['denvoi', "d'envoi", 'envoi'],
  ['sauthentifier', 's’authentifier', 'authentifier'],
  ['dellutente', "dell'utente", 'utente'],
  ['verfuegbar', 'verfuegbar', 'verfugbar'],
  ['ueberschritten', 'ueberschritten', 'uberschritten'],
  ['neuempfaenger', 'neuempfaenger', 'neuempfanger'],
  ['isnt', "isn't", undefined],
  ['users', "user's", undefined],
  ['quelle', 'quelle', undefined],
  ['question', 'question', undefined],
])('%s is looked up as %3$s', (word, given, expected) => {
  const asked: string[] = [];
  idOfOther(word, given, (text) => asked.push(text));
  expect(asked.filter((text) => text !== word)).toEqual(expected === undefined ? [] : [expected]);
});
