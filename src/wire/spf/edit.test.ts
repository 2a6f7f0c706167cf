import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMechanism, lostTerms, mechanismOf, mergeSpfRecords } from './edit.ts';
import { parseSpfRecord, readSpfRecord } from './parse.ts';

const record = (text: string) => readSpfRecord(text).record;

describe('a mechanism is added before what ends evaluation', () => {
  test.each([
    ['v=spf1 mx -all', 'v=spf1 mx ip4:192.0.2.1 -all'],
    ['v=spf1 mx redirect=example.org', 'v=spf1 mx ip4:192.0.2.1 redirect=example.org'],
    ['v=spf1 -all mx', 'v=spf1 ip4:192.0.2.1 -all mx'],
    ['v=spf1 mx', 'v=spf1 mx ip4:192.0.2.1'],
    ['v=spf1', 'v=spf1 ip4:192.0.2.1'],
    ['v=spf1 ip4:192.0.2.1 ~all', 'v=spf1 ip4:192.0.2.1 ~all'],
  ])('%s', (before, after) => {
    expect(addMechanism(record(before), 'ip4:192.0.2.1')).toBe(after);
  });

  test('or before everything, where an earlier term would refuse it', () => {
    expect(addMechanism(record('v=spf1 -ip4:192.0.2.0/24 ~all'), 'ip4:192.0.2.1', 'start')).toBe(
      'v=spf1 ip4:192.0.2.1 -ip4:192.0.2.0/24 ~all',
    );
  });
});

describe('records of one domain are joined', () => {
  test.each([
    [['v=spf1 mx -all', 'v=spf1 include:example.net ~all'], 'v=spf1 mx include:example.net ~all'],
    [['v=spf1 mx +all', 'v=spf1 +MX'], 'v=spf1 mx ~all'],
    [['v=spf1 redirect=a.example.org', 'v=spf1 a -all'], 'v=spf1 include:a.example.org a -all'],
    [['v=spf1 moo', 'v=spf1 a -all'], undefined],
  ])('%j', (texts, joined) => {
    expect(mergeSpfRecords(texts)).toBe(joined);
  });
});

test('lost terms are named', () => {
  expect(lostTerms(record('v=spf1 +mx a -all'), record('v=spf1 MX ~all'))).toEqual(['a', '-all']);
});

test('adding to a valid record keeps it valid and loses nothing', () => {
  const terms = fc.array(
    fc.constantFrom('mx', 'a', 'include:example.net', '-all', 'redirect=example.net', 'x=y'),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(terms, fc.ipV4(), (list, ip) => {
      const before = parseSpfRecord(['v=spf1', ...list].join(' '));
      if (!before.ok) return;
      const after = parseSpfRecord(addMechanism(before.value, mechanismOf(ip)));
      expect(after.ok && lostTerms(before.value, after.value)).toEqual([]);
    }),
  );
});
