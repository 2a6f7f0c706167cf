import { describe, expect, test } from 'vitest';
import type { Finding, Outcome } from '../findings/finding.ts';
import { citeRule, judgeProviderRules, parseProviderRules } from './provider-rules.ts';

const source = { title: 'Page', url: 'https://example.com/', seen: '2026-11-26' };
const rules = parseProviderRules({
  provider: [
    {
      id: 'sample',
      name: 'Sample Mail',
      source,
      rule: [
        { id: 'either', requires: ['spf/a | dkim/a + dkim/b'], what: { en: 'x' }, reply: '550 no' },
        { id: 'both', fromMessagesPerDay: 5000, requires: ['spf/a', 'dkim/a'], what: { en: 'x' } },
        { id: 'unseen', what: { en: 'x' }, elsewhere: { en: 'in the message' } },
      ],
    },
  ],
});
const subject = { kind: 'domain', name: 'example.org' } as const;
const finding = (check: string, outcome: Outcome) =>
  ({ check, outcome, message: 'm', subject, confidence: 1, data: {}, evidence: [], fixes: [] }) as Finding;

function said(findings: readonly (readonly [string, Outcome])[], messagesPerDay?: number) {
  const all = findings.map(([check, outcome]) => finding(check, outcome));
  return Object.fromEntries(
    judgeProviderRules(rules, all, subject, messagesPerDay).map(({ data, message }) => [data.rule, message]),
  );
}

describe('rules of providers', () => {
  test.each([
    [[['spf/a', 'pass']], 'met'],
    [[['spf/a', 'fail']], 'not-seen'],
    [
      [
        ['spf/a', 'fail'],
        ['dkim/a', 'pass'],
        ['dkim/b', 'pass'],
      ],
      'met',
    ],
    [
      [
        ['spf/a', 'fail'],
        ['dkim/a', 'pass'],
        ['dkim/b', 'fail'],
      ],
      'missing',
    ],
    [
      [
        ['spf/a', 'pass'],
        ['spf/a', 'fail'],
        ['dkim/a', 'fail'],
        ['dkim/b', 'pass'],
      ],
      'missing',
    ],
    [[['spf/a', 'unknown']], 'not-seen'],
    [[], 'not-seen'],
  ] as const)('either of two, %j: %s', (findings, message) => {
    expect(said(findings)['sample/either']).toBe(message);
  });

  test('what is asked of large senders concerns those who send so much', () => {
    const bad = [['spf/a', 'fail']] as const;
    expect(said(bad)['sample/both']).toBe('missing-for-large');
    expect(said(bad, 5000)['sample/both']).toBe('missing');
    expect(said(bad, 100)['sample/both']).toBeUndefined();
  });

  test('what no audit sees is not passed', () => {
    const [, , unseen] = judgeProviderRules(rules, [], subject, undefined);
    expect(unseen).toMatchObject({
      message: 'elsewhere',
      outcome: 'unknown',
      data: { rule: 'sample/unseen' },
    });
  });

  describe('about one DNS list', () => {
    const one = parseProviderRules({
      provider: [
        {
          id: 'sample',
          name: 'Sample Mail',
          source,
          rule: [{ id: 'list', requires: ['listing/a@bl.example'], what: { en: 'x' } }],
        },
      ],
    });
    test.each([
      ['listed there', [['fail', { zone: 'bl.example' }]], 'missing'],
      [
        'listed elsewhere',
        [
          ['fail', { zone: 'other.example' }],
          ['pass', { zones: 'a.example, bl.example' }],
        ],
        'met',
      ],
      ['not asked there', [['pass', { zones: 'a.example' }]], 'not-seen'],
      [
        'refused there',
        [
          ['unknown', { zones: 'bl.example' }],
          ['pass', { zones: 'a.example' }],
        ],
        'not-seen',
      ],
      [
        'one address listed, one not',
        [
          ['fail', { zone: 'bl.example' }],
          ['pass', { zones: 'bl.example' }],
        ],
        'missing',
      ],
    ] as const)('%s', (_, findings, message) => {
      const all = findings.map(([outcome, data]) => ({ ...finding('listing/a', outcome), data }));
      expect(judgeProviderRules(one, all, subject, 1)[0]?.message).toBe(message);
    });
  });

  test('only a domain can meet them', () => {
    expect(judgeProviderRules(rules, [], { kind: 'ip', name: '192.0.2.1' }, 5000)).toEqual([]);
  });
});

test('a rule rests on its page and the day that was read', () => {
  const [first] = judgeProviderRules(rules, [finding('spf/a', 'pass')], subject, undefined);
  expect(first === undefined ? [] : citeRule(first)).toEqual([source]);
});
