import { expect, test } from 'vitest';
import type { ReportedSource, SourceVerdict } from './facts/reports.ts';
import { compareSources, isOwnVerdict } from './source-verdicts.ts';

const source = (name: string, verdict: SourceVerdict, messages = 10, passed = 10) => ({
  name,
  verdict,
  actions: [] as ReportedSource['actions'],
  mail: { messages, passed, spfAligned: 0, dkimAligned: 0, quarantined: 0, rejected: 0 },
});
const sorted = (...sources: readonly ReturnType<typeof source>[]) =>
  sources.toSorted(compareSources).map(({ name }) => name);

test('own mail that fails before what may be own, before what is well, before what is nobody’s', () => {
  expect(
    sorted(
      source('stranger', 'unauthorised', 999, 0),
      source('forwarder', 'forwarder', 998),
      source('good', 'authorised', 5000),
      source('service', 'unaligned-service', 900, 0),
      source('unlisted', 'unlisted', 800),
      source('broken', 'broken-signature', 1, 0),
    ),
  ).toEqual(['broken', 'unlisted', 'service', 'good', 'stranger', 'forwarder']);
});

test('among the same: most failing, then most mail, then by name', () => {
  expect(
    sorted(
      source('b', 'partly', 10, 8),
      source('a', 'partly', 10, 8),
      source('big', 'partly', 500, 498),
      source('worst', 'partly', 10, 1),
    ),
  ).toEqual(['worst', 'big', 'a', 'b']);
});

test('a good source with something to do stands before one without', () => {
  const unsigned = { ...source('unsigned', 'authorised', 5), actions: [{ kind: 'sign-with-dkim' }] as const };
  expect(sorted(source('fine', 'authorised', 500), unsigned)).toEqual(['unsigned', 'fine']);
});

test('whose mail it is', () => {
  const own = ['authorised', 'service', 'unlisted', 'partly', 'broken-signature'] as const;
  const others = ['forwarder', 'unaligned-service', 'unauthorised', 'unclear'] as const;
  expect([own.every(isOwnVerdict), others.some(isOwnVerdict)]).toEqual([true, false]);
});
