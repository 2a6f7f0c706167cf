import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { zoneResolver } from '../dns/testing.ts';
import { evaluateSpf } from './spf.ts';
import { findSpfProposal, proposeSpf, verifySpfProposal } from './spf-proposal.ts';

const question = { ip: '192.0.2.7', helo: 'mail.example.org', mailFrom: 'a@example.org' };
const zone = (...records: string[]) => ({
  'example.org': { TXT: records, MX: ['10 mx.example.org'] },
  'mx.example.org': { A: ['198.51.100.9'] },
  ...Object.fromEntries(
    Array.from({ length: 11 }, (_, index) => [
      `i${index}.example.net`,
      { TXT: ['v=spf1 ip4:203.0.113.1 -all'] },
    ]),
  ),
});
const includes = (count: number) =>
  Array.from({ length: count }, (_, index) => `include:i${index}.example.net`).join(' ');
const propose = (...records: string[]) =>
  findSpfProposal('example.org', question, zoneResolver(zone(...records)));

describe('a proposal proves itself over the observed zone', () => {
  test.each([
    [['v=spf1 mx -all'], 'v=spf1 mx ip4:192.0.2.7 -all', []],
    [[], 'v=spf1 mx ip4:192.0.2.7 ~all', []],
    [['v=spf1 mx redirect=i0.example.net'], 'v=spf1 mx ip4:192.0.2.7 redirect=i0.example.net', []],
    [['v=spf1 a mx -all', 'v=spf1 ip4:192.0.2.0/24 ~all'], 'v=spf1 a mx ip4:192.0.2.0/24 ~all', []],
    [
      [`v=spf1 ${includes(11)} -all`],
      `v=spf1 ${includes(11)} ip4:192.0.2.7 -all`,
      ['too-many-lookups', 'not-pass'],
    ],
    [['v=spf1 moo -all'], undefined, undefined],
  ] as const)('%j becomes %s', async (records, record, problems) => {
    const proposal = await propose(...records);
    expect(proposal?.record).toBe(record);
    expect(proposal?.problems).toEqual(problems);
  });

  test.each([
    ['v=spf1 ip4:192.0.2.7 -all', 'v=spf1 mx -all', ['lost-terms']],
    ['v=spf1 mx -all', 'v=spf1 mx -all', ['not-pass']],
    [`v=spf1 ip4:192.0.2.7 ${'ip4:203.0.113.1 '.repeat(40)}-all`, undefined, ['too-long']],
    [`v=spf1 ${includes(11)} ip4:192.0.2.7 -all`, undefined, ['too-many-lookups', 'not-pass']],
  ] as const)('%s in place of %s: %j', async (proposed, before, problems) => {
    const resolver = zoneResolver(zone());
    const verdict = await verifySpfProposal(proposed, before, 'example.org', question, resolver);
    expect(verdict).toMatchObject({ isVerified: false, problems });
  });

  test('a failing name server proves nothing', async () => {
    const resolver = zoneResolver({
      'example.org': { TXT: ['v=spf1 include:lame.example.net -all'] },
      'lame.example.net': 'SERVFAIL',
    });
    const verdict = await verifySpfProposal(
      'v=spf1 include:lame.example.net ip4:192.0.2.7 -all',
      undefined,
      'example.org',
      question,
      resolver,
    );
    expect(verdict.problems).toEqual(['unknown']);
    expect(await findSpfProposal('lame.example.net', question, resolver)).toBeUndefined();
  });
});

test('whoever passed before passes after', async () => {
  const terms = fc.uniqueArray(
    fc.constantFrom(
      'mx',
      'a',
      'include:i0.example.net',
      'ip4:198.51.100.0/24',
      '?ip4:192.0.2.0/24',
      'exists:none.example.net',
    ),
    { maxLength: 5 },
  );
  const ends = fc.constantFrom('-all', '~all', '?all', 'redirect=i1.example.net');
  const senders = ['198.51.100.9', '203.0.113.1', '198.51.100.77'];
  await fc.assert(
    fc.asyncProperty(terms, ends, async (list, end) => {
      const record = ['v=spf1', ...list, end].join(' ');
      const [proposed = ''] = proposeSpf([record], question.ip);
      for (const ip of senders) {
        const result = async (text: string) =>
          (await evaluateSpf({ ...question, ip }, zoneResolver(zone(text)))).result;
        if ((await result(record)) === 'pass') expect(await result(proposed)).toBe('pass');
      }
    }),
    { numRuns: 40 },
  );
});
