/** What a plan makes of an SPF record, what it asks first, and what it must never propose: one zone a case. */
import { describe, expect, test } from 'vitest';
import { formatPlan } from '../../src/audit/plan/format.ts';
import type { Zone } from '../../src/gather/dns/testing.ts';
import { hosts, own, stepsOf, withSpf } from './plan-steps.ts';
import type { Planned } from './plan-zones.ts';

describe('SPF that is mended', () => {
  test.each<[string, string, string]>([
    [
      'slips and includes of nothing go together',
      'v=spf1 mx include:gone.example.net include:lost.example.net ipv4:192.0.2.1 all=~ -all',
      'v=spf1 mx ip4:192.0.2.1 -all',
    ],
    ['an end that was meant', 'v=spf1 mx ipv4:192.0.2.1 all=~', 'v=spf1 mx ip4:192.0.2.1 ~all'],
    [
      'a narrow address stays beside a wide range',
      'v=spf1 ip4:192.0.2.62 ip4:192.0.0.0/8 +all',
      'v=spf1 ip4:192.0.2.62 ip4:192.0.0.0/8 ~all',
    ],
    [
      'a redirect beats the all that takes it out of force',
      'v=spf1 redirect=_spf.example.net ~all',
      'v=spf1 redirect=_spf.example.net',
    ],
    ['a redirect to nothing goes', 'v=spf1 mx redirect=gone.example.net ~all', 'v=spf1 mx ~all'],
    [
      'terms behind all come before it',
      'v=spf1 mx -all a:mx2.example.org',
      'v=spf1 mx a:mx2.example.org -all',
    ],
  ])('%s', async (_, before, after) => {
    const { spf, lost } = await stepsOf(withSpf(before));
    expect({ spf, lost }).toEqual({ spf: after, lost: [] });
  });

  test('what stays is named in the proof, and the wide range is a question', async () => {
    const { step } = await stepsOf(withSpf('v=spf1 ip4:192.0.2.62 ip4:192.0.0.0/8 +all'));
    expect(step('spf/record')?.proof).toMatchObject({
      state: 'proven',
      left: expect.arrayContaining(['spf/wide-ranges wide-range example.org']),
    });
    expect(step('spf/narrow')).toMatchObject({
      proof: { state: 'not-provable', why: 'choice' },
      changes: [{ adds: ['v=spf1 ip4:192.0.2.62 ~all'] }],
    });
  });

  test('a sending address is added, and nothing else changes', async () => {
    const zone = withSpf('v=spf1 mx include:_spf.example.net ip4:192.0.2.10 -all');
    const { spf } = await stepsOf(zone, { sendingIps: ['203.0.113.5', '2001:db8::5', '192.0.2.10'] });
    expect(spf).toBe(
      'v=spf1 mx include:_spf.example.net ip4:192.0.2.10 ip4:203.0.113.5 ip6:2001:db8::5 -all',
    );
  });

  test('covered look-ups go only where look-ups must be saved, and that is said', async () => {
    const includes = Array.from({ length: 10 }, (_, i) => `include:s${i}.example.net`).join(' ');
    const services = Object.fromEntries(
      Array.from({ length: 10 }, (_, i) => [
        `s${i}.example.net`,
        { TXT: [`v=spf1 ip4:203.0.113.${i} -all`] },
      ]),
    );
    const { step, spf } = await stepsOf({
      ...withSpf(`v=spf1 ip4:192.0.2.10 mx ${includes} -all`),
      ...services,
    });
    expect(spf).toBe(`v=spf1 ip4:192.0.2.10 ${includes} -all`);
    expect(step('spf/record')?.data).toMatchObject({ saved: 'mx' });
  });
});

describe('SPF that no record can be proven for says what stands in the way', () => {
  const many = Object.fromEntries(
    Array.from({ length: 14 }, (_, i) => [`s${i}.example.net`, { TXT: [`v=spf1 a:h${i}.example.net -all`] }]),
  );
  const addresses = Object.fromEntries(
    Array.from({ length: 14 }, (_, i) => [`h${i}.example.net`, { A: [`203.0.113.${i}`] }]),
  );
  const includes = Array.from({ length: 14 }, (_, i) => `include:s${i}.example.net`).join(' ');
  const tooMany = { ...withSpf(`v=spf1 mx ${includes} -all`), ...many, ...addresses };

  test('29 look-ups: --flatten-spf and the includes with their costs', async () => {
    const { step, spf } = await stepsOf(tooMany);
    expect(spf).toBeUndefined();
    expect(step('spf/obstacle')).toMatchObject({
      changes: [],
      proof: { state: 'not-provable', why: 'spf-lookups' },
      data: { count: 29, limit: 10, branches: expect.stringContaining('include:s0.example.net 2') },
    });
  });

  test('flattened where it is asked for', async () => {
    const { step, lost } = await stepsOf(tooMany, { flattensSpf: true });
    expect(step('spf/flattened')?.proof.state).toBe('proven');
    expect(lost).toEqual([]);
  });

  test.each<[string, Zone, string]>([
    [
      'a loop of somebody else',
      {
        ...withSpf('v=spf1 mx include:a.example.net -all'),
        'a.example.net': { TXT: ['v=spf1 include:b.example.net -all'] },
        'b.example.net': { TXT: ['v=spf1 include:a.example.net -all'] },
      },
      'spf-loop',
    ],
    [
      'an include of nothing in a record of somebody else',
      {
        ...withSpf('v=spf1 mx include:a.example.net -all'),
        'a.example.net': { TXT: ['v=spf1 include:gone.example.net -all'] },
      },
      'spf-targets',
    ],
    ['a word that means nothing', withSpf('v=spf1 mx gibberish -all'), 'spf-syntax'],
  ])('%s', async (_, zone, why) => {
    const { step, spf } = await stepsOf(zone);
    expect(spf).toBeUndefined();
    expect(step('spf/obstacle')?.proof).toEqual({ state: 'not-provable', why });
  });
});

describe('SPF of a domain that has none', () => {
  const bare = (records: Zone[string], more: Zone = {}): Zone => ({
    ...hosts,
    'example.org': records,
    '_spf.google.com': { TXT: ['v=spf1 ip4:198.51.100.0/24 ~all'] },
    'smtp.google.com': { A: ['198.51.100.25'] },
    'mx.filter.example': { A: ['203.0.113.25'] },
    ...more,
  });

  test.each<[string, Zone[string], Planned, string | undefined]>([
    ['mail hosts of its own', own, {}, 'v=spf1 mx ~all'],
    [
      'a provider with a documented include',
      { MX: ['1 smtp.google.com'] },
      {},
      'v=spf1 include:_spf.google.com ~all',
    ],
    [
      'own hosts beside those of a provider',
      { MX: ['1 smtp.google.com', '5 mx.example.org'] },
      {},
      'v=spf1 a:mx.example.org include:_spf.google.com ~all',
    ],
    ['mail hosts of somebody else', { MX: ['10 mx.filter.example'] }, {}, undefined],
    [
      'mail hosts of somebody else, and given addresses',
      { MX: ['10 mx.filter.example'] },
      { sendingIps: ['192.0.2.7', '2001:db8::7'] },
      'v=spf1 ip4:192.0.2.7 ip6:2001:db8::7 ~all',
    ],
    ['an address alone', { A: ['192.0.2.80'] }, {}, undefined],
    [
      'an address alone, and a given one',
      { A: ['192.0.2.80'] },
      { sendingIps: ['192.0.2.7'] },
      'v=spf1 ip4:192.0.2.7 ~all',
    ],
    ['a null MX', { MX: ['0 .'] }, {}, undefined],
    ['a null MX, and the word that nothing is sent', { MX: ['0 .'] }, { sendsNothing: true }, 'v=spf1 -all'],
    [
      'an address, and the word that nothing is sent',
      { A: ['192.0.2.80'] },
      { sendsNothing: true },
      undefined,
    ],
  ])('%s', async (_, records, options, expected) => {
    expect((await stepsOf(bare(records), options)).spf).toBe(expected);
  });

  test.each<[string, Planned, string | undefined]>([
    ['v=spf1 +all', {}, 'v=spf1 mx ~all'],
    ['v=spf1 ip4:192.0.2.1 +all', {}, 'v=spf1 ip4:192.0.2.1 ~all'],
  ])('everybody passes: %s', async (record, options, expected) => {
    expect((await stepsOf(withSpf(record), options)).spf).toBe(expected);
  });

  test('everybody passes, and who sends is not known', async () => {
    const zone = { 'example.org': { A: ['192.0.2.80'], TXT: ['v=spf1 +all'] } };
    expect((await stepsOf(zone)).spf).toBeUndefined();
    expect((await stepsOf(zone)).step('spf/obstacle')?.proof).toMatchObject({ why: 'spf-senders' });
    expect((await stepsOf(zone, { sendingIps: ['192.0.2.7'] })).spf).toBe('v=spf1 ip4:192.0.2.7 ~all');
  });

  test('unknown senders are asked for', async () => {
    const { step } = await stepsOf(bare({ A: ['192.0.2.80'] }));
    expect(step('spf/obstacle')).toMatchObject({ changes: [], proof: { why: 'spf-senders' } });
  });

  test('a null MX alone is a question: the record is shown as one that waits', async () => {
    const { step, steps } = await stepsOf(bare({ MX: ['0 .'] }));
    expect(step('spf/silent')).toMatchObject({
      changes: [{ adds: ['v=spf1 -all'] }],
      proof: { state: 'not-provable', why: 'silence' },
    });
    expect(formatPlan(steps, 'nsupdate')).not.toContain('spf1');
  });
});
