import { describe, expect, test } from 'vitest';
import { listWords } from '../findings/say/list-words.ts';
import { dnsblData } from '../gather/dnsbl/testing.ts';
import { readDataFolder } from './data-folder.ts';
import { catalogueOf, languagesOf } from './services.ts';

const data = readDataFolder('data');
const english = catalogueOf(data, 'en');
const textsOf = (language: string) => Object.keys(data[`texts/${language}/lists.toml`] ?? {}).sort();

test('every language says the same of the lists', () => {
  for (const language of languagesOf(data)) expect(textsOf(language)).toEqual(textsOf('en'));
  expect(textsOf('en').length).toBeGreaterThan(80);
});

test('texts are about lists that there are, and codes that they give', () => {
  const known = [...dnsblData.lists, ...dnsblData.unasked].flatMap(({ zone, codes }) => [
    `list.${zone}.holds`,
    `list.${zone}.how`,
    `list.${zone}.parts`,
    ...codes.map(({ key }) => `list.${zone}.how.${key.split('-')[0]}`),
  ]);
  expect(textsOf('en').filter((key) => key.startsWith('list.') && !known.includes(key))).toEqual([]);
});

test('every cause has its questions', () => {
  const causes = dnsblData.lists.flatMap(({ cause, causes: byCode }) => [
    cause,
    ...byCode.map(({ value }) => value),
  ]);
  for (const cause of new Set(causes)) {
    if (cause !== undefined) expect(textsOf('en')).toContain(`listing.cause.${cause}`);
  }
});

describe('lists that weigh', () => {
  // What only informs, or is asked by hash, has no way off that a sender needs.
  const weighing = dnsblData.lists.filter(
    ({ tier, kind }) =>
      tier < 4 && !['allow', 'allow-domain', 'ip-score'].includes(kind) && !/sha1|md5|blake2/.test(kind),
  );
  test.each(weighing.map((list) => [list.zone, list] as const))(
    '%s: whom it names, its cause',
    (zone, list) => {
      expect(listWords({ zone, codes: '', cause: list.cause }, english)).toMatchObject({
        holds: expect.any(String),
        questions: expect.any(String),
      });
      expect(list.cause).toBeDefined();
    },
  );
  test.each(weighing.filter(({ delist }) => delist.url !== undefined).map((list) => [list.zone] as const))(
    '%s: the way off it',
    (zone) => {
      expect(listWords({ zone, codes: '' }, english).how).toEqual(expect.any(String));
    },
  );
});

test('the way off is that of the codes that answered', () => {
  const zone = 'zen.spamhaus.org';
  const how = (codes: string) => listWords({ zone, codes }, english).how;
  expect(how('127.0.0.2')).toBe(english.ui('list.zen.spamhaus.org.how.127.0.0.2'));
  expect(how('127.0.0.99')).toBe(english.ui('list.zen.spamhaus.org.how'));
  expect(String(how('127.0.0.2, 127.0.0.9')).split('. ').length).toBeGreaterThan(1);
  expect(listWords({ zone: 'bl.unknown.example' }, english)).toEqual({
    holds: undefined,
    how: undefined,
    questions: undefined,
  });
  expect(listWords({}, english)).toEqual({});
});
