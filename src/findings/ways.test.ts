/** One text for three readers. */
import { describe, expect, test } from 'vitest';
import { cutTo, type Surface, saidOn, type Ways, waysOf, withWays } from './ways.ts';

const ways: Ways = {
  helo: { command: '--helo', api: 'options.helo', page: '“Its HELO name”' },
  'plan-aside': { command: ' (--plan)', api: ' (options.plan)', page: '' },
  both: { command: 'waypost audit {domain}', api: 'POST {domain}', page: 'ask about {domain}' },
};
const surfaces: readonly Surface[] = ['command', 'api', 'page'];

test('a template names its ways', () => {
  expect(waysOf('add {way:helo}, {domain} or {way:plan-aside}')).toEqual(['helo', 'plan-aside']);
});

describe.each([
  ['add {way:helo}.', ['add --helo.', 'add options.helo.', 'add “Its HELO name”.']],
  [
    'the plan{way:plan-aside} holds it',
    ['the plan (--plan) holds it', 'the plan (options.plan) holds it', 'the plan holds it'],
  ],
  ['{way:both}', ['waypost audit {domain}', 'POST {domain}', 'ask about {domain}']],
  ['no way: --helo, {way:nowhere}', Array(3).fill('no way: --helo, {way:nowhere}')],
] as const)('%s', (template, expected) => {
  test('for one surface', () => {
    expect(surfaces.map((surface) => withWays(template, ways, surface))).toEqual(expected);
  });

  test('for every surface, taken when it is read', () => {
    const kept = String(withWays(template, ways, 'every'));
    expect(surfaces.map((surface) => saidOn(surface, kept))).toEqual(expected);
  });

  test('also within JSON', () => {
    const kept = JSON.stringify({ words: withWays([template, { more: template }], ways, 'every') });
    expect(JSON.parse(saidOn('page', kept))).toEqual({ words: [expected[2], { more: expected[2] }] });
  });
});

test.each(['\u{fdd0}', '\u{fdd0}a\u{fdd1}b\u{fdd2}', '\u{fdd1}\u{fdd2}', '\u{fdd0}\u{fdd0}a'])(
  'marks that are none of ours stay: %j',
  (text) => {
    expect(saidOn('page', text)).toBe(text);
  },
);

test('marks that strings of a document hold between them take nothing of it away', () => {
  const document = { a: '\u{fdd0}x', b: 'say "this"', c: '\u{fdd1}y\u{fdd1}', d: 'z\u{fdd2}' };
  expect(JSON.parse(saidOn('page', JSON.stringify(document)))).toEqual(document);
});

test('quotes and backslashes within a way stay what they are', () => {
  const quoted: Ways = { q: { command: '--x "a\\b"', api: 'x: "a"', page: '“x”' } };
  const kept = JSON.stringify({ words: withWays('say {way:q}, "then"', quoted, 'every') });
  expect(surfaces.map((surface) => JSON.parse(saidOn(surface, kept)).words)).toEqual([
    'say --x "a\\b", "then"',
    'say x: "a", "then"',
    'say “x”, "then"',
  ]);
});

test('a text full of marks takes no long time', () => {
  const text = '\u{fdd0}a\u{fdd1}b'.repeat(100_000);
  const begun = process.threadCpuUsage().user;
  expect(saidOn('api', text)).toBe(text);
  expect(process.threadCpuUsage().user - begun).toBeLessThan(2_000_000);
});

test.each([1, 4, 16])('one string of %i million characters behind a mark takes no long time', (millions) => {
  const text = `"\u{fdd0}${'ab\\\\'.repeat(millions * 250_000)}"`;
  const begun = process.threadCpuUsage().user;
  expect(saidOn('api', text) === text).toBe(true);
  const way = `${text.slice(0, -1)}\u{fdd1}api\u{fdd1}page\u{fdd2}"`;
  expect(saidOn('api', way)).toBe('"api"');
  expect(process.threadCpuUsage().user - begun).toBeLessThan(5_000_000);
});

test('marks of ours are read behind ones that are none', () => {
  const kept = withWays('\u{fdd0}a\u{fdd1}b {way:helo}, {way:helo}', ways, 'every');
  expect(saidOn('api', String(kept))).toBe('\u{fdd0}a\u{fdd1}b options.helo, options.helo');
});

test('a text that is cut has no half of a way at its end', () => {
  const text = String(withWays('add {way:helo}.', ways, 'every'));
  const whole = text.length - 1;
  for (let length = 4; length < whole; length += 1) expect(cutTo(text, length)).toBe('add ');
  expect(cutTo(text, whole)).toBe(text.slice(0, whole));
  expect(cutTo(text, whole + 1)).toBe(text);
  expect(cutTo('plain', 3)).toBe('pla');
});
