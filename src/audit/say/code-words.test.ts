import { describe, expect, test } from 'vitest';
import { readDataFolder } from '../../main/data-folder.ts';
import { catalogueOf } from '../../main/services.ts';
import { codeWords } from './code-words.ts';

const data = readDataFolder('data');
const english = catalogueOf(data, 'en');
const german = catalogueOf(data, 'de');

describe('why something could not be made', () => {
  const given = { why: 'servfail', detail: 'SERVFAIL, says the gatherer.', question: 'example.org MX' };

  test('English keeps the sentence of the gatherer, other languages say the reason in their words', () => {
    expect(codeWords(given, 'unknown', english)).not.toHaveProperty('detail');
    const told = codeWords(given, 'unknown', german);
    expect(told).toMatchObject({ detail: '', why: expect.stringContaining('example.org MX') });
  });

  test('a reason without words stays with its sentence', () => {
    expect(codeWords({ why: 'EXDEV', detail: 'odd' }, 'unknown', german)).not.toHaveProperty('why');
  });

  test('what failed has no reason', () => {
    expect(codeWords(given, 'fail', german)).not.toHaveProperty('why');
  });
});

describe('codes of faults', () => {
  test.each<[string, string, string]>([
    ['problem', 'scheme', 'neither mailto: nor https:'],
    ['problem', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['problems', 'mx-syntax (3), max-age-missing', 'mx names no host (line 3), max_age is missing'],
    ['problems', 'no-incoming, login', 'no server for reading is named, username is missing'],
    ['code', 'not-closed', 'an element is not closed'],
    ['detail', 'not-first', 'v= stands behind another tag'],
    // A kind of key, as a stranger wrote it.
    ['detail', 'data', 'data'],
    ['tried', 's1 (given), s2 (Example Mail)', 's1 (given), s2 (Example Mail)'],
  ])('%s %s', (key, codes, words) => {
    expect(codeWords({ [key]: codes }, 'fail', english)).toEqual({ [key]: words });
  });

  test('in German', () => {
    expect(codeWords({ tried: 's1 (given)', problem: 'scheme' }, 'fail', german)).toEqual({
      tried: 's1 (angegeben)',
      problem: 'weder mailto: noch https:',
    });
  });
});
