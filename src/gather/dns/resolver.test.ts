import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FaultServer, startFaultServer } from '../../../test/dns/fault-server.ts';
import { systemClock } from '../../base/clock.ts';
import type { DnsSource } from '../../findings/observed.ts';
import { createResolver, type ResolverOptions } from './resolver.ts';
import type { Zone } from './testing.ts';
import type { DnsObservation, DnsType } from './types.ts';

const long = 'x'.repeat(255);
const zone: Zone = {
  'a.example': {
    A: ['192.0.2.1', '192.0.2.2'],
    AAAA: ['2001:db8::1'],
    TXT: [['v=spf1 ', '-all'], 'caf\u00e9'],
  },
  'm.example': { MX: ['10 mx1.example', '0 .'], SOA: ['ns.example hostmaster.example 7 45'] },
  'big.example': { TXT: Array.from({ length: 12 }, () => long) },
  'alias.example': { CNAME: ['middle.example'] },
  'middle.example': { CNAME: ['a.example'] },
  'dangling.example': { CNAME: ['nowhere.example'] },
  'tls.example': { TLSA: ['3 1 1 aabbcc'] },
  '_submissions._tcp.example': { SRV: ['0 1 465 mail.example'] },
  'caa.example': { CAA: ['0 issue ca.example; a=b'] },
  'xn--bcher-kva.example': { A: ['192.0.2.9'] },
  '1.2.0.192.in-addr.arpa': { PTR: ['mail.example'] },
};
const faults = {
  'silence.example': 'silence',
  'servfail.example': 'servfail',
  'refused.example': 'refused',
  'notimp.example': 'notimp',
  'truncated.example': 'truncated',
  'cut.example': 'truncated-tcp-closes',
  'wrong-id.example': 'wrong-id',
  'wrong-question.example': 'wrong-question',
  'forged.example': 'forged-first',
  'garbage.example': 'garbage',
  'lame.example': 'lame',
  'slow.example': 'slow',
  'bogus.example': 'bogus',
  'secure.example': 'authenticated',
  'old.example': 'no-edns',
  'half.example': 'alias-only',
  'bare.example': 'no-soa',
} as const;
const healthy: Zone = Object.fromEntries(
  ['truncated', 'cut', 'forged', 'slow', 'secure', 'old'].map((name) => [
    `${name}.example`,
    { A: ['192.0.2.7'] },
  ]),
);

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer(
    { ...zone, ...healthy, 'half.example': { CNAME: ['far.example'] } },
    faults,
  );
});
afterAll(() => server.close());

const resolverOf = (more: Partial<ResolverOptions> = {}) =>
  createResolver({ servers: [server], clock: systemClock, timeoutMs: 3000, tries: 1, ...more });

const sourceOf = (observation: DnsObservation): DnsSource => observation.from as DnsSource;
const outcome = (observation: DnsObservation): string =>
  observation.state === 'unknown' ? observation.why.code : observation.state;

describe('answers', () => {
  const cases: readonly [string, DnsType, unknown][] = [
    ['a.example', 'A', [{ address: '192.0.2.1' }, { address: '192.0.2.2' }]],
    ['A.Example.', 'AAAA', [{ address: '2001:db8::1' }]],
    ['a.example', 'TXT', [{ strings: ['v=spf1 ', '-all'], text: 'v=spf1 -all' }, { text: 'caf\u00e9' }]],
    [
      'm.example',
      'MX',
      [
        { preference: 10, exchange: 'mx1.example' },
        { preference: 0, exchange: '.' },
      ],
    ],
    ['m.example', 'SOA', [{ mname: 'ns.example', serial: 7, minimum: 45 }]],
    ['1.2.0.192.in-addr.arpa', 'PTR', [{ target: 'mail.example' }]],
    ['tls.example', 'TLSA', [{ usage: 3, selector: 1, matchingType: 1, data: 'aabbcc' }]],
    ['_submissions._tcp.example', 'SRV', [{ priority: 0, weight: 1, port: 465, target: 'mail.example' }]],
    ['caa.example', 'CAA', [{ flags: 0, tag: 'issue', value: 'ca.example; a=b' }]],
    ['b\u00fccher.example', 'A', [{ address: '192.0.2.9' }]],
    ['alias.example', 'A', [{ name: 'a.example' }, { name: 'a.example' }]],
  ];
  test.each(cases)('%s %s', async (name, type, records) => {
    const observation = await resolverOf().lookup(name, type);
    expect(observation).toMatchObject({ state: 'present', value: { records } });
  });

  test('aliases are kept as the chain, in order', async () => {
    const observation = await resolverOf().lookup('alias.example', 'A');
    const chain = observation.state === 'present' ? observation.value.chain : [];
    expect(chain).toMatchObject([{ target: 'middle.example' }, { target: 'a.example' }]);
  });

  test('the source names question, answer, server, rcode and TTL', async () => {
    const { elapsedMs, ...source } = sourceOf(await resolverOf().lookup('a.example.', 'A'));
    expect(source).toEqual({
      kind: 'dns',
      question: 'a.example. A',
      server: `127.0.0.1:${server.port}`,
      answer: ['192.0.2.1', '192.0.2.2'],
      ttlSeconds: 60,
      rcode: 'NOERROR',
      isAuthenticated: false,
    });
    expect(elapsedMs).toBeGreaterThanOrEqual(0);
  });

  test('a truncated answer is asked again by TCP', async () => {
    const before = server.asked.length;
    expect(outcome(await resolverOf().lookup('truncated.example', 'A'))).toBe('present');
    expect(server.asked.slice(before)).toEqual(['udp truncated.example A', 'tcp truncated.example A']);
  });
});

describe('absence and failure stay apart', () => {
  test.concurrent.each([
    ['missing.example', 'absent', 'NXDOMAIN'],
    ['a.example', 'absent', 'NOERROR'],
    ['dangling.example', 'absent', 'NXDOMAIN'],
    ['bare.example', 'absent', 'NXDOMAIN'],
    ['servfail.example', 'servfail', 'SERVFAIL'],
    ['bogus.example', 'servfail', 'SERVFAIL'],
    ['refused.example', 'refused', 'REFUSED'],
    ['notimp.example', 'bad-answer', 'NOTIMP'],
    ['lame.example', 'bad-answer', 'NOERROR'],
    ['half.example', 'bad-answer', 'NOERROR'],
    ['silence.example', 'time-out', undefined],
    ['garbage.example', 'bad-answer', undefined],
    ['wrong-id.example', 'bad-answer', undefined],
    ['wrong-question.example', 'bad-answer', undefined],
    ['cut.example', 'network', undefined],
  ])('%s is %s', async (name, state, rcode) => {
    const observation = await resolverOf({ timeoutMs: 300 }).lookup(name, 'MX');
    expect([outcome(observation), sourceOf(observation).rcode]).toEqual([state, rcode]);
  });

  test.each(['forged.example', 'old.example', 'secure.example'])('%s is answered', async (name) => {
    expect(outcome(await resolverOf().lookup(name, 'A'))).toBe('present');
  });

  test('AD and extended errors are kept', async () => {
    expect(sourceOf(await resolverOf().lookup('secure.example', 'A')).isAuthenticated).toBe(true);
    expect(sourceOf(await resolverOf().lookup('bogus.example', 'A')).extendedErrors).toEqual([
      '6 DNSSEC Bogus: signature of test data',
    ]);
  });

  test.each([
    ['', 'empty'],
    ['a..example', 'an empty label'],
    [`${'a'.repeat(64)}.example`, 'a label of 64 octets'],
    [`${'a.'.repeat(128)}`, 'a name of 257 octets'],
    ['a\u0000.example', 'a control character'],
    ['x'.repeat(5000), 'thousands of characters'],
  ])('a name that cannot be asked is not asked: %#', async (name) => {
    const before = server.asked.length;
    expect(outcome(await resolverOf().lookup(name, 'A'))).toBe('bad-name');
    expect(server.asked.length).toBe(before);
  });

  test('a blank may stand in a name (RFC 2181 §11), as SPF macros make it', async () => {
    expect(outcome(await resolverOf().lookup('a b.example', 'A'))).toBe('absent');
    expect(server.asked).toContain('udp a b.example A');
  });
});

describe('unchecked', () => {
  test('CD is a question of its own, and its source says so', async () => {
    const resolver = resolverOf();
    const before = server.asked.length;
    await resolver.lookup('a.example', 'A');
    const unchecked = await resolver.lookupUnchecked?.('a.example', 'A');
    expect(server.asked.slice(before)).toEqual(['udp a.example A', 'udp a.example A']);
    expect(unchecked && sourceOf(unchecked).question).toBe('a.example. A +cd');
  });
});

describe('servers', () => {
  test('the next one is asked when the first is silent, and goes first from then on', async () => {
    const mute = await startFaultServer({}, { 'a.example': 'silence', 'm.example': 'silence' });
    const resolver = resolverOf({ servers: [mute, server], timeoutMs: 300 });
    expect(outcome(await resolver.lookup('a.example', 'A'))).toBe('present');
    expect(outcome(await resolver.lookup('m.example', 'MX'))).toBe('present');
    expect(mute.asked).toEqual(['udp a.example A']);
    await mute.close();
  });

  test('one that fails is not asked twice, one that is silent is', async () => {
    const before = server.asked.length;
    const resolver = resolverOf({ tries: 2, timeoutMs: 100 });
    await resolver.lookup('servfail.example', 'TXT');
    await resolver.lookup('silence.example', 'TXT');
    expect(server.asked.slice(before)).toEqual([
      'udp servfail.example TXT',
      'udp silence.example TXT',
      'udp silence.example TXT',
    ]);
  });

  test('a port where nobody listens is a network problem', async () => {
    const gone = await startFaultServer({});
    await gone.close();
    const observation = await resolverOf({ servers: [gone] }).lookup('a.example', 'A');
    expect(outcome(observation)).toBe('network');
  });

  test('IPv6', async () => {
    const six = await startFaultServer(zone, {}, '::1');
    const observation = await resolverOf({ servers: [six] }).lookup('a.example', 'A');
    expect([outcome(observation), sourceOf(observation).server]).toEqual(['present', `[::1]:${six.port}`]);
    await six.close();
  });
});

describe('economy', () => {
  test('an answer is remembered for its TTL, an absence for the lesser of SOA TTL and MINIMUM', async () => {
    let nowMs = 0;
    const resolver = resolverOf({ clock: { nowMs: () => nowMs, monotonicMs: () => nowMs } });
    await resolver.lookup('a.example', 'A');
    await resolver.lookup('a.example', 'SOA');
    const before = server.asked.length;
    nowMs = 44_000;
    expect(sourceOf(await resolver.lookup('A.example.', 'A'))).toMatchObject({
      isCached: true,
      ttlSeconds: 16,
    });
    expect(sourceOf(await resolver.lookup('a.example', 'SOA'))).toMatchObject({
      isCached: true,
      ttlSeconds: 1,
    });
    expect(server.asked.length).toBe(before);
    nowMs = 46_000;
    await resolver.lookup('a.example', 'A');
    await resolver.lookup('a.example', 'SOA');
    expect(server.asked.slice(before)).toEqual(['udp a.example SOA']);
    nowMs = 61_000;
    await resolver.lookup('a.example', 'A');
    expect(server.asked.slice(before)).toEqual(['udp a.example SOA', 'udp a.example A']);
  });

  test('a failure is remembered for a few seconds', async () => {
    let nowMs = 0;
    const resolver = resolverOf({ clock: { nowMs: () => nowMs, monotonicMs: () => nowMs } });
    await resolver.lookup('refused.example', 'A');
    nowMs = 4000;
    expect(sourceOf(await resolver.lookup('refused.example', 'A')).isCached).toBe(true);
    nowMs = 6000;
    expect(sourceOf(await resolver.lookup('refused.example', 'A')).isCached).toBeUndefined();
  });

  test('the cache holds no more than its size', async () => {
    const resolver = resolverOf({ cacheSize: 1 });
    await resolver.lookup('a.example', 'A');
    await resolver.lookup('a.example', 'AAAA');
    expect(resolver.recall?.('a.example', 'A')).toBeUndefined();
    expect(resolver.recall?.('a.example', 'AAAA')?.state).toBe('present');
  });

  test('equal questions at the same time are asked once', async () => {
    const before = server.asked.length;
    const resolver = resolverOf();
    const answers = await Promise.all([1, 2, 3].map(() => resolver.lookup('slow.example', 'A')));
    expect(answers.map(outcome)).toEqual(['present', 'present', 'present']);
    expect(server.asked.slice(before)).toEqual(['udp slow.example A']);
  });

  test('no more questions are in flight than allowed', async () => {
    const slow = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`s${n}.example`, 'slow' as const]));
    const busy = await startFaultServer({}, slow);
    const resolver = resolverOf({ servers: [busy], maxInFlight: 4 });
    await Promise.all(Object.keys(slow).map((name) => resolver.lookup(name, 'A')));
    expect([busy.asked.length, busy.mostInFlight()]).toEqual([12, 4]);
    await busy.close();
  });
});

describe('calling off', () => {
  test('one who leaves gets aborted, the other gets the answer', async () => {
    const resolver = resolverOf();
    const controller = new AbortController();
    const leaving = resolver.lookup('slow.example', 'A', controller.signal);
    const staying = resolver.lookup('slow.example', 'A');
    controller.abort();
    expect([outcome(await leaving), outcome(await staying)]).toEqual(['aborted', 'present']);
  });

  test('what nobody waits for is called off and asked anew', async () => {
    const resolver = resolverOf();
    const controller = new AbortController();
    const leaving = resolver.lookup('slow.example', 'A', controller.signal);
    controller.abort();
    expect(outcome(await leaving)).toBe('aborted');
    expect(outcome(await resolver.lookup('slow.example', 'A'))).toBe('present');
  });

  test('a signal already given, and a closed resolver', async () => {
    const resolver = resolverOf();
    expect(outcome(await resolver.lookup('a.example', 'A', AbortSignal.abort()))).toBe('aborted');
    const pending = resolver.lookup('silence.example', 'A');
    resolver.close();
    expect(outcome(await pending)).toBe('aborted');
    expect(outcome(await resolver.lookup('a.example', 'A'))).toBe('aborted');
  });
});
