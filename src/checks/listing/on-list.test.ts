import { describe, expect, test } from 'vitest';
import type {
  AuditListAnswer,
  ListedSubject,
  ListingDetails,
  ListProblem,
} from '../../findings/facts/listings.ts';
import { runChecks } from '../../findings/run-checks.ts';
import { evidenceOf } from '../testing.ts';
import { domainOnList } from './domain-on-list.ts';
import { ipOnList } from './ip-on-list.ts';

const ip: ListedSubject = { kind: 'ip', name: '192.0.2.7', roles: ['IP'] };
const domain: ListedSubject = { kind: 'domain', name: 'example.org', roles: ['domain', 'HELO'] };
const about = { kind: 'domain', name: 'example.org' } as const;

const details = (more: Partial<ListingDetails> = {}): ListingDetails => ({
  codes: [{ code: '127.0.0.2', meaning: 'spam' }],
  isPolicy: false,
  causes: ['spam'],
  weights: [
    { filter: 'rspamd', points: 4, refuses: 15 },
    { filter: 'SpamAssassin', points: 0.141, refuses: 5 },
  ],
  isRequest: true,
  delistUrl: 'https://lists.test/out',
  ...more,
});
const answer = (more: Partial<AuditListAnswer> = {}): AuditListAnswer => ({
  subject: ip.name,
  kind: 'ip',
  zone: 'bl.example',
  operator: 'Listers',
  tier: 1,
  state: 'not-listed',
  question: '7.2.0.192.bl.example',
  ...more,
});
const listed = (tier: number, more: Partial<ListingDetails> = {}) =>
  answer({ state: 'listed', tier, listing: details(more) });
const failed = (
  code: ListProblem['code'],
  more: Partial<ListProblem> = {},
  rest: Partial<AuditListAnswer> = {},
) => answer({ state: 'not-checked', problem: { code, ...more }, ...rest });

const run = (answers: readonly AuditListAnswer[], check = ipOnList, subjects = [ip, domain]) =>
  runChecks([check], evidenceOf({ about, listings: { subjects, answers } }));
const said = (answers: readonly AuditListAnswer[], check = ipOnList) =>
  run(answers, check).map(({ outcome, message, subject }) => `${outcome} ${message} ${subject.name}`);

describe('a listing', () => {
  test.each([
    [listed(1), 'fail listed-everywhere'],
    [listed(2), 'fail listed-widely'],
    [listed(3), 'fail listed-small'],
    [listed(4), 'pass listed-informs'],
    [listed(1, { isPolicy: true }), 'fail listed-policy'],
    [listed(4, { isPolicy: true }), 'pass listed-informs'],
    [answer({ state: 'informs', listing: details() }), 'pass marked'],
  ])('%#: %s', (one, expected) => {
    expect(said([one])).toEqual([`${expected} 192.0.2.7`]);
  });

  test('names the list, its codes, whose points, the reason and the way off', () => {
    const [finding] = run([listed(1, { reason: 'see the page', endsAfterHours: 24 })]);
    expect(finding?.data).toEqual({
      zone: 'bl.example',
      operator: 'Listers',
      tier: 1,
      roles: 'IP',
      codes: '127.0.0.2',
      meaning: 'spam',
      cause: 'spam',
      weighs: 'rspamd 4/15, SpamAssassin 0.141/5',
      reason: 'see the page',
      delistUrl: 'https://lists.test/out',
      endsAfterHours: 24,
      question: '7.2.0.192.bl.example',
    });
    expect(finding?.fixes).toMatchObject([
      { kind: 'contact', who: 'Listers', url: 'https://lists.test/out' },
      { kind: 'wait', seconds: 86_400 },
      { kind: 'command', line: 'dig +short 7.2.0.192.bl.example A' },
    ]);
  });

  test('nothing is asked of an operator who takes no requests', () => {
    const [finding] = run([listed(2, { isRequest: false })]);
    expect(finding?.fixes.map(({ kind }) => kind)).toEqual(['command']);
  });

  test('with a key there is no command that would show it', () => {
    const { question: _, ...keyed } = listed(2);
    expect(run([keyed])[0]?.fixes.map(({ kind }) => kind)).toEqual(['contact']);
  });

  test('each list is one finding, what is clean is one for all, and names its zones', () => {
    const answers = [listed(1), answer({ zone: 'a.example' }), answer({ zone: 'b.example' })];
    expect(said(answers)).toEqual(['fail listed-everywhere 192.0.2.7', 'pass not-listed 192.0.2.7']);
    expect(run(answers)[1]?.data).toMatchObject({ zones: 'a.example, b.example', count: 2 });
  });

  test('a domain is told of by the check of domains, with the places where it stands', () => {
    const one = answer({ ...listed(1), kind: 'domain', subject: 'example.org' });
    expect(said([one])).toEqual(['not-applicable not-asked example.org']);
    expect(said([one], domainOnList)).toEqual(['fail listed-everywhere example.org']);
    expect(run([one], domainOnList)[0]?.data).toMatchObject({ roles: 'domain, HELO' });
  });
});

describe('what could not be checked', () => {
  test.each([
    'refused',
    'needs-key',
    'no-answer',
    'lists-everything',
    'no-list',
    'test-entry-gone',
    'no-test-entry',
    'over-limit',
  ] as const)('%s, once for an operator', (code) => {
    const answers = [
      failed(code),
      failed(code, {}, { zone: 'other.example' }),
      failed(code, {}, { operator: 'Else' }),
    ];
    const findings = run(answers);
    expect(findings.map(({ outcome, message }) => `${outcome} ${message}`)).toEqual(
      Array(2).fill(`unknown ${code}`),
    );
    expect(findings[0]?.data).toMatchObject({
      operator: 'Listers',
      zones: 'bl.example, other.example',
      count: 2,
    });
  });

  test('where a key is had and a resolver registered stands with it', () => {
    const urls = {
      keyUrl: 'https://lists.test/key',
      registerUrl: 'https://lists.test/in',
      answer: '127.255.255.254',
    };
    expect(run([failed('refused', urls)])[0]?.data).toMatchObject(urls);
  });

  test.each(['refused', 'no-answer', 'test-entry-gone'] as const)('a key that fails by %s', (code) => {
    expect(said([failed(code, { isKeyed: true })])).toEqual(['unknown key-refused example.org']);
    expect(said([failed('lists-everything', { isKeyed: true })])).toEqual([
      'unknown lists-everything example.org',
    ]);
  });

  test('lists of little weight are told together, without those that a key would open', () => {
    const answers = [
      failed('no-answer', {}, { tier: 4, zone: 'a.example', operator: 'A' }),
      failed('refused', {}, { tier: 3, zone: 'b.example', operator: 'B' }),
      failed('needs-key', {}, { tier: 3, zone: 'c.example', operator: 'C' }),
      failed('no-answer', {}, { tier: 2, zone: 'd.example', operator: 'D' }),
    ];
    expect(run(answers).map(({ message, data }) => [message, data.zones])).toEqual([
      ['needs-key', 'c.example'],
      ['no-answer', 'd.example'],
      ['small-lists', 'a.example, b.example'],
    ]);
  });

  test('it is never a failure and never clean', () => {
    for (const { outcome } of run([failed('refused')])) expect(outcome).toBe('unknown');
    expect(runChecks([ipOnList], evidenceOf({ about, listings: 'unknown' }))).toMatchObject([
      { outcome: 'unknown', message: 'could-not-check' },
    ]);
  });
});
