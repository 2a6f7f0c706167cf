import { describe, expect, test } from 'vitest';
import { mailOf, sampleFacts, sourceOf } from '../../checks/reports/testing.ts';
import type { ReportsFacts } from '../../findings/facts/reports.ts';
import { dmarcReadiness, tlsReadiness } from './report-evidence.ts';

const today = '2026-01-01';
const span = (begin: string, end: string, days: number) => ({
  begin: `${begin}T00:00:00.000Z`,
  end: `${end}T23:59:59.000Z`,
  days,
});
const why = (readiness: ReturnType<typeof dmarcReadiness>): string =>
  readiness.isReady ? 'ready' : readiness.waitsFor;

describe('the DMARC policy', () => {
  const { mailPeriod: _, ...undated } = sampleFacts();
  test.each<[string, ReportsFacts | undefined, string]>([
    ['no reports', undefined, 'reports'],
    ['no dates', undated, 'reports'],
    ['three weeks, all passes', sampleFacts(), 'ready'],
    ['fourteen days', sampleFacts({ mailPeriod: span('2025-12-18', '2025-12-31', 14) }), 'ready'],
    ['thirteen', sampleFacts({ mailPeriod: span('2025-12-19', '2025-12-31', 13) }), 'reports-short'],
    [
      'two days a month apart',
      sampleFacts({ mailPeriod: span('2025-12-01', '2025-12-31', 2) }),
      'reports-gaps',
    ],
    ['long ago', sampleFacts({ mailPeriod: span('2025-10-01', '2025-11-01', 30) }), 'reports-old'],
    ['few messages', sampleFacts({ own: { messages: 99, passed: 99 } }), 'reports-few'],
    ['98 of 100', sampleFacts({ own: { messages: 100, passed: 98 } }), 'ready'],
    ['97 of 100', sampleFacts({ own: { messages: 100, passed: 97 } }), 'reports-failing'],
  ])('%s', (_, facts, said) => {
    expect(why(dmarcReadiness(facts, today))).toBe(said);
  });

  test('says what fails most among the own, and what it needs; strangers are no reason', () => {
    const sources = [
      sourceOf({ mail: mailOf(3780) }),
      sourceOf({
        name: '198.51.100.7',
        verdict: 'broken-signature',
        mail: mailOf(340, 0),
        actions: [{ kind: 'repair-dkim', selectors: ['s1._domainkey.example.org'] }],
      }),
      sourceOf({ name: '203.0.113.9', verdict: 'unauthorised', mail: mailOf(9999, 0) }),
    ];
    const facts = sampleFacts({ own: { messages: 4120, passed: 3780 }, sources });
    expect(dmarcReadiness(facts, today)).toMatchObject({
      waitsFor: 'reports-failing',
      data: {
        share: 91,
        messages: 4120,
        failing: 340,
        source: '198.51.100.7',
        action: 'repair-dkim',
        selectors: 's1._domainkey.example.org',
      },
    });
  });

  test('the evidence: days, messages, share, and services to be looked at', () => {
    const service = sourceOf({ name: 'mailer.example', verdict: 'unaligned-service', mail: mailOf(30, 0) });
    const { data } = dmarcReadiness(sampleFacts({ sources: [sourceOf(), service] }), today);
    expect(data).toMatchObject({
      days: 21,
      messages: 1000,
      share: 100,
      begin: '2025-12-10',
      end: '2025-12-30',
      services: 'mailer.example',
      strange: 30,
    });
  });
});

describe('MTA-STS', () => {
  const tls = (successes: number, failures = 0, type = 'certificate-expired') =>
    sampleFacts({
      tlsPeriod: span('2025-12-10', '2025-12-30', 21),
      tls: {
        successes,
        failures,
        details:
          failures === 0
            ? []
            : [
                {
                  resultType: type,
                  receivingMx: 'mx.example.org',
                  policyType: 'sts',
                  sessions: failures,
                  reporters: 1,
                },
              ],
      },
    });
  test.each<[string, ReportsFacts | undefined, string]>([
    ['no reports', undefined, 'tls-reports'],
    ['DMARC reports alone', sampleFacts(), 'tls-reports'],
    ['clean', tls(500), 'ready'],
    ['few sessions', tls(99), 'tls-reports-few'],
    ['one failure', tls(100_000, 1), 'tls-reports-failing'],
    ['a week', { ...tls(500), tlsPeriod: span('2025-12-25', '2025-12-31', 7) }, 'tls-reports-short'],
    ['long ago', { ...tls(500), tlsPeriod: span('2025-10-01', '2025-11-01', 30) }, 'tls-reports-old'],
  ])('%s', (_, facts, said) => {
    expect(why(tlsReadiness(facts, today))).toBe(said);
  });

  test('says what failed and where', () => {
    expect(tlsReadiness(tls(1000, 3), today).data).toMatchObject({
      sessions: 1003,
      failures: 3,
      type: 'certificate-expired',
      host: 'mx.example.org',
    });
  });
});
