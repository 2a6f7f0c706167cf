import { describe, expect, test } from 'vitest';
import type { HostEndpoint, MailHostFacts } from '../../findings/facts/mail-host.ts';
import type { DaneFacts, DaneHostsFacts } from '../../findings/facts/transport.ts';
import { runChecks } from '../../findings/run-checks.ts';
import { evidenceOf, findingOf, type SampleShelves, saidBy } from '../testing.ts';
import { daneMatch } from './dane-match.ts';
import { daneMx } from './dane-mx.ts';
import { daneRollover } from './dane-rollover.ts';
import { daneSecure } from './dane-secure.ts';
import { daneUsable } from './dane-usable.ts';

const own = 'aa'.repeat(32);
const next = 'bb'.repeat(32);
const authority = 'cc'.repeat(32);
const record = (usage: number, data: string, matchingType = 1) => ({
  usage,
  selector: 1,
  matchingType,
  data,
});
const dane = (more: Partial<DaneFacts> = {}): DaneFacts => ({
  host: 'mx.example.org',
  port: 25,
  foundAt: '_25._tcp.mx.example.org',
  isSecure: true,
  isAddressSecure: true,
  records: [record(3, own)],
  ...more,
});

const certificate = (spkiSha256: string) => ({
  subject: '',
  issuer: '',
  names: [],
  notBefore: '',
  notAfter: '',
  keyType: 'ec',
  keyBits: 256,
  isSelfIssued: false,
  sha256: '00'.repeat(32),
  sha512: '00'.repeat(64),
  spkiSha256,
  spkiSha512: `${spkiSha256}${spkiSha256}`,
});
const endpoint = (ip: string, key: string | undefined, more: Partial<HostEndpoint> = {}): HostEndpoint => ({
  ip,
  port: 25,
  outcome: 'open',
  isImplicitTls: false,
  replies: {},
  elapsedMs: 1,
  startTls: key === undefined ? 'failed' : 'works',
  ...(key !== undefined && {
    tls: {
      version: 'TLSv1.3',
      cipher: '',
      versions: [],
      chain: [certificate(key), certificate(authority)],
      isTrusted: false,
      isNameMatching: true,
    },
  }),
  ...more,
});
const host = (...endpoints: readonly HostEndpoint[]): MailHostFacts => ({
  host: 'mx.example.org',
  addresses: endpoints.map(({ ip }) => ip),
  domains: [],
  endpoints,
});
const good = host(endpoint('192.0.2.1', own));
const wrongName = endpoint('192.0.2.1', own);

test.each<[string, SampleShelves, string]>([
  ['validated', { dane: dane() }, 'pass secure'],
  ['not validated', { dane: dane({ isSecure: false }) }, 'fail not-secure'],
  ['addresses not validated', { dane: dane({ isAddressSecure: false }) }, 'fail address-not-secure'],
  ['addresses not answered', { dane: dane({ isAddressSecure: 'unknown' }) }, 'unknown could-not-check'],
  ['none', { dane: 'absent' }, 'not-applicable no-records'],
  ['not answered', { dane: 'unknown' }, 'unknown could-not-check'],
])('DNSSEC: %s', (_, shelves, said) => {
  expect(saidBy(daneSecure, shelves)).toBe(said);
});

test('records that senders leave out are told one by one, and that none is left', () => {
  const some = dane({ records: [record(3, own), record(1, own), record(3, 'aa')] });
  expect(
    runChecks([daneUsable], evidenceOf({ dane: some })).map(
      ({ message, data }) => `${message} ${data['problem']}`,
    ),
  ).toEqual(['unusable pkix-usage', 'unusable digest-length']);
  expect(saidBy(daneUsable, { dane: dane({ records: [record(1, own)] }) })).toBe('fail none-usable');
  expect(saidBy(daneUsable, { dane: dane() })).toBe('pass usable');
  expect(saidBy(daneUsable, { dane: 'absent' })).toBe('not-applicable no-records');
});

describe('the certificate', () => {
  test.each<[string, SampleShelves, string]>([
    ['fits', { dane: dane(), mailHost: good }, 'pass fits'],
    [
      'one of two records fits',
      { dane: dane({ records: [record(3, next), record(3, own)] }), mailHost: good },
      'pass fits',
    ],
    ['none fits', { dane: dane({ records: [record(3, next)] }), mailHost: good }, 'fail no-match'],
    ['authority', { dane: dane({ records: [record(2, authority)] }), mailHost: good }, 'pass fits'],
    [
      'authority, another name',
      {
        dane: dane({ records: [record(2, authority)] }),
        mailHost: host({
          ...wrongName,
          ...(wrongName.tls && { tls: { ...wrongName.tls, isNameMatching: false } }),
        }),
      },
      'fail name',
    ],
    ['SHA-512', { dane: dane({ records: [record(3, own + own, 2)] }), mailHost: good }, 'pass fits'],
    ['no STARTTLS', { dane: dane(), mailHost: host(endpoint('192.0.2.1', undefined)) }, 'fail no-tls'],
    [
      'no connection',
      { dane: dane(), mailHost: host(endpoint('192.0.2.1', undefined, { outcome: 'time-out' })) },
      'unknown not-connected',
    ],
    ['nothing connected to', { dane: dane(), mailHost: host() }, 'unknown not-connected'],
    ['host not known', { dane: dane(), mailHost: 'unknown' }, 'unknown not-connected'],
    [
      'not validated',
      { dane: dane({ isSecure: false, records: [record(3, next)] }), mailHost: good },
      'not-applicable not-secure',
    ],
    [
      'none usable',
      { dane: dane({ records: [record(1, own)] }), mailHost: good },
      'not-applicable none-usable',
    ],
    [
      'none usable and no STARTTLS',
      { dane: dane({ records: [record(1, own)] }), mailHost: host(endpoint('192.0.2.1', undefined)) },
      'fail no-tls',
    ],
    ['no records', { dane: 'absent', mailHost: good }, 'not-applicable no-records'],
    [
      'only submission seen',
      { dane: dane(), mailHost: host(endpoint('192.0.2.1', next, { port: 587 })) },
      'unknown not-connected',
    ],
  ])('%s', (_, shelves, said) => {
    expect(saidBy(daneMatch, shelves)).toBe(said);
  });

  test('each address that shows another certificate is told, with the record it needs', () => {
    const mailHost = host(endpoint('192.0.2.1', own), endpoint('2001:db8::1', next));
    const found = runChecks([daneMatch], evidenceOf({ dane: dane(), mailHost }));
    expect(found).toMatchObject([
      {
        outcome: 'fail',
        message: 'no-match',
        data: { ip: '2001:db8::1', advised: `3 1 1 ${next}` },
        fixes: [{ kind: 'dns', name: '_25._tcp.mx.example.org', type: 'TLSA', value: `3 1 1 ${next}` }],
      },
    ]);
  });
});

test.each([
  ['one key', [record(3, own)], 'pass one-key'],
  ['next key', [record(3, own), record(3, next)], 'pass next-key'],
  ['authority', [record(2, authority)], 'pass by-authority'],
  ['the same key twice', [record(3, own), record(3, own + own, 2)], 'pass one-key'],
  ['nothing fits', [record(3, next)], 'not-applicable nothing-fits'],
])('rollover: %s', (_, records, said) => {
  expect(saidBy(daneRollover, { dane: dane({ records }), mailHost: good })).toBe(said);
});

describe('the hosts of a domain', () => {
  const hosts = (isMxSecure: boolean, ...list: DaneHostsFacts['hosts']): DaneHostsFacts => ({
    domain: 'example.org',
    isMxSecure,
    hosts: list,
  });
  const a = { host: 'a.example', tlsa: 'published', isSecure: true } as const;
  const b = { host: 'b.example', tlsa: 'none', isSecure: true } as const;
  const c = { host: 'c.example', tlsa: 'unknown', isSecure: false } as const;

  test.each<[string, DaneHostsFacts | 'absent' | 'unknown', readonly string[]]>([
    ['all', hosts(true, a), ['pass all-hosts']],
    ['MX not validated', hosts(false, a), ['fail mx-not-signed']],
    ['TLSA not validated', hosts(false, { ...a, isSecure: false }), ['fail not-signed']],
    ['some', hosts(true, a, b), ['fail some-hosts']],
    ['none', hosts(true, b), ['not-applicable none']],
    ['one not answered', hosts(true, a, c), ['unknown could-not-check']],
    ['some, and one not answered', hosts(true, a, b, c), ['fail some-hosts', 'unknown could-not-check']],
    ['none known', hosts(true, b, c), ['unknown could-not-check']],
    ['no host', 'absent', ['not-applicable no-hosts']],
    ['MX not answered', 'unknown', ['unknown could-not-check']],
  ])('%s', (_, daneHosts, said) => {
    const found = runChecks([daneMx], evidenceOf({ daneHosts }));
    expect(found.map(({ outcome, message }) => `${outcome} ${message}`)).toEqual(said);
  });

  test('names who has none', () => {
    expect(findingOf(daneMx, { daneHosts: hosts(true, a, b) })?.data).toMatchObject({
      hosts: 'b.example',
      protectedHosts: 'a.example',
    });
  });
});
