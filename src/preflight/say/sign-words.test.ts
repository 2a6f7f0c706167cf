import { expect, test } from 'vitest';
import { readDataFolder } from '../../main/data-folder.ts';
import { catalogueOf, languagesOf } from '../../main/services.ts';
import { readMailTables } from '../mail-tables.ts';
import { signArguments, signWords } from './sign-words.ts';

const data = readDataFolder('data');
const signs = [...(readMailTables(data).weights.get('content/lure')?.keys() ?? [])];

test.each(languagesOf(data))('every sign with points has words in %s', (language) => {
  const texts = catalogueOf(data, language);
  expect(signs.length).toBeGreaterThan(70);
  expect(signs.filter((sign) => signWords(sign, texts) === sign)).toEqual([]);
});

test('of several wordings of one kind the number is told', () => {
  expect(signWords('offer-4', catalogueOf(data, 'en'))).toBe('words of an offer (4)');
  expect(signWords('unheard-of', catalogueOf(data, 'en'))).toBe('unheard-of');
});

test('only signs that speak against the message are named', () => {
  const parts = [
    { sign: 'form', points: 0.5 },
    { sign: 'thread', points: -3 },
  ];
  expect(signArguments({ parts }, catalogueOf(data, 'de'))).toEqual({ signs: 'ein Formular' });
  expect(signArguments({ signs: 'stays' }, catalogueOf(data, 'en'))).toEqual({});
});
