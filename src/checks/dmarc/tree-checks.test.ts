import { describe, expect, test } from 'vitest';
import type { DmarcTreeFacts, ReportTarget } from '../../findings/facts/dmarc-tree.ts';
import type { Check } from '../../findings/finding.ts';
import { runChecks } from '../../findings/run-checks.ts';
import { evidenceOf } from '../testing.ts';
import { dmarcAlignmentMode } from './alignment-mode.ts';
import { dmarcPolicyEnforced } from './policy-enforced.ts';
import { dmarcRecordFound } from './record-found.ts';
import { dmarcRecordSingle } from './record-single.ts';
import { dmarcRecordSyntax } from './record-syntax.ts';
import { dmarcRemovedTags } from './removed-tags.ts';
import { dmarcReportAddress } from './report-address.ts';
import { dmarcReportAuthorised } from './report-authorised.ts';
import { dmarcReportReceivable } from './report-receivable.ts';
import { dmarcReportsRequested } from './reports-requested.ts';
import { dmarcSubdomainPolicy } from './subdomain-policy.ts';
import { dmarcTreeWalk } from './tree-walk.ts';
import { dmarcUnknownTags } from './unknown-tags.ts';

const name = '_dmarc.example.org';
const nothing: DmarcTreeFacts = {
  domain: 'example.org',
  walk: [
    { name, records: [], lookalikes: [] },
    { name: '_dmarc.org', records: [], lookalikes: [] },
  ],
  isBroken: false,
  aliases: [],
  organizationalDomain: 'example.org',
  misplaced: [],
  reportTargets: [],
};

const tree = (tags: string, more: Partial<DmarcTreeFacts> = {}): DmarcTreeFacts => {
  const record = `v=DMARC1; ${tags}`;
  return {
    ...nothing,
    walk: [{ name, records: [record], lookalikes: [] }],
    recordDomain: 'example.org',
    record,
    effectivePolicy: 'reject',
    policyTag: 'p',
    ...more,
  };
};
const target = (more: Partial<ReportTarget>): DmarcTreeFacts =>
  tree('p=reject; rua=mailto:d@example.net', {
    reportTargets: [
      {
        tag: 'rua',
        uri: 'mailto:d@example.net',
        domain: 'example.net',
        authorisation: 'not-needed',
        canReceive: true,
        ...more,
      },
    ],
  });
const inherited = (tags: string, more: Partial<DmarcTreeFacts> = {}): DmarcTreeFacts => ({
  ...tree(tags, more),
  domain: 'a.example.org',
});

const findings = (check: Check, dmarcTree: DmarcTreeFacts | 'unknown') =>
  runChecks([check], evidenceOf({ dmarcTree }));
const saysOf = (check: Check, facts: DmarcTreeFacts | 'unknown') =>
  findings(check, facts).map(({ outcome, message }) => `${outcome} ${message}`);

const cases: readonly (readonly [Check, DmarcTreeFacts, readonly string[]])[] = [
  [dmarcRecordFound, tree('p=reject'), ['pass found']],
  [dmarcRecordFound, inherited('p=reject'), ['pass inherited']],
  [dmarcRecordFound, nothing, ['fail not-found']],
  [
    dmarcRecordFound,
    { ...nothing, walk: [{ name, records: [], lookalikes: ['v=dmarc1; p=none'] }] },
    ['fail not-a-record'],
  ],
  [
    dmarcRecordFound,
    { ...nothing, misplaced: [{ name: 'example.org', record: 'v=DMARC1; p=none' }] },
    ['fail misplaced'],
  ],
  [
    dmarcRecordFound,
    { ...nothing, walk: [{ name, records: ['a', 'b'], lookalikes: [] }] },
    ['not-applicable several'],
  ],
  [
    dmarcRecordFound,
    { ...nothing, walk: [{ name, records: ['v=DMARC1; p=none; p=none'], lookalikes: [] }] },
    ['not-applicable void'],
  ],
  [
    dmarcRecordSyntax,
    { ...nothing, walk: [{ name, records: ['v=DMARC1; p=none; p=none'], lookalikes: [] }] },
    ['fail duplicate-tag'],
  ],
  [dmarcRecordSingle, tree('p=reject'), ['pass single']],
  [dmarcRecordSingle, nothing, ['not-applicable no-record']],
  [
    dmarcRecordSingle,
    { ...nothing, walk: [{ name, records: ['a', 'b'], lookalikes: [] }] },
    ['fail several'],
  ],
  [dmarcRecordSyntax, tree('p=reject'), ['pass valid']],
  [dmarcRecordSyntax, nothing, ['not-applicable no-record']],
  [
    dmarcRecordSyntax,
    tree('p=rejekt; aspf=x; rua=mailto:d@example.org'),
    ['fail bad-value', 'fail bad-value'],
  ],
  [dmarcRecordSyntax, tree('p=rejekt'), ['fail bad-value', 'fail no-policy']],
  [dmarcRecordSyntax, tree('sp=none; p=none'), ['fail p-late']],
  [dmarcRecordSyntax, tree('p=none, rua=mailto:d@example.org'), ['fail bad-separator', 'fail no-policy']],
  [dmarcRemovedTags, tree('p=reject'), ['pass none']],
  [dmarcRemovedTags, tree('p=reject; pct=100; rf=afrf; ri=86400'), ['fail pct', 'fail rf', 'fail ri']],
  [dmarcRemovedTags, tree('p=reject; pct=20'), ['fail pct-partial']],
  [dmarcUnknownTags, tree('p=reject'), ['pass none']],
  [dmarcUnknownTags, tree('p=reject; rau=mailto:d@example.org; x=1'), ['fail unknown', 'fail unknown']],
  [dmarcPolicyEnforced, tree('p=reject'), ['pass enforced']],
  [dmarcPolicyEnforced, tree('p=none', { effectivePolicy: 'none' }), ['fail none']],
  [
    dmarcPolicyEnforced,
    inherited('p=reject; sp=none', { effectivePolicy: 'none', policyTag: 'sp' }),
    ['fail none'],
  ],
  [dmarcPolicyEnforced, tree('p=reject; t=y', { effectivePolicy: 'quarantine' }), ['fail testing']],
  [dmarcPolicyEnforced, nothing, ['not-applicable no-policy']],
  [dmarcSubdomainPolicy, tree('p=reject'), ['pass as-strong']],
  [dmarcSubdomainPolicy, tree('p=none; sp=reject; np=reject'), ['pass as-strong']],
  [dmarcSubdomainPolicy, tree('p=reject; sp=none'), ['fail sp-weaker']],
  [dmarcSubdomainPolicy, tree('p=reject; np=none'), ['fail np-weaker']],
  [dmarcSubdomainPolicy, tree('p=reject; sp=quarantine; np=none'), ['fail sp-weaker', 'fail np-weaker']],
  [dmarcAlignmentMode, tree('p=reject'), ['pass relaxed']],
  [dmarcAlignmentMode, tree('p=reject; aspf=s'), ['pass strict']],
  [dmarcReportsRequested, tree('p=reject'), ['fail not-requested']],
  [dmarcReportsRequested, target({}), ['pass requested']],
  [dmarcReportsRequested, target({ tag: 'ruf' }), ['fail not-requested']],
  [dmarcReportAddress, target({}), ['pass valid']],
  [dmarcReportAddress, target({ sizeLimit: '10m' }), ['fail size-limit']],
  [
    dmarcReportAddress,
    target({ problem: 'no-scheme', authorisation: 'not-asked', canReceive: 'not-asked' }),
    ['fail no-scheme'],
  ],
  [dmarcReportAddress, tree('p=reject'), ['not-applicable no-address']],
  [dmarcReportAuthorised, target({}), ['pass own-organization']],
  [dmarcReportAuthorised, target({ authorisation: 'given' }), ['pass authorised']],
  [dmarcReportAuthorised, target({ authorisation: 'missing' }), ['fail not-authorised']],
  [dmarcReportAuthorised, target({ authorisation: 'unknown' }), ['unknown could-not-check']],
  [dmarcReportAuthorised, target({ authorisation: 'not-asked' }), ['not-applicable no-address']],
  [dmarcReportReceivable, target({}), ['pass receives']],
  [dmarcReportReceivable, target({ canReceive: false }), ['fail receives-no-mail']],
  [dmarcReportReceivable, target({ canReceive: 'unknown' }), ['unknown could-not-check']],
  [dmarcTreeWalk, tree('p=reject'), ['pass walked']],
  [dmarcTreeWalk, nothing, ['pass walked']],
  [dmarcTreeWalk, tree('p=reject', { isBroken: true }), ['unknown could-not-check']],
  [dmarcTreeWalk, tree('p=reject; psd=y'), ['fail not-a-public-suffix']],
  [dmarcTreeWalk, tree('p=reject; psd=n'), ['pass walked']],
];

test.each(cases)('%#: $0.id says %2', (check, facts, said) => {
  expect(saysOf(check, facts)).toEqual(said);
});

test.each([dmarcRecordFound, dmarcPolicyEnforced, dmarcTreeWalk])(
  'a time-out is no failure: $id',
  (check) => {
    expect(saysOf(check, 'unknown')).toEqual(['unknown could-not-check']);
  },
);

describe('the record to publish', () => {
  test.each<[Check, string, string]>([
    [dmarcRemovedTags, 'p=reject; pct=20; ri=3600', 'v=DMARC1; p=reject'],
    [dmarcUnknownTags, 'p=reject; rau=x', 'v=DMARC1; p=reject'],
    [dmarcReportsRequested, 'p=reject; fo=1', 'v=DMARC1; p=reject; rua=mailto:postmaster@example.org; fo=1'],
    [dmarcSubdomainPolicy, 'p=reject; sp=none; adkim=s', 'v=DMARC1; p=reject; adkim=s'],
    [dmarcPolicyEnforced, 'p=reject; t=y', 'v=DMARC1; p=reject'],
    [dmarcRecordSyntax, 'p=none rua=mailto:d@example.org', 'v=DMARC1; p=none; rua=mailto:d@example.org'],
    [dmarcTreeWalk, 'p=reject; psd=y', 'v=DMARC1; p=reject'],
  ])('%#', (check, tags, value) => {
    const facts = tree(tags);
    const fixes = findings(check, facts)[0]?.fixes;
    expect(fixes).toEqual([{ kind: 'dns', name, type: 'TXT', value, replaces: facts.record }]);
  });

  test('of an inherited record stands at the record’s domain', () => {
    expect(findings(dmarcRemovedTags, inherited('p=reject; pct=20'))[0]?.fixes).toMatchObject([{ name }]);
  });

  test('a record behind an alias is not changed', () => {
    const facts = tree('p=reject; pct=20', { aliases: ['d.example.net'] });
    expect(findings(dmarcRemovedTags, facts)[0]?.fixes).toEqual([]);
  });

  test.each<[DmarcTreeFacts, object]>([
    [nothing, { name, value: 'v=DMARC1; p=none; rua=mailto:postmaster@example.org' }],
    [
      { ...nothing, walk: [{ name, records: [], lookalikes: ['v=dmarc1; p=none'] }] },
      { name, value: 'v=DMARC1; p=none', replaces: 'v=dmarc1; p=none' },
    ],
    [
      { ...nothing, misplaced: [{ name: 'example.org', record: 'v=DMARC1; p=none' }] },
      { name, value: 'v=DMARC1; p=none' },
    ],
  ])('where none counts: %#', (facts, fix) => {
    expect(findings(dmarcRecordFound, facts)[0]?.fixes).toMatchObject([fix]);
  });
});

test('a fault tells its tag, its value, what is allowed, and where it stands', () => {
  expect(findings(dmarcRecordSyntax, tree('p=none; aspf=x'))[0]?.data).toMatchObject({
    tag: 'aspf',
    value: 'x',
    allowed: 'r, s',
    offset: 18,
  });
});
