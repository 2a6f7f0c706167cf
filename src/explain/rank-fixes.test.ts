import { describe, expect, test } from 'vitest';
import type { Finding, Outcome } from '../findings/finding.ts';
import { parseFixTable } from './fix-table.ts';
import { rankFixes } from './rank-fixes.ts';
import type { Cause } from './verdict.ts';

const table = parseFixTable({
  category: { 'auth.spf': ['spf/add-ip', 'dkim/sign', 'spf/forwarder'], 'policy.unspecified': ['ask'] },
  fix: {
    'spf/add-ip': { answers: ['spf/ip'], actor: 'sender-dns' },
    'dkim/sign': { answers: ['dkim/present'], actor: 'sender-dns' },
    'spf/forwarder': { answers: [], actor: 'sender-dns' },
    ask: { answers: [], actor: 'recipient-admin' },
  },
});

const sure: Cause = {
  category: 'auth.spf',
  confidence: 0.9,
  isAsserted: true,
  candidates: [],
  moves: [],
};

const finding = (check: `${string}/${string}`, outcome: Outcome): Finding => ({
  check,
  message: 'm',
  outcome,
  subject: { kind: 'domain', name: 'example.org' },
  confidence: 1,
  data: { newRecord: 'v=spf1 -all' },
  evidence: [],
  fixes: [{ kind: 'dns', name: 'example.org', type: 'TXT', value: 'v=spf1 -all' }],
});

const ids = (findings: readonly Finding[], cause = sure) =>
  rankFixes('policy.unspecified', cause, findings, table, {}).map((fix) => fix.id);

describe('rankFixes', () => {
  const cases: readonly [findings: readonly Finding[], expected: readonly string[], why: string][] = [
    [[], ['spf/add-ip', 'dkim/sign', 'spf/forwarder', 'ask'], 'the asserted cause first, in its own order'],
    [
      [finding('dkim/present', 'fail')],
      ['dkim/sign', 'spf/add-ip', 'spf/forwarder', 'ask'],
      'what mends an observed fault comes first',
    ],
    [[finding('spf/ip', 'pass')], ['dkim/sign', 'spf/forwarder', 'ask'], 'what is in order is not offered'],
    [
      [finding('spf/ip', 'unknown')],
      ['spf/add-ip', 'dkim/sign', 'spf/forwarder', 'ask'],
      'what is not known stays',
    ],
  ];
  test.each(cases)('%#: %j', (findings, expected) => {
    expect(ids(findings)).toEqual(expected);
  });

  test('a fix carries the record and the finding it answers', () => {
    const [first] = rankFixes('auth.spf', sure, [finding('spf/ip', 'fail')], table, {
      senderIp: '192.0.2.1',
    });
    expect(first).toMatchObject({
      id: 'spf/add-ip',
      answers: ['spf/ip'],
      data: { senderIp: '192.0.2.1', newRecord: 'v=spf1 -all' },
      fixes: [{ kind: 'dns' }],
    });
  });

  test('without an asserted cause the best fix of each is offered first', () => {
    const unsure: Cause = {
      ...sure,
      isAsserted: false,
      candidates: [{ category: 'auth.spf', confidence: 0.3, test: 'auth.spf' }],
    };
    expect(ids([], unsure)).toEqual(['ask', 'spf/add-ip', 'dkim/sign', 'spf/forwarder']);
  });

  test('a table that names an unknown fix or category is refused', () => {
    expect(() => parseFixTable({ category: { 'auth.spf': ['nope'] }, fix: {} })).toThrow(/nope/);
    expect(() => parseFixTable({ category: { nonsense: [] }, fix: {} })).toThrow(/nonsense/);
  });
});

test('after a final reply nothing is offered that waits for the next attempt', () => {
  const waiting = parseFixTable({
    category: { 'rate.throttled': ['wait', 'slow'] },
    fix: {
      wait: { answers: [], actor: 'wait', waits: true },
      slow: { answers: [], actor: 'sender-network' },
    },
  });
  const cause: Cause = { ...sure, category: 'rate.throttled' };
  const offered = (isFinal: boolean) =>
    rankFixes('rate.throttled', cause, [], waiting, {}, { isFinal }).map(({ id }) => id);
  expect(offered(false)).toEqual(['wait', 'slow']);
  expect(offered(true)).toEqual(['slow']);
});
