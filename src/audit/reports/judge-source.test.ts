import { describe, expect, test } from 'vitest';
import type { SampleRecord } from '../../wire/dmarc-report/testing.ts';
import { summarise } from './testing.ts';

const own: SampleRecord = { ip: '192.0.2.1', count: 1_000 };
/** Passed on as it was: the signature still holds, the reverse-path is the forwarder's or still the sender's. */
const dkimOnly = { dkim: 'pass', spf: 'fail' } as const;
const nothing = { dkim: 'fail', spf: 'fail' } as const;

/** Judged beside a thousand messages of an own host, seen by two receivers. */
function judged(record: SampleRecord, orgs: readonly string[] = ['a.example']) {
  const reports = [
    ...['a.example', 'b.example'].map((org) => ({ org, records: [own] })),
    ...orgs.map((org, i) => ({ org, id: `x${i}`, records: [{ ip: '198.51.100.7', count: 1, ...record }] })),
  ];
  const source = summarise(reports).sources.find(({ ips }) =>
    ips.some(({ name }) => name === (record.ip ?? '198.51.100.7')),
  );
  if (source === undefined) throw new Error('no source');
  return source;
}

describe('what a source is', () => {
  test.each<[string, SampleRecord, readonly string[], string, string, readonly string[]]>([
    ['an own host', { ip: '192.0.2.1' }, ['a.example'], 'authorised', '192.0.2.1', []],
    [
      'SPF passes, not signed',
      { dkim: 'fail', signatures: [] },
      ['a.example'],
      'authorised',
      '198.51.100.7',
      ['sign-with-dkim'],
    ],
    [
      'SPF passes, signature broken',
      { dkim: 'fail', signatures: [['example.org', 's1', 'fail']] },
      ['a.example'],
      'authorised',
      '198.51.100.7',
      ['repair-dkim'],
    ],
    [
      'a forwarder that rewrites the reverse-path',
      { ...dkimOnly, spfResult: ['forwarder.example', 'pass'], envelopeFrom: 'forwarder.example' },
      ['a.example'],
      'forwarder',
      'forwarder.example',
      [],
    ],
    [
      'a forwarder that does not',
      { ...dkimOnly, spfResult: ['example.org', 'softfail'] },
      ['a.example'],
      'forwarder',
      '198.51.100.7',
      [],
    ],
    [
      'one the receiver names',
      { ...nothing, reason: 'forwarded', signatures: [] },
      ['a.example', 'b.example'],
      'forwarder',
      '198.51.100.7',
      [],
    ],
    [
      'a mailing list that signs, too',
      {
        ...dkimOnly,
        signatures: [
          ['example.org', 's1', 'pass'],
          ['list.example', 'l', 'pass'],
        ],
        spfResult: ['list.example', 'pass'],
      },
      ['a.example', 'b.example'],
      'forwarder',
      'list.example',
      [],
    ],
    [
      'one that changes the mail',
      { ...nothing, signatures: [['example.org', 's1', 'fail']], spfResult: ['list.example', 'pass'] },
      ['a.example'],
      'forwarder',
      'list.example',
      [],
    ],
    [
      'a service with its own key',
      {
        ...dkimOnly,
        count: 300,
        signatures: [
          ['example.org', 'news', 'pass'],
          ['mailer.example', 'k', 'pass'],
        ],
        spfResult: ['bounces.mailer.example', 'pass'],
      },
      ['a.example', 'b.example'],
      'service',
      'mailer.example',
      ['align-return-path'],
    ],
    [
      'an own host that SPF does not know',
      {
        ...dkimOnly,
        count: 400,
        signatures: [['example.org', 'shop', 'pass']],
        spfResult: ['example.org', 'fail'],
      },
      ['a.example', 'b.example'],
      'unlisted',
      '198.51.100.7',
      ['add-ips-to-spf'],
    ],
    [
      "a service without the domain's key",
      {
        ...nothing,
        signatures: [['mailer.example', 'k', 'pass']],
        spfResult: ['bounces.mailer.example', 'pass'],
      },
      ['a.example'],
      'unaligned-service',
      'mailer.example',
      ['authorise-if-yours'],
    ],
    [
      'a signature that is broken',
      { ...nothing, signatures: [['example.org', 'shop', 'fail']], spfResult: ['example.org', 'fail'] },
      ['a.example'],
      'broken-signature',
      '198.51.100.7',
      ['repair-dkim', 'authorise-if-yours'],
    ],
    [
      'a stranger',
      { ...nothing, signatures: [], spfResult: ['example.org', 'fail'] },
      ['a.example', 'b.example'],
      'unauthorised',
      '198.51.100.7',
      [],
    ],
  ])('%s', (_, record, orgs, verdict, name, actions) => {
    const source = judged(record, orgs);
    expect({ verdict: source.verdict, name: source.name }).toEqual({ verdict, name });
    expect(source.actions.map(({ kind }) => kind)).toEqual(actions);
  });

  test('partly: some of it signed', () => {
    const { sources } = summarise([
      {
        records: [
          own,
          { ip: '198.51.100.7', count: 30, ...dkimOnly },
          { ip: '198.51.100.7', count: 70, ...nothing, signatures: [] },
        ],
      },
    ]);
    expect(sources.find(({ name }) => name === '198.51.100.7')).toMatchObject({
      verdict: 'partly',
      mail: { messages: 100, passed: 30 },
      actions: [{ kind: 'sign-with-dkim' }],
    });
  });

  test("only addresses that look like the domain's own are proposed for SPF", () => {
    const source = judged(
      {
        ...dkimOnly,
        count: 400,
        signatures: [['example.org', 'shop', 'pass']],
        spfResult: ['example.org', 'fail'],
      },
      ['a.example', 'b.example'],
    );
    expect(source.actions).toEqual([{ kind: 'add-ips-to-spf', ips: ['198.51.100.7'] }]);
    expect(source.signs).toEqual(
      expect.arrayContaining(['dkim-aligned', 'own-envelope-fails', 'key-used-here', 'several-reporters']),
    );
  });
});

test('a domain that sends by a service alone: its forwarders and lists are not services', () => {
  const signatures = [
    ['example.org', 'news', 'pass'],
    ['mailer.example', 'k', 'pass'],
  ] as const;
  const service: SampleRecord = {
    ...dkimOnly,
    count: 500,
    signatures,
    spfResult: ['bounces.mailer.example', 'pass'],
  };
  const records: readonly SampleRecord[] = [
    { ...service, ip: '192.0.2.1' },
    { ...service, ip: '192.0.2.2' },
    { ...service, ip: '198.51.100.1', count: 4, spfResult: ['bounces.mailer.example', 'softfail'] },
    {
      ...service,
      ip: '203.0.113.1',
      count: 3,
      signatures: [...signatures, ['list.example', 'l', 'pass']],
      spfResult: ['list.example', 'pass'],
    },
  ];
  const { sources } = summarise([
    { org: 'a.example', records },
    { org: 'b.example', records: records.slice(0, 2) },
  ]);
  expect(sources.map(({ name, verdict }) => [name, verdict])).toEqual([
    ['mailer.example', 'service'],
    ['198.51.100.1', 'forwarder'],
    ['list.example', 'forwarder'],
  ]);
});
