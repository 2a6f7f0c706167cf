import { describe, expect, test } from 'vitest';
import type { DmarcTreeFacts } from '../../findings/facts/dmarc-tree.ts';
import type { ReportedSource, ReportsFacts } from '../../findings/facts/reports.ts';
import type { SpfTreeFacts } from '../../findings/facts/spf-tree.ts';
import { runChecks } from '../../findings/run-checks.ts';
import { evidenceOf, findingOf, saidBy } from '../testing.ts';
import { reportsOwnMail } from './own-mail.ts';
import { reportsPeriod } from './period.ts';
import { reportsPolicySeen } from './policy-seen.ts';
import { reportsReadable } from './readable.ts';
import { reportsSources } from './sources.ts';
import { mailOf, sampleFacts, sourceOf } from './testing.ts';
import { reportsTlsFailures } from './tls-failures.ts';

const withCounts = (counts: Partial<ReportsFacts['counts']>, more: Partial<ReportsFacts> = {}) => {
  const { counts: sample, ...facts } = sampleFacts();
  return { ...facts, ...more, counts: { ...sample, ...counts } };
};
const noMail = withCounts(
  { aggregate: 0 },
  { mail: mailOf(0), own: { messages: 0, passed: 0 }, sources: [] },
);

describe('own mail', () => {
  const failing = sourceOf({ name: '198.51.100.7', verdict: 'broken-signature', mail: mailOf(340, 0) });
  const own = (messages: number, passed: number, more: Partial<ReportsFacts> = {}) =>
    sampleFacts({
      own: { messages, passed },
      sources: [sourceOf({ mail: mailOf(700, 690) }), failing],
      ...more,
    });

  test.each<[string, ReportsFacts, string]>([
    ['all', sampleFacts(), 'pass passes'],
    ['exactly 98 of 100', own(100, 98), 'pass passes'],
    ['just below', own(1000, 979), 'fail below'],
    ['under quarantine', own(100, 50, { policy: { policy: 'quarantine' } }), 'fail lost'],
    ['under reject', own(100, 50, { policy: { policy: 'reject' } }), 'fail lost'],
    ['no policy told', own(100, 50, { policy: {} }), 'fail below'],
    ['strangers alone', sampleFacts({ own: { messages: 0, passed: 0 } }), 'not-applicable no-own-mail'],
    ['nothing', noMail, 'not-applicable no-own-mail'],
  ])('%s', (_, reports, said) => {
    expect(saidBy(reportsOwnMail, { reports })).toBe(said);
  });

  test('names what fails most, and never rounds up to all', () => {
    expect(findingOf(reportsOwnMail, { reports: own(1040, 690) })?.data).toMatchObject({
      share: 66,
      failing: 350,
      source: '198.51.100.7',
      sourceFailing: 340,
    });
    expect(findingOf(reportsOwnMail, { reports: own(100_000, 99_999) })?.data.share).toBe(99);
  });
});

describe('sources', () => {
  const tree = (text: string): SpfTreeFacts => ({
    domain: 'example.org',
    records: [{ text, strings: [text] }],
    nearMisses: [],
    misplaced: [],
    answerOctets: 100,
    isWhole: true,
  });
  const run = (sources: readonly ReportedSource[], record?: string) =>
    runChecks(
      [reportsSources],
      evidenceOf({
        reports: sampleFacts({ sources }),
        ...(record !== undefined && { spfTree: tree(record) }),
      }),
    );
  const said = (sources: readonly ReportedSource[]) =>
    run(sources).map(({ outcome, message }) => `${outcome} ${message}`);
  const unlisted = sourceOf({
    name: '198.51.100.0/24',
    verdict: 'unlisted',
    ips: [
      { name: '198.51.100.7', messages: 9, returnPath: 'example.org' },
      { name: '2001:db8::7', messages: 5 },
    ],
    ipCount: 2,
  });

  test.each<[string, Partial<ReportedSource>, readonly string[]]>([
    ['authorised', {}, ['pass nothing-to-do']],
    ['service', { verdict: 'service' }, ['pass nothing-to-do']],
    ['forwarder', { verdict: 'forwarder' }, ['pass nothing-to-do', 'not-applicable forwarders']],
    ['stranger', { verdict: 'unauthorised' }, ['pass nothing-to-do', 'not-applicable strangers']],
    ['unclear', { verdict: 'unclear' }, ['pass nothing-to-do', 'not-applicable unclear']],
    ['unlisted', { verdict: 'unlisted' }, ['fail unlisted']],
    ['partly', { verdict: 'partly' }, ['fail partly']],
    ['broken signature', { verdict: 'broken-signature' }, ['fail broken-signature']],
    ['somebody else', { verdict: 'unaligned-service' }, ['fail unaligned-service']],
    ['without signature', { actions: [{ kind: 'sign-with-dkim' }] }, ['fail unsigned']],
    [
      'with a bad one',
      { actions: [{ kind: 'repair-dkim', selectors: ['s1._domainkey.example.org'] }] },
      ['fail signature-fails'],
    ],
  ])('%s', (_, source, expected) => {
    expect(said([sourceOf(source)])).toEqual(expected);
  });

  test('an unlisted source brings the whole record where it is known', () => {
    expect(run([unlisted], 'v=spf1 mx -all')[0]?.fixes).toEqual([
      {
        kind: 'dns',
        name: 'example.org',
        type: 'TXT',
        value: 'v=spf1 mx ip4:198.51.100.7 ip6:2001:db8::7 -all',
        replaces: 'v=spf1 mx -all',
      },
    ]);
  });

  test('else its mechanisms, for the domain of the reverse-path', () => {
    const other = {
      ...unlisted,
      ips: [{ name: '198.51.100.7', messages: 9, returnPath: 'news.example.org' }],
    };
    const setting = { kind: 'setting', where: 'SPF record of news.example.org', key: 'add' };
    expect(run([other], 'v=spf1 mx -all')[0]?.fixes).toEqual([{ ...setting, value: 'ip4:198.51.100.7' }]);
    expect(run([unlisted])[0]?.fixes).toMatchObject([
      { where: 'SPF record of example.org', value: 'ip4:198.51.100.7 ip6:2001:db8::7' },
    ]);
  });

  test('a record that does not parse is not edited', () => {
    expect(run([unlisted], 'v=spf1 foo:bar -all')[0]?.fixes).toMatchObject([{ kind: 'setting' }]);
  });

  test('of many strange services ten are told, the others counted', () => {
    const many = Array.from({ length: 13 }, (_, n) =>
      sourceOf({ name: `s${n}.example`, verdict: 'unaligned-service', mail: mailOf(10, 0) }),
    );
    const findings = run(many);
    expect(findings.map(({ message }) => message)).toEqual([
      ...Array.from({ length: 10 }, () => 'unaligned-service'),
      'more-unaligned',
    ]);
    expect(findings.at(-1)?.data).toMatchObject({ count: 3, messages: 30 });
  });

  test('no mail, nothing to say', () => {
    expect(saidBy(reportsSources, { reports: noMail })).toBe('not-applicable no-mail');
  });
});

describe('the policy that was seen', () => {
  const tree = (record?: string, more: Partial<DmarcTreeFacts> = {}): DmarcTreeFacts => ({
    domain: 'example.org',
    walk: [],
    isBroken: false,
    aliases: [],
    misplaced: [],
    reportTargets: [],
    ...(record !== undefined && { record, recordDomain: 'example.org' }),
    ...more,
  });
  const reports = sampleFacts();
  test.each<[string, DmarcTreeFacts | 'unknown' | undefined, string]>([
    ['the same', tree('v=DMARC1; p=none; rua=mailto:d@example.org'), 'pass same'],
    ['the same, defaults left out', tree('v=DMARC1; p=none; sp=none; adkim=r'), 'pass same'],
    ['another', tree('v=DMARC1; p=reject'), 'fail differs'],
    ['another alignment', tree('v=DMARC1; p=none; aspf=s'), 'fail differs'],
    ['none any more', tree(), 'fail gone'],
    ['inherited now', tree('v=DMARC1; p=none', { recordDomain: 'org' }), 'not-applicable not-compared'],
    ['a broken walk', tree(undefined, { isBroken: true }), 'unknown could-not-check'],
    ['no answer', 'unknown', 'unknown could-not-check'],
    ['nobody looked', undefined, 'not-applicable not-compared'],
  ])('%s', (_, dmarcTree, said) => {
    expect(saidBy(reportsPolicySeen, { reports, ...(dmarcTree !== undefined && { dmarcTree }) })).toBe(said);
  });

  test('reports without a policy', () => {
    expect(saidBy(reportsPolicySeen, { reports: sampleFacts({ policy: {} }) })).toBe(
      'not-applicable no-policy',
    );
  });
});

describe('TLS', () => {
  const tls = (successes: number, ...details: readonly (readonly [string, number])[]) =>
    withCounts(
      { tls: 3 },
      {
        tls: {
          successes,
          failures: details.reduce((sum, [, sessions]) => sum + sessions, 0),
          details: details.map(([resultType, sessions]) => ({
            resultType,
            receivingMx: 'mx.example.org',
            policyType: 'sts',
            sessions,
            reporters: 1,
          })),
        },
      },
    );
  const said = (reports: ReportsFacts) =>
    runChecks([reportsTlsFailures], evidenceOf({ reports })).map(
      ({ outcome, message }) => `${outcome} ${message}`,
    );

  test.each<[string, ReportsFacts, readonly string[]]>([
    ['none', sampleFacts(), ['not-applicable no-tls-reports']],
    ['clean', tls(100), ['pass none']],
    [
      'two kinds',
      tls(100, ['certificate-expired', 4], ['tlsa-invalid', 1]),
      ['fail certificate-expired', 'fail tlsa-invalid'],
    ],
    ['one broken connection in many', tls(10_000, ['validation-failure', 3]), ['not-applicable chance']],
    ['too many of them', tls(10_000, ['validation-failure', 11]), ['fail validation-failure']],
    [
      'a bad certificate is no chance',
      tls(100_000, ['certificate-expired', 1]),
      ['fail certificate-expired'],
    ],
    ['a word of its own', tls(1, ['x-strange', 1]), ['fail other']],
  ])('%s', (_, reports, expected) => {
    expect(said(reports)).toEqual(expected);
  });

  test('failures without details', () => {
    const reports = withCounts({ tls: 1 }, { tls: { successes: 1, failures: 2, details: [] } });
    expect(said(reports)).toEqual(['fail unspecified']);
  });
});

// The evidence of the tests is seen on 2026-01-01.
describe('time', () => {
  const span = (begin: string, end: string) =>
    sampleFacts({ mailPeriod: { begin: `${begin}T00:00:00.000Z`, end: `${end}T23:59:59.000Z`, days: 9 } });
  test.each<[string, ReportsFacts, string]>([
    ['three weeks', sampleFacts(), 'pass covered'],
    ['fourteen days', span('2025-12-18', '2025-12-31'), 'pass covered'],
    ['a week', span('2025-12-25', '2025-12-31'), 'fail short'],
    ['long ago', span('2025-06-01', '2025-07-31'), 'fail too-old'],
    ['none about the domain', noMail, 'unknown no-reports'],
  ])('%s', (_, reports, said) => {
    expect(saidBy(reportsPeriod, { reports })).toBe(said);
  });

  test('without dates', () => {
    const { mailPeriod: _, ...reports } = sampleFacts();
    expect(saidBy(reportsPeriod, { reports })).toBe('unknown no-dates');
  });
});

describe('reading', () => {
  test('ordinary mail is no fault', () => {
    expect(saidBy(reportsReadable, { reports: withCounts({ others: 40 }) })).toBe('pass all-read');
  });

  test('one finding a reason, with the files', () => {
    const file = (path: string, code: string) => ({ path, place: '', code, message: `why ${code}` });
    const unreadable = [file('a.zip', 'empty'), file('b.xml', 'xml'), file('c.zip', 'empty')];
    const reports = withCounts({ unreadable: 30 }, { unreadable });
    expect(runChecks([reportsReadable], evidenceOf({ reports }))).toMatchObject([
      { message: 'unreadable', outcome: 'fail', data: { code: 'empty', count: 2, files: 'a.zip, c.zip' } },
      { message: 'unreadable', outcome: 'fail', data: { code: 'xml', count: 1, reason: 'why xml' } },
      { message: 'more-unreadable', outcome: 'not-applicable', data: { count: 27 } },
    ]);
  });
});
