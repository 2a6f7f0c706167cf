import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SampleRecord, type SampleReport, sampleAggregate } from '../../wire/dmarc-report/testing.ts';
import type { DmarcFailureReport } from '../../wire/dmarc-report/types.ts';
import type { MailReport } from '../../wire/report-container/types.ts';
import { selectorsOf, sendingIpsOf } from './real-senders.ts';
import { reportsOf, summarise } from './testing.ts';

const own: SampleRecord = { ip: '192.0.2.1', count: 1_000 };
/** Passed on as it was: the signature still holds, the reverse-path is the forwarder's or still the sender's. */
const dkimOnly = { dkim: 'pass', spf: 'fail' } as const;
const nothing = { dkim: 'fail', spf: 'fail' } as const;

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
    const reports = reportsOf(text.replaceAll(/<(dkim|spf)>(pass|fail)<\/\1>/g, ''));
    expect(summarise([], 'example.org', reports).mail).toMatchObject({
      passed: 1,
      dkimAligned: 1,
      spfAligned: 0,
    });
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

  const lastDay = '2026-01-01T23:59:59.000Z';
  const seen = { returnPath: 'example.org', lastSeen: lastDay };

  test('selectors that verify come first', () => {
    expect(selectorsOf(summary)).toEqual([
      { domain: 'example.org', selector: 's1', messages: 2_003, passed: 2_003, lastValid: lastDay },
      { domain: 'example.org', selector: 's2', messages: 7, passed: 7, lastValid: lastDay },
      { domain: 'example.org', selector: 'forged', messages: 5_000, passed: 0 },
    ]);
    expect(summary.signers.map(({ domain, isOwn }) => [domain, isOwn])).toEqual([
      ['example.org', true],
      ['mailer.example', false],
    ]);
  });

  test('sending addresses: no forger, no forwarder', () => {
    expect(sendingIpsOf(summary)).toEqual([
      { ip: '192.0.2.1', messages: 2_000, verdict: 'authorised', ...seen },
      { ip: '192.0.2.2', messages: 7, verdict: 'authorised', ...seen },
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
  const others: MailReport[] = [...reportsOf(tls)];
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
