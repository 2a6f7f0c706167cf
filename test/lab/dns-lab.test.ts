/** The DNS client and the list look-ups against real servers: BIND, a validating unbound, rbldnsd. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import type { DnsSource } from '../../src/findings/observed.ts';
import { createResolver, limitedResolver } from '../../src/gather/dns/index.ts';
import type { DnsType } from '../../src/gather/dns/types.ts';
import { lookupListings } from '../../src/gather/dnsbl/index.ts';
import { dnsblData } from '../../src/gather/dnsbl/testing.ts';
import { type DnsLab, missingPrograms, startDnsLab } from './dns-lab.ts';

const missing = missingPrograms();
if (missing.length > 0) console.warn(`DNS lab skipped: ${missing.join(', ')} not installed`);

describe.skipIf(missing.length > 0)('DNS lab', () => {
  let lab: DnsLab;
  let resolver: ReturnType<typeof createResolver>;
  let direct: ReturnType<typeof createResolver>;
  beforeAll(async () => {
    lab = await startDnsLab();
    resolver = createResolver({ servers: [lab.recursive], clock: systemClock });
    direct = createResolver({ servers: [lab.authority], clock: systemClock });
  });
  afterAll(async () => {
    resolver?.close();
    direct?.close();
    await lab?.close();
  });

  const ask = async (name: string, type: DnsType) => {
    const observation = await resolver.lookup(name, type);
    return { observation, source: observation.from as DnsSource };
  };

  test('a signed answer is authenticated, so is its absence', async () => {
    const { observation, source } = await ask('signed.test', 'MX');
    expect(observation).toMatchObject({
      state: 'present',
      value: { records: [{ preference: 10, exchange: 'mx.signed.test' }] },
    });
    expect(source.isAuthenticated).toBe(true);
    const none = await ask('missing.signed.test', 'A');
    expect(none).toMatchObject({
      observation: { state: 'absent' },
      source: { rcode: 'NXDOMAIN', isAuthenticated: true, ttlSeconds: 60 },
    });
  });

  test('an unsigned answer is not', async () => {
    const { observation, source } = await ask('mx.unsigned.test', 'A');
    expect(observation).toMatchObject({ state: 'present', value: { records: [{ address: '192.0.2.20' }] } });
    expect(source.isAuthenticated).toBe(false);
  });

  test('a bogus answer is unknown, with the reason (RFC 8914)', async () => {
    const { observation, source } = await ask('bogus.test', 'TXT');
    expect(observation).toMatchObject({ state: 'unknown', why: { code: 'servfail' } });
    expect(source.extendedErrors?.some((error) => /^(6|7|9|10) /.test(error))).toBe(true);
  });

  test('an answer too long for UDP comes by TCP, whole', async () => {
    const { observation } = await ask('big.signed.test', 'TXT');
    expect(observation.state === 'present' && observation.value.records.length).toBe(24);
  });

  test('an alias is followed and kept', async () => {
    const { observation } = await ask('alias.signed.test', 'A');
    expect(observation).toMatchObject({
      state: 'present',
      value: { records: [{ name: 'mx.signed.test' }], chain: [{ target: 'mx.signed.test' }] },
    });
  });

  test('an alias loop, and a name outside the lab, are unknown', async () => {
    expect((await ask('loop.unsigned.test', 'A')).observation.state).toBe('unknown');
    expect((await ask('example.org', 'A')).observation.state).toBe('unknown');
  });

  test('an authoritative server answers for its zones and refuses others', async () => {
    expect((await direct.lookup('mx.signed.test', 'A')).state).toBe('present');
    expect(await direct.lookup('example.org', 'A')).toMatchObject({
      state: 'unknown',
      why: { code: 'refused' },
    });
  });

  describe('lists served by rbldnsd', () => {
    const lookup = async (kind: 'ip' | 'domain', name: string, text = '') => {
      const limits = { maxQuestions: 12, deadlineMs: 5000, clock: systemClock };
      const limited = limitedResolver(resolver, limits);
      const observed = await lookupListings([{ kind, name }], text, dnsblData, limited, systemClock);
      const answers = observed.state === 'present' ? observed.value.answers : [];
      return new Map(answers.map((answer) => [answer.zone, answer]));
    };

    test.each([
      [
        'ip',
        '192.0.2.7',
        'zen.spamhaus.org',
        { state: 'listed', isPolicyListing: false, codes: [{ meaning: 'XBL' }] },
      ],
      ['ip', '192.0.2.8', 'zen.spamhaus.org', { state: 'listed', isPolicyListing: true }],
      ['ip', '192.0.2.9', 'zen.spamhaus.org', { state: 'not-listed' }],
      ['ip', '2001:db8:0:7::25', 'zen.spamhaus.org', { state: 'listed', codes: [{ code: '127.0.0.3' }] }],
      ['ip', '2001:db8:0:8::25', 'zen.spamhaus.org', { state: 'not-listed' }],
      ['domain', 'mail.listed.example', 'dbl.spamhaus.org', { subject: 'listed.example', state: 'listed' }],
      ['domain', 'clean.example', 'dbl.spamhaus.org', { state: 'not-listed' }],
    ] as const)('%s %s at %s', async (kind, name, zone, expected) => {
      expect((await lookup(kind, name)).get(zone)).toMatchObject(expected);
    });

    test('a list of the whole world and a list that refuses say nothing', async () => {
      const answers = await lookup('ip', '192.0.2.9', 'blocked using bl.spamcop.net');
      expect(answers.get('bl.spamcop.net')).toMatchObject({
        state: 'not-checked',
        why: expect.stringContaining('self-test'),
      });
      expect(answers.get('b.barracudacentral.org')).toMatchObject({
        state: 'not-checked',
        why: expect.stringContaining('127.255.255.254'),
      });
    });
  });
});
