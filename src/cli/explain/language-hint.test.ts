import { expect, test } from 'vitest';
import { LanguageHint, languageIn } from './language-hint.ts';

test.each([
  ['Warum kommt meine Mail an T-Online nicht an? Im Log steht nur: "554 bad reputation"', 'de'],
  ['Meine Mail an meine Tochter kam zurück:\n\nMail Delivery System', 'de'],
  ['Why does my mail not arrive? The log says: 554 bad reputation', undefined],
  // Languages that the program does not speak, one of them a neighbour.
  ['Bonjour, j’ai un message d’erreur quand j’envoie un mail à ma mairie', undefined],
  ['Mijn mail komt niet aan bij de ontvanger, wat moet ik doen? Het staat in de log', undefined],
  ['host mx.der-verein.example said: 550 der Verein', undefined],
])('%s: %s', (text, language) => {
  expect(languageIn(text)).toBe(language);
});

test('it is offered where it is not spoken already, and where it exists', () => {
  const hint = new LanguageHint();
  hint.see({
    input: 'reply',
    kind: 'bounce',
    refusals: [],
    beside: 'Warum kommt meine Mail nicht an?',
  });
  expect(hint.offer(['en', 'de'], 'en')).toBe('de');
  expect(hint.offer(['en', 'de'], 'de')).toBeUndefined();
  expect(hint.offer(['en'], 'en')).toBeUndefined();
});
