import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lintDmarcRecord } from './lint.ts';
import { parseReportUris } from './report-uri.ts';

const mine = (tag: string, value: string) => `v=DMARC1; p=reject; ${tag}=${value}`;
const codes = (text: string) =>
  lintDmarcRecord(text).faults.map(({ code, tag }) => (tag === undefined ? code : `${code} ${tag}`));

describe('every tag of RFC 9989 §4.7', () => {
  test.each([
    ['v=DMARC1; p=none', []],
    ['v=DMARC1; p=quarantine', []],
    ['v=DMARC1; p=REJECT', []],
    ['v=DMARC1; p=rejekt', ['bad-value p']],
    ['v=DMARC1; p=', ['bad-value p']],
    ['v=DMARC1; rua=mailto:d@example.org', ['p-missing p']],
    [mine('sp', 'none'), []],
    [mine('sp', 'quarantine'), []],
    [mine('sp', 'all'), ['bad-value sp']],
    [mine('np', 'reject'), []],
    [mine('np', 'no'), ['bad-value np']],
    [mine('adkim', 'r'), []],
    [mine('adkim', 's'), []],
    [mine('adkim', 'strict'), ['bad-value adkim']],
    [mine('aspf', 'S'), []],
    [mine('aspf', 'relaxed'), ['bad-value aspf']],
    [mine('fo', '0'), []],
    [mine('fo', '1:d:s'), []],
    [mine('fo', 'D : S'), []],
    [mine('fo', '2'), ['bad-value fo']],
    [mine('fo', '1,d'), ['bad-value fo']],
    [mine('psd', 'y'), []],
    [mine('psd', 'n'), []],
    [mine('psd', 'u'), []],
    [mine('psd', 'yes'), ['bad-value psd']],
    [mine('t', 'y'), []],
    [mine('t', 'n'), []],
    [mine('t', '1'), ['bad-value t']],
    [mine('rua', 'mailto:a@example.org,mailto:b@example.net'), []],
    [mine('rua', ''), ['bad-value rua']],
    [mine('ruf', 'mailto:a@example.org'), []],
    [mine('ruf', ''), ['bad-value ruf']],
  ])('%s: %j', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });
});

describe('form', () => {
  test.each([
    [' v=DMARC1; p=none', ['leading-blank']],
    ['v=DMARC1; p=none; p=reject', ['duplicate-tag p']],
    ['v=DMARC1; p=none; reject', ['not-a-tag']],
    ['v=DMARC1; p=none, rua=mailto:d@example.org', ['bad-separator p']],
    ['v=DMARC1; p=none rua=mailto:d@example.org', ['bad-separator p']],
    ['v=DMARC1; p=none; rua=mailto:a@example.org; mailto:b@example.org', ['bad-separator']],
    ['v=DMARC1; P=none', ['p-missing p', 'tag-case P']],
    ['v=DMARC1; p=none\\', ['bad-value p', 'zone-characters']],
    ['v=DMARC1; p=none; x y=1', ['not-a-tag']],
    ['V=DMARC1;p=none', []],
  ])('%s: %j', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  test('a fault knows its place', () => {
    const text = 'v=DMARC1; p=none; aspf=x';
    expect(lintDmarcRecord(text).faults[0]?.start).toBe(text.indexOf('aspf'));
  });
});

test('what RFC 9989 removed, and what nobody knows, is told apart', () => {
  const lint = lintDmarcRecord('v=DMARC1; p=none; pct=50; rf=afrf; ri=3600; ruc=1; Hello=2');
  expect(lint.removed.map(({ name, value }) => [name, value])).toEqual([
    ['pct', '50'],
    ['rf', 'afrf'],
    ['ri', '3600'],
  ]);
  expect(lint.unknown.map(({ name }) => name)).toEqual(['ruc', 'Hello']);
  expect(lint.faults).toEqual([]);
});

test('p behind other tags is read, RFC 7489 wanted it second', () => {
  expect(lintDmarcRecord('v=DMARC1; sp=none; p=none').isPolicyLate).toBe(true);
  expect(lintDmarcRecord('v=DMARC1; p=none; sp=none').isPolicyLate).toBe(false);
});

test.each([
  ['mailto:d@Example.org', { address: 'd@Example.org', domain: 'example.org' }],
  ['mailto:d@example.org!10m', { uri: 'mailto:d@example.org', sizeLimit: '10m', domain: 'example.org' }],
  ['MAILTO:d@example.org?subject=x', { address: 'd@example.org' }],
  ['d@example.org', { problem: 'no-scheme', domain: 'example.org' }],
  ['https://example.org/reports', { problem: 'not-mailto' }],
  ['mailto:example.org', { problem: 'bad-address' }],
  ['mailto:d@localhost', { problem: 'bad-address' }],
  ['mailto: d@example.org', { domain: 'example.org' }],
])('report address %s', (value, expected) => {
  expect(parseReportUris('rua', value)).toMatchObject([expected]);
});

test('time is linear in the length of a record', () => {
  const started = performance.now();
  for (const fill of [' ', ',', ' p ', ';', '=', 'p=']) {
    lintDmarcRecord(`v=DMARC1; p=none${fill.repeat(60_000 / fill.length)}x`);
  }
  expect(performance.now() - started).toBeLessThan(500);
});

test('any text is looked at without a throw, offsets lie inside', () => {
  const part = fc.constantFrom(
    'p=',
    'none',
    ';',
    ' ',
    ',',
    'rua=',
    'mailto:',
    'a@b.example',
    '!',
    '"',
    'T=y',
    '=',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(part).map((parts) => parts.join('')),
      ),
      (tail) => {
        const text = `v=DMARC1;${tail}`;
        for (const { start } of lintDmarcRecord(text).faults) expect(start).toBeLessThanOrEqual(text.length);
        return parseReportUris('ruf', tail).length <= 20;
      },
    ),
  );
});
