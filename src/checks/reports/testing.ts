/** Facts of reports, written by hand, for the tests of this folder and of the change plan. */
import type { MailCounts, ReportedSource, ReportsFacts } from '../../findings/facts/reports.ts';

/** Passing mail by SPF and DKIM; `passed` of it passes. */
export function mailOf(messages: number, passed = messages): MailCounts {
  return {
    messages,
    passed,
    spfAligned: passed,
    dkimAligned: passed,
    quarantined: 0,
    rejected: 0,
  };
}

/** An authorised source of one address. */
export function sourceOf(more: Partial<ReportedSource> = {}): ReportedSource {
  const name = more.name ?? '192.0.2.1';
  return {
    name,
    verdict: 'authorised',
    actions: [],
    mail: mailOf(1000),
    ips: [{ name: '192.0.2.1', messages: 1000, returnPath: 'example.org' }],
    ipCount: 1,
    reporters: 2,
    ...more,
  };
}

/** Three weeks of reports about example.org: 1,000 messages of 192.0.2.1, all of which pass; p=none was seen. */
export function sampleFacts(more: Partial<ReportsFacts> = {}): ReportsFacts {
  const counts = {
    aggregate: 21,
    failure: 0,
    tls: 0,
    duplicates: 0,
    elsewhere: 0,
    setAside: 0,
    unreadable: 0,
    others: 0,
  };
  return {
    domain: 'example.org',
    mailPeriod: { begin: '2025-12-10T00:00:00.000Z', end: '2025-12-30T23:59:59.000Z', days: 21 },
    reporters: [{ name: 'receiver.example', messages: 1000 }],
    mail: mailOf(1000),
    own: { messages: 1000, passed: 1000 },
    sources: [sourceOf()],
    rest: { sources: 0, messages: 0 },
    policy: { domain: 'example.org', policy: 'none' },
    policySeenAt: '2025-12-30T23:59:59.000Z',
    selectors: ['s1'],
    sendingIps: [{ ip: '192.0.2.1', returnPath: 'example.org' }],
    tls: { successes: 0, failures: 0, details: [] },
    unreadable: [],
    otherDomains: [],
    ...more,
    counts: { ...counts, ...more.counts },
  };
}
