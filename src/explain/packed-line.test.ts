import { expect, test } from 'vitest';
import type { Example } from './keep-example.ts';
import { packLine, unpackLine } from './packed-line.ts';

test.each([
  ['with a time', { text: 'Größe \ud800', replyCode: 450, at: 'Nov 25 08:13:01', fate: 'waiting' }],
  ['without one', { text: '', fate: 'waiting' }],
] as const)('a line comes back as it was, members in their order: %s', (_, facts) => {
  const refusal = { facts, otherTexts: [] };
  const arrival = { input: 'log', kind: 'delay', refusals: [refusal], delivery: 'deferred' } as const;
  const line: Example = { arrival, refusal, source: 'mail.log' };
  const unpacked = unpackLine(packLine(line));
  expect(unpacked).toEqual(line);
  expect(Object.keys(unpacked.refusal.facts)).toEqual(Object.keys(facts));
});

test('attempts that met the same tell the same', () => {
  const told = (at: string): string => {
    const refusal = { facts: { text: 'no', at }, otherTexts: [] };
    return packLine({ arrival: { input: 'log', kind: 'delay', refusals: [refusal] }, refusal, source: '' })
      .told;
  };
  expect(told('Nov 25 08:13:01')).toBe(told('Nov 26 08:13:01'));
});
