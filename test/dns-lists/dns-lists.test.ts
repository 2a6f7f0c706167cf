/** The facts about DNS lists, whole: every code, every hostile world, every dead zone. */
import { describe, expect, test } from 'vitest';
import { dnsblData } from '../../src/gather/dnsbl/testing.ts';
import { countOwnCodes, factCases, hasFacts, misreadOwnCodes, readCases, skippedCodes } from './codes.ts';
import { askedBelowClosed, askWorlds } from './worlds.ts';

test('every code of data/dnsbl.toml is read as the file says', () => {
  expect(misreadOwnCodes(dnsblData)).toEqual([]);
  expect(countOwnCodes(dnsblData)).toBeGreaterThan(140);
});

if (!hasFacts) console.warn('the codes of ../shared/facts/dnsbl.json are not tried: the file is not there');
for (const [code, reason] of Object.entries(skippedCodes)) test.skip(`${code}: ${reason}`, () => undefined);

describe.skipIf(!hasFacts)('../shared/facts/dnsbl.json', () => {
  const results = hasFacts ? readCases(factCases(), dnsblData) : [];

  test('holds as many codes as it did when this was written', () => {
    expect(results.length).toBeGreaterThanOrEqual(240);
  });

  test.each(results.map((result) => [`${result.zone} ${result.code}: ${result.meaning}`, result] as const))(
    '%s',
    (_, { expected, got, said, isRight }) => {
      expect({ got, isRight }, said).toEqual({ got: expected, isRight: true });
    },
  );

  test('a wrong meaning is noticed', () => {
    const [first] = factCases();
    expect(first).toBeDefined();
    const wrong = { ...first, meaning: 'something quite different' } as (typeof results)[number];
    expect(readCases([wrong], dnsblData)[0]?.isRight).toBe(false);
  });
});

describe('worlds in which nobody is listed', async () => {
  const worlds = await askWorlds(dnsblData);

  test.each(worlds.map((world) => [world.world, world] as const))('%s', (_, world) => {
    expect(world.falseListings).toEqual([]);
    expect(world.falseClean).toEqual([]);
    expect(world.asked.length).toBeGreaterThan(80);
    expect(askedBelowClosed(world.asked, dnsblData)).toEqual([]);
  });

  test('where the self-tests go well, lists say "not listed"', () => {
    const clean = worlds.find(({ world }) => world.endsWith('nobody listed'));
    expect(clean?.answers.filter(({ state }) => state !== 'not-listed')).toEqual([]);
    expect(clean?.answers.length).toBeGreaterThan(50);
  });

  test('a question below a dead zone would be noticed', () => {
    const questions = [
      '7.2.0.192.dnsbl.sorbs.net A',
      '7.2.0.192.sorbs.net A',
      '7.2.0.192.zen.spamhaus.org A',
    ];
    expect(askedBelowClosed(questions, dnsblData)).toEqual(questions.slice(0, 2));
  });
});
