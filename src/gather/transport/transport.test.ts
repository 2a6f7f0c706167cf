import { describe, expect, test } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import type { AuditContext, HttpsAnswer } from '../audit/types.ts';
import { type Zone, zoneResolver } from '../dns/testing.ts';
import type { DnsObservation, Resolver } from '../dns/types.ts';
import { gatherDane } from './gather-dane.ts';
import { gatherTransport } from './gather-transport.ts';

/** AD is set for names that end in one of these. */
function signed(resolver: Resolver, ...zones: readonly string[]): Resolver {
  return {
    lookup: async (name, type, signal) => {
      const answer = await resolver.lookup(name, type, signal);
      const isAuthenticated = zones.some((zone) => name === zone || name.endsWith(`.${zone}`));
      return { ...answer, from: { ...answer.from, isAuthenticated } } as DnsObservation;
    },
  };
}

const context = (resolver: Resolver, more: Partial<AuditContext> = {}): AuditContext => ({
  resolver,
  clock: systemClock,
  connect: false,
  allowPrivate: false,

  ...more,
});

const policy = 'version: STSv1\r\nmode: enforce\r\nmx: mx.example.org\r\nmax_age: 604800\r\n';
const page = (text: string, more = {}): HttpsAnswer => ({
  state: 'answered',
  status: 200,
  contentType: 'text/plain',
  body: Buffer.from(text),
  ...more,
});
const mail: Zone = {
  'example.org': { MX: ['20 MX2.example.org.', '10 mx.example.org'] },
  '_mta-sts.example.org': { TXT: ['v=STSv1; id=1;', 'unrelated'] },
  'mta-sts.example.org': { A: ['192.0.2.9'] },
};

describe('MTA-STS', () => {
  const gather = async (zone: Zone, more: Partial<AuditContext> = {}, asked: string[] = []) =>
    (await gatherTransport('example.org', context(zoneResolver(zone, asked), more))).mtaSts;

  test('record, hosts, policy host and policy', async () => {
    const urls: string[] = [];
    const fetch = async (url: string) => {
      urls.push(url);
      return page(policy);
    };
    expect(await gather(mail, { fetch })).toMatchObject({
      state: 'present',
      value: {
        domain: 'example.org',
        records: ['v=STSv1; id=1;'],
        nearMisses: [],
        mxHosts: ['mx.example.org', 'mx2.example.org'],
        policyHost: { host: 'mta-sts.example.org', addresses: ['192.0.2.9'] },
        policy: {
          state: 'fetched',
          mode: 'enforce',
          mx: ['mx.example.org'],
          maxAgeSeconds: 604_800,
          problems: [],
        },
      },
    });
    expect(urls).toEqual(['https://mta-sts.example.org/.well-known/mta-sts.txt']);
  });

  test('nothing is fetched where nothing may be, and a domain without it costs one question of its own', async () => {
    const found = await gather(mail);
    expect(found?.state === 'present' && found.value.policy).toBeUndefined();
    const asked: string[] = [];
    expect(await gather({ 'example.org': { MX: ['10 mx.example.org'] } }, {}, asked)).toMatchObject({
      state: 'absent',
    });
    expect(asked.sort()).toEqual([
      '_mta-sts.example.org TXT',
      '_smtp._tls.example.org TXT',
      'example.org MX',
    ]);
  });

  test.each<[string, Zone, object]>([
    [
      'several',
      { ...mail, '_mta-sts.example.org': { TXT: ['v=STSv1; id=1', 'v=STSv1; id=2'] } },
      { records: ['v=STSv1; id=1', 'v=STSv1; id=2'] },
    ],
    [
      'near miss',
      { ...mail, '_mta-sts.example.org': { TXT: ['v=stsv1; id=1'] } },
      { records: [], nearMisses: ['v=stsv1; id=1'] },
    ],
    [
      'split strings',
      { ...mail, '_mta-sts.example.org': { TXT: [['v=STS', 'v1; id=1']] } },
      { records: ['v=STSv1; id=1'] },
    ],
    ['null MX', { ...mail, 'example.org': { MX: ['0 .'] } }, { mxHosts: [] }],
    ['no MX', { ...mail, 'example.org': { A: ['192.0.2.1'] } }, { mxHosts: ['example.org'] }],
    ['MX not answered', { ...mail, 'example.org': { MX: 'SERVFAIL' } }, { mxHosts: 'unknown' }],
    [
      'no policy host',
      { ...mail, 'mta-sts.example.org': {} },
      { policyHost: { host: 'mta-sts.example.org', addresses: [] } },
    ],
    [
      'dangling alias',
      { ...mail, 'mta-sts.example.org': { CNAME: ['gone.example.net'] } },
      { policyHost: { host: 'mta-sts.example.org', addresses: [], danglingAlias: 'gone.example.net' } },
    ],
    [
      'policy host not answered',
      { ...mail, 'mta-sts.example.org': 'TIMEOUT' },
      { policyHost: { host: 'mta-sts.example.org', addresses: 'unknown' } },
    ],
  ])('%s', async (_, zone, value) => {
    expect(await gather(zone)).toMatchObject({ state: 'present', value });
  });

  test.each<[string, HttpsAnswer, object]>([
    ['404', page('no', { status: 404 }), { state: 'status', status: 404 }],
    [
      'redirect',
      page('', { status: 301, location: 'https://example.org/' }),
      { state: 'status', location: 'https://example.org/' },
    ],
    [
      'certificate',
      { state: 'failed', code: 'certificate', why: 'x' },
      { state: 'failed', code: 'certificate' },
    ],
    [
      'web page',
      page('<html>', { contentType: 'text/html' }),
      { state: 'fetched', contentType: 'text/html', mx: [] },
    ],
  ])('a policy: %s', async (_, answer, value) => {
    expect(await gather(mail, { fetch: async () => answer })).toMatchObject({
      state: 'present',
      value: { policy: value },
    });
  });

  test('a policy without a record is seen, a web server that answers anything is none', async () => {
    const zone = { ...mail, '_mta-sts.example.org': {} };
    expect(await gather(zone, { fetch: async () => page(policy) })).toMatchObject({
      state: 'present',
      value: { records: [], policy: { mode: 'enforce' } },
    });
    expect(await gather(zone, { fetch: async () => page('<html>') })).toMatchObject({ state: 'absent' });
  });

  test.each(['SERVFAIL', 'TIMEOUT', 'REFUSED'] as const)('%s is not known, never missing', async (fault) => {
    const zone: Zone = { ...mail, '_mta-sts.example.org': fault, '_smtp._tls.example.org': fault };
    const shelves = await gatherTransport('example.org', context(zoneResolver(zone)));
    expect([shelves.mtaSts?.state, shelves.tlsRpt?.state]).toEqual(['unknown', 'unknown']);
  });

  test('no address to fetch from is told by the host, not by the fetch', async () => {
    const zone = { ...mail, 'mta-sts.example.org': {} };
    const fetch = async () => ({ state: 'failed', code: 'no-address', why: 'none' }) as const;
    const found = await gather(zone, { fetch });
    expect(found).toMatchObject({ value: { policyHost: { addresses: [] } } });
    expect(found?.state === 'present' && found.value.policy).toBeUndefined();
  });

  test('every question stands in the evidence', async () => {
    const found = await gather(mail, { fetch: async () => page(policy) });
    const lookups = found?.from.kind === 'computed' ? found.from.lookups.map(({ question }) => question) : [];
    expect(lookups).toEqual(['_mta-sts.example.org. TXT', 'example.org. MX', 'mta-sts.example.org. A']);
  });
});

test.each<[string, readonly string[], object]>([
  [
    'mailbox',
    ['v=TLSRPTv1; rua=mailto:a@example.org'],
    { targets: [{ domain: 'example.org', canReceive: true }] },
  ],
  [
    'mailbox elsewhere that takes none',
    ['v=TLSRPTv1; rua=mailto:a@null.example'],
    { targets: [{ canReceive: false }] },
  ],
  [
    'mailbox not answered',
    ['v=TLSRPTv1; rua=mailto:a@broken.example'],
    { targets: [{ canReceive: 'unknown' }] },
  ],
  ['page', ['v=TLSRPTv1; rua=https://example.org/'], { targets: [{ scheme: 'https' }] }],
  ['several', ['v=TLSRPTv1; rua=https://a.example/', 'v=TLSRPTv1; rua=https://b.example/'], { targets: [] }],
  ['near miss', ['v=TLSRPTV1; rua=mailto:a@example.org'], { records: [], nearMisses: [expect.any(String)] }],
])('TLS-RPT: %s', async (_, texts, value) => {
  const zone: Zone = {
    ...mail,
    '_smtp._tls.example.org': { TXT: texts },
    'null.example': { MX: ['0 .'] },
    'broken.example': 'SERVFAIL',
  };
  const { tlsRpt } = await gatherTransport('example.org', context(zoneResolver(zone)));
  expect(tlsRpt).toMatchObject({ state: 'present', value });
});

const digest = 'ab'.repeat(32);
const dane: Zone = {
  'example.org': { MX: ['10 mx.example.org', '20 mx.example.net'] },
  'mx.example.org': { A: ['192.0.2.1'] },
  '_25._tcp.mx.example.org': { TLSA: [`3 1 1 ${digest}`] },
  'mx.example.net': { A: ['192.0.2.2'] },
};

describe('DANE of the MX', () => {
  const gather = async (resolver: Resolver, more = {}) =>
    (await gatherTransport('example.org', context(resolver, more))).daneHosts;

  test('is asked where the MX answer is validated', async () => {
    expect(await gather(signed(zoneResolver(dane), 'example.org'))).toMatchObject({
      state: 'present',
      value: {
        isMxSecure: true,
        hosts: [
          { host: 'mx.example.net', tlsa: 'none', isSecure: false },
          { host: 'mx.example.org', tlsa: 'published', isSecure: true },
        ],
      },
    });
  });

  test('is not asked of an unsigned domain, unless much is asked anyway', async () => {
    const asked: string[] = [];
    expect(await gather(zoneResolver(dane, asked))).toBeUndefined();
    expect(asked.filter((question) => question.endsWith('TLSA'))).toEqual([]);
    expect(await gather(zoneResolver(dane), { connect: true })).toMatchObject({
      value: { isMxSecure: false },
    });
  });

  test('no host, no answer', async () => {
    const none = { 'example.org': { MX: ['0 .'] } };
    expect(await gather(signed(zoneResolver(none), 'example.org'))).toMatchObject({ state: 'absent' });
    expect(await gather(zoneResolver({ 'example.org': 'SERVFAIL' }))).toMatchObject({ state: 'unknown' });
    const silent = { ...dane, '_25._tcp.mx.example.org': 'TIMEOUT' as const };
    const hosts = [{ tlsa: 'none' }, { tlsa: 'unknown' }];
    expect(await gather(signed(zoneResolver(silent), 'example.org'))).toMatchObject({ value: { hosts } });
  });
});

describe('DANE of a host', () => {
  const gather = async (zone: Zone, host: string, ...zones: readonly string[]) =>
    (await gatherDane(host, context(signed(zoneResolver(zone), ...zones)))).dane;
  const records = [{ usage: 3, selector: 1, matchingType: 1, data: digest }];

  test('records, validated or not', async () => {
    expect(await gather(dane, 'mx.example.org', 'example.org')).toMatchObject({
      state: 'present',
      value: {
        host: 'mx.example.org',
        foundAt: '_25._tcp.mx.example.org',
        isSecure: true,
        isAddressSecure: true,
        records,
      },
    });
    expect(await gather(dane, 'mx.example.org')).toMatchObject({
      value: { isSecure: false, isAddressSecure: false },
    });
    expect(await gather(dane, 'mx.example.org', '_tcp.mx.example.org')).toMatchObject({
      value: { isSecure: true, isAddressSecure: false },
    });
    expect(await gather(dane, 'mx.example.net', 'example.net')).toMatchObject({ state: 'absent' });
    expect(await gather({ ...dane, '_25._tcp.mx.example.org': 'SERVFAIL' }, 'mx.example.org')).toMatchObject({
      state: 'unknown',
      why: { code: 'servfail' },
    });
  });

  test('through an alias at the TLSA name', async () => {
    const zone: Zone = {
      ...dane,
      '_25._tcp.mx.example.org': { CNAME: ['tlsa.example.org'] },
      'tlsa.example.org': { TLSA: [`3 1 1 ${digest}`] },
    };
    expect(await gather(zone, 'mx.example.org', 'example.org')).toMatchObject({
      state: 'present',
      value: { records },
    });
  });

  test('a host that is an alias: what it leads to, else its own', async () => {
    const zone: Zone = { ...dane, 'old.example.org': { CNAME: ['mx.example.org'] } };
    expect(await gather(zone, 'old.example.org', 'example.org')).toMatchObject({
      value: { foundAt: '_25._tcp.mx.example.org', records },
    });
    const own: Zone = {
      ...zone,
      '_25._tcp.old.example.org': { TLSA: ['3 1 1 00'] },
      '_25._tcp.mx.example.org': {},
    };
    expect(await gather(own, 'old.example.org', 'example.org')).toMatchObject({
      value: { foundAt: '_25._tcp.old.example.org', records: [{ data: '00' }] },
    });
  });
});
