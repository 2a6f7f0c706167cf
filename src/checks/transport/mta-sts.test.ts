import { describe, expect, test } from 'vitest';
import type { MtaStsFacts, PolicyFetch } from '../../findings/facts/transport.ts';
import { runChecks } from '../../findings/run-checks.ts';
import { evidenceOf, findingOf, type SampleShelves, saidBy } from '../testing.ts';
import { mtaStsMaxAge } from './mta-sts-max-age.ts';
import { mtaStsMode } from './mta-sts-mode.ts';
import { mtaStsMx } from './mta-sts-mx.ts';
import { mtaStsPolicy } from './mta-sts-policy.ts';
import { mtaStsRecord } from './mta-sts-record.ts';
import { mtaStsSyntax } from './mta-sts-syntax.ts';

const url = 'https://mta-sts.example.org/.well-known/mta-sts.txt';
type Fetched = Extract<PolicyFetch, { state: 'fetched' }>;
const policy = (more: Partial<Fetched> = {}): Fetched => ({
  state: 'fetched',
  url,
  contentType: 'text/plain; charset=utf-8',
  text: '',
  version: 'STSv1',
  mode: 'enforce',
  maxAgeSeconds: 604_800,
  mx: ['*.example.org'],
  problems: [],
  ...more,
});
const facts = (more: Partial<MtaStsFacts> = {}): MtaStsFacts => ({
  domain: 'example.org',
  records: ['v=STSv1; id=1'],
  nearMisses: [],
  mxHosts: ['mx.example.org'],
  policyHost: { host: 'mta-sts.example.org', addresses: ['192.0.2.9'] },
  policy: policy(),
  ...more,
});
const routing = (hosts: readonly string[], ownAddresses: readonly string[] = []) => ({
  domain: 'example.org',
  mx: hosts.map((host) => ({ preference: 10, host, ipv4: [], ipv6: [] })),
  ownAddresses,
});

describe('the record', () => {
  test.each<[string, SampleShelves, string]>([
    ['good', { mtaSts: facts() }, 'pass valid'],
    ['none', { mtaSts: 'absent' }, 'fail no-record'],
    ['none, mail is taken', { mtaSts: 'absent', routing: routing(['mx.example.org']) }, 'fail no-record'],
    [
      'none, mail is taken by the domain itself',
      { mtaSts: 'absent', routing: routing([], ['192.0.2.1']) },
      'fail no-record',
    ],
    ['none, null MX', { mtaSts: 'absent', routing: routing(['.']) }, 'not-applicable receives-no-mail'],
    [
      'none, neither MX nor address',
      { mtaSts: 'absent', routing: routing([]) },
      'not-applicable receives-no-mail',
    ],
    ['none, no such domain', { mtaSts: 'absent', routing: 'absent' }, 'not-applicable receives-no-mail'],
    ['none, routing not answered', { mtaSts: 'absent', routing: 'unknown' }, 'fail no-record'],
    ['not answered', { mtaSts: 'unknown' }, 'unknown could-not-check'],
    ['several', { mtaSts: facts({ records: ['v=STSv1; id=1', 'v=STSv1; id=2'] }) }, 'fail several'],
    ['no id', { mtaSts: facts({ records: ['v=STSv1;'] }) }, 'fail syntax'],
    ['near miss', { mtaSts: facts({ records: [], nearMisses: ['v=stsv1; id=1'] }) }, 'fail near-miss'],
    ['policy alone', { mtaSts: facts({ records: [] }) }, 'fail policy-without-record'],
  ])('%s', (_, shelves, said) => {
    expect(saidBy(mtaStsRecord, shelves)).toBe(said);
  });

  test('the fix is a whole record with an id of the moment, in place of the broken one', () => {
    expect(findingOf(mtaStsRecord, { mtaSts: facts({ records: ['v=STSv1; id=a-b'] }) })).toMatchObject({
      data: { problems: 'id-syntax' },
      fixes: [
        {
          kind: 'dns',
          name: '_mta-sts.example.org',
          type: 'TXT',
          value: 'v=STSv1; id=20260101T000000Z',
          replaces: 'v=STSv1; id=a-b',
        },
      ],
    });
  });

  test('a domain without a record is named', () => {
    const about = { kind: 'domain', name: 'example.org' } as const;
    expect(findingOf(mtaStsRecord, { mtaSts: 'absent', about })).toMatchObject({
      data: { domain: 'example.org' },
    });
  });
});

test.each<[string, Partial<MtaStsFacts>, string]>([
  ['good', {}, 'pass fetched'],
  ['no record', { records: [] }, 'not-applicable no-record'],
  ['nothing fetched', { policy: undefined as never }, 'unknown not-fetched'],
  [
    'no host',
    { policyHost: { host: 'mta-sts.example.org', addresses: [] }, policy: undefined as never },
    'fail host-missing',
  ],
  [
    'dangling',
    {
      policyHost: { host: 'mta-sts.example.org', addresses: [], danglingAlias: 'x.example' },
      policy: undefined as never,
    },
    'fail alias-dangling',
  ],
  [
    'host not answered',
    { policyHost: { host: 'mta-sts.example.org', addresses: 'unknown' }, policy: undefined as never },
    'unknown could-not-check',
  ],
  [
    'redirect',
    { policy: { state: 'status', url, status: 301, location: 'https://example.org/' } },
    'fail redirect',
  ],
  ['404', { policy: { state: 'status', url, status: 404 } }, 'fail status'],
  [
    'certificate',
    { policy: { state: 'failed', url, code: 'certificate', why: 'expired' } },
    'fail certificate',
  ],
  ['refused', { policy: { state: 'failed', url, code: 'refused', why: '' } }, 'fail refused'],
  ['reset', { policy: { state: 'failed', url, code: 'reset', why: '' } }, 'fail broken-connection'],
  ['endless', { policy: { state: 'failed', url, code: 'too-large', why: '' } }, 'fail too-large'],
  ['private', { policy: { state: 'failed', url, code: 'not-public', why: '' } }, 'fail not-public'],
  ['slow', { policy: { state: 'failed', url, code: 'time-out', why: '' } }, 'unknown could-not-check'],
  [
    'our own network',
    { policy: { state: 'failed', url, code: 'network', why: '' } },
    'unknown could-not-check',
  ],
  ['web page', { policy: policy({ contentType: 'text/html' }) }, 'fail content-type'],
  ['no type', { policy: policy({ contentType: '' }) }, 'fail content-type'],
])('fetching the policy: %s', (_, more, said) => {
  const shelf = Object.fromEntries(Object.entries(facts(more)).filter(([, value]) => value !== undefined));
  expect(saidBy(mtaStsPolicy, { mtaSts: shelf as unknown as MtaStsFacts })).toBe(said);
});

const said = (more: Partial<Fetched>, other: Partial<MtaStsFacts> = {}) => {
  const mtaSts = facts({ policy: policy(more), ...other });
  return [mtaStsSyntax, mtaStsMode, mtaStsMaxAge, mtaStsMx].map((check) => saidBy(check, { mtaSts }));
};
const none = 'not-applicable no-policy';

test.each<[string, Partial<Fetched>, Partial<MtaStsFacts>, readonly string[]]>([
  ['good', {}, {}, ['pass usable', 'pass enforce', 'pass long-enough', 'pass all-covered']],
  [
    'testing',
    { mode: 'testing' },
    {},
    ['pass usable', 'pass testing', 'pass long-enough', 'pass all-covered'],
  ],
  ['taken back', { mode: 'none', mx: [], maxAgeSeconds: 0 }, {}, ['pass usable', 'fail none', none, none]],
  ['an hour', { maxAgeSeconds: 3600 }, {}, ['pass usable', 'pass enforce', 'fail short', 'pass all-covered']],
  [
    'a day',
    { maxAgeSeconds: 86_400 },
    {},
    ['pass usable', 'pass enforce', 'pass long-enough', 'pass all-covered'],
  ],
  [
    'oddities',
    { problems: [{ code: 'blank-line', line: 3, isFatal: false }] },
    {},
    ['fail oddities', 'pass enforce', 'pass long-enough', 'pass all-covered'],
  ],
  [
    'broken',
    { problems: [{ code: 'mode-unknown', line: 0, isFatal: true }] },
    {},
    ['fail unusable', none, none, none],
  ],
  [
    'a host too deep',
    {},
    { mxHosts: ['a.mx.example.org'] },
    ['pass usable', 'pass enforce', 'pass long-enough', 'fail not-covered'],
  ],
  [
    'the same in testing',
    { mode: 'testing' },
    { mxHosts: ['mx.example.net'] },
    ['pass usable', 'pass testing', 'pass long-enough', 'fail not-covered-testing'],
  ],
  [
    'MX not answered',
    {},
    { mxHosts: 'unknown' },
    ['pass usable', 'pass enforce', 'pass long-enough', 'unknown could-not-check'],
  ],
  [
    'null MX',
    {},
    { mxHosts: [] },
    ['pass usable', 'pass enforce', 'pass long-enough', 'not-applicable receives-no-mail'],
  ],
  ['no record', {}, { records: [] }, [none, none, none, none]],
])('the policy: %s', (_, more, other, expected) => {
  expect(said(more, other)).toEqual(expected);
});

test('problems of the policy are told with their lines', () => {
  const problems = [
    { code: 'mx-syntax', line: 3, isFatal: true },
    { code: 'max-age-missing', line: 0, isFatal: true },
    { code: 'blank-line', line: 9, isFatal: false },
  ];
  const data = findingOf(mtaStsSyntax, { mtaSts: facts({ policy: policy({ problems }) }) })?.data;
  expect(data).toMatchObject({ problems: 'mx-syntax (3), max-age-missing' });
});

test('one finding a host that the policy leaves out, each with its line to add', () => {
  const mtaSts = facts({ mxHosts: ['b.example.net', 'mx.example.org', 'a.example.net'] });
  expect(runChecks([mtaStsMx], evidenceOf({ mtaSts }))).toMatchObject([
    {
      message: 'not-covered',
      subject: { name: 'b.example.net' },
      fixes: [{ kind: 'setting', where: url, key: 'mx', value: 'b.example.net' }, { kind: 'dns' }],
    },
    {
      message: 'not-covered',
      subject: { name: 'a.example.net' },
      data: { host: 'a.example.net', patterns: '*.example.org' },
    },
  ]);
});
