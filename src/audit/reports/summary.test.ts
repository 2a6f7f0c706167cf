import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SampleRecord, type SampleReport, sampleAggregate } from '../../wire/dmarc-report/testing.ts';
import type { DmarcFailureReport } from '../../wire/dmarc-report/types.ts';
import { readReports } from '../../wire/report-container/index.ts';
import type { MailReport } from '../../wire/report-container/types.ts';
import { selectorsOf, sendingIpsOf } from './real-senders.ts';
import { ReportsTally } from './summary.ts';
import type { ReportsSummary } from './types.ts';

function reportsIn(report: SampleReport): readonly MailReport[] {
  return [...readReports(Buffer.from(sampleAggregate(report)))].flatMap((found) =>
    found.kind === 'report' ? [found.value] : [],
  );
}

function summarise(
  reports: readonly SampleReport[],
  domain = 'example.org',
  others: readonly MailReport[] = [],
): ReportsSummary {
  const tally = new ReportsTally(domain);
  for (const report of [...reports.flatMap(reportsIn), ...others]) tally.add(report);
  return tally.summary();
}

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

test('counts, reporters, time, networks', () => {
  const summary = summarise([
    { org: 'a.example', records: [own, { ip: '192.0.2.2', count: 5 }, { ip: '2001:db8::1', count: 2 }] },
    {
      org: 'b.example',
      begin: 1_767_312_000,
      records: [
        {
          ip: '203.0.113.9',
          count: 4,
          disposition: 'reject',
          ...nothing,
          signatures: [],
          spfResult: ['example.org', 'fail'],
        },
      ],
    },
  ]);
  expect(summary).toMatchObject({
    domain: 'example.org',
    counts: { aggregate: 2, failure: 0, tls: 0 },
    begin: '2026-01-01T00:00:00.000Z',
    end: '2026-01-02T23:59:59.000Z',
    reporters: [
      { name: 'a.example', messages: 1_007 },
      { name: 'b.example', messages: 4 },
    ],
    mail: {
      messages: 1_011,
      passed: 1_007,
      spfAligned: 1_007,
      dkimAligned: 1_007,
      quarantined: 0,
      rejected: 4,
    },
    policy: { domain: 'example.org', policy: 'none' },
    uncounted: 0,
  });
  expect(summary.sources.map(({ name, kind, ipCount }) => [name, kind, ipCount])).toEqual([
    ['192.0.2.0/24', 'network', 2],
    ['203.0.113.9', 'ip', 1],
    ['2001:db8::1', 'ip', 1],
  ]);
});

describe('whose mail it is', () => {
  const reports: readonly SampleReport[] = [
    { records: [own, { headerFrom: 'news.example.org', count: 3 }] },
    { domain: 'example.com', records: [{ headerFrom: 'example.com', count: 9 }] },
  ];

  test('the domain, and those below it', () => {
    const summary = summarise(reports);
    expect(summary.mail.messages).toBe(1_003);
    expect(summary.counts.aggregate).toBe(1);
    expect(summary.otherDomains).toEqual([{ name: 'example.com', messages: 9 }]);
  });

  test("a domain below another's policy", () => {
    const summary = summarise(reports, 'News.Example.org.');
    expect(summary.mail.messages).toBe(3);
    expect(summary.policy).toBeUndefined();
    expect(summary.otherDomains.map(({ name }) => name)).toEqual(['example.org', 'example.com']);
  });

  test('verdicts that are left out come from the results', () => {
    const text = sampleAggregate({
      records: [{ signatures: [['mail.example.org', 's', 'pass']], spfResult: ['stranger.example', 'pass'] }],
    });
    const tally = new ReportsTally('example.org');
    for (const found of readReports(Buffer.from(text.replaceAll(/<(dkim|spf)>(pass|fail)<\/\1>/g, ''))))
      if (found.kind === 'report') tally.add(found.value);
    expect(tally.summary().mail).toMatchObject({ passed: 1, dkimAligned: 1, spfAligned: 0 });
  });
});

describe('what the audit asks for', () => {
  const summary = summarise([
    {
      org: 'a.example',
      records: [
        own,
        {
          ip: '192.0.2.2',
          count: 7,
          signatures: [
            ['example.org', 's2', 'pass'],
            ['mailer.example', 'k', 'pass'],
          ],
        },
        {
          ip: '203.0.113.1',
          count: 5_000,
          ...nothing,
          signatures: [['example.org', 'forged', 'fail']],
          spfResult: ['example.org', 'fail'],
        },
        { ip: '203.0.113.2', count: 3, ...dkimOnly, spfResult: ['forwarder.example', 'pass'] },
      ],
    },
    { org: 'b.example', records: [own] },
  ]);

  test('selectors that verify come first', () => {
    expect(selectorsOf(summary)).toEqual([
      { domain: 'example.org', selector: 's1', messages: 2_003, passed: 2_003 },
      { domain: 'example.org', selector: 's2', messages: 7, passed: 7 },
      { domain: 'example.org', selector: 'forged', messages: 5_000, passed: 0 },
    ]);
    expect(summary.signers.map(({ domain, isOwn }) => [domain, isOwn])).toEqual([
      ['example.org', true],
      ['mailer.example', false],
    ]);
  });

  test('sending addresses: no forger, no forwarder', () => {
    expect(sendingIpsOf(summary)).toEqual([
      { ip: '192.0.2.1', messages: 2_000, verdict: 'authorised' },
      { ip: '192.0.2.2', messages: 7, verdict: 'authorised' },
    ]);
    expect(sendingIpsOf(summary, 1)).toHaveLength(1);
  });
});

test('TLS and failure reports', () => {
  const tls = JSON.stringify({
    'organization-name': 'R',
    'date-range': { 'start-datetime': '2026-01-01T00:00:00Z', 'end-datetime': '2026-01-01T23:59:59Z' },
    policies: [
      {
        policy: { 'policy-type': 'sts', 'policy-domain': 'example.org' },
        summary: { 'total-successful-session-count': 10, 'total-failure-session-count': 5 },
        'failure-details': [
          {
            'result-type': 'certificate-expired',
            'receiving-mx-hostname': 'mx1.example.org',
            'failed-session-count': 1,
          },
          {
            'result-type': 'sts-policy-fetch-error',
            'failed-session-count': 4,
            'failure-reason-code': '404',
          },
        ],
      },
      {
        policy: { 'policy-type': 'sts', 'policy-domain': 'example.com' },
        summary: { 'total-failure-session-count': 99 },
      },
    ],
  });
  const failure: DmarcFailureReport = {
    format: 'arf',
    authFailure: 'dmarc',
    reportedDomain: 'example.org',
    sourceIp: '203.0.113.1',
    recipients: [],
    authenticationResults: [],
    incidents: 2,
    original: {},
  };
  const others: MailReport[] = [...readReports(Buffer.from(tls))].flatMap((found) =>
    found.kind === 'report' ? [found.value] : [],
  );
  for (let i = 0; i < 2; i++) others.push({ kind: 'failure', report: failure });
  others.push({ kind: 'failure', report: { ...failure, reportedDomain: 'example.com' } });
  const summary = summarise([], 'example.org', others);
  expect(summary.counts).toEqual({ aggregate: 0, failure: 2, tls: 1 });
  expect(summary.tls).toEqual({
    successes: 10,
    failures: 5,
    details: [
      { resultType: 'sts-policy-fetch-error', policyType: 'sts', sessions: 4, reporters: 1, reason: '404' },
      {
        resultType: 'certificate-expired',
        receivingMx: 'mx1.example.org',
        policyType: 'sts',
        sessions: 1,
        reporters: 1,
      },
    ],
  });
  expect(summary.failures).toEqual([{ sourceIp: '203.0.113.1', authFailure: 'dmarc', incidents: 4 }]);
});

test('the sources hold all messages, whatever the records', () => {
  const domain = fc.constantFrom('example.org', 'mail.example.org', 'mailer.example', 'list.example');
  const result = fc.constantFrom('pass', 'fail', 'none');
  const record = fc.record({
    ip: fc.constantFrom('192.0.2.1', '192.0.2.9', '198.51.100.1', '2001:db8::1'),
    count: fc.integer({ min: 0, max: 50 }),
    dkim: result,
    spf: result,
    signatures: fc.array(fc.tuple(domain, fc.constantFrom('a', 'b'), result), { maxLength: 2 }),
    spfResult: fc.tuple(domain, result),
  });
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 12 }), (records) => {
      const { mail, sources } = summarise([{ records }]);
      expect(sources.reduce((sum, source) => sum + source.mail.messages, 0)).toBe(mail.messages);
      expect(sources.reduce((sum, source) => sum + source.mail.passed, 0)).toBe(mail.passed);
      for (const { actions, mail: own } of sources)
        if (actions.some(({ kind }) => kind === 'add-ips-to-spf')) expect(own.dkimAligned).toBeGreaterThan(0);
    }),
  );
});
