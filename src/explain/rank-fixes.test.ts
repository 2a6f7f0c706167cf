import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../base/json.ts';
import type { Finding, Outcome } from '../findings/finding.ts';
import { parseFixTable } from './fix-table.ts';
import { rankFixes } from './rank-fixes.ts';
import type { ToldFact } from './told/index.ts';
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

  test('what cannot be said without something known is not offered where it is not, nor counted before others', () => {
    const open: Cause = {
      ...sure,
      isAsserted: false,
      candidates: [{ category: 'auth.spf', confidence: 0.3, test: '' }],
    };
    const withPage = parseFixTable({
      category: { 'auth.spf': ['spf/add-ip'], 'policy.unspecified': ['page', 'ask'] },
      fix: {
        'spf/add-ip': { answers: [], actor: 'sender-dns' },
        page: { answers: [], needs: ['page'], actor: 'recipient-admin' },
        ask: { answers: [], actor: 'recipient-admin' },
      },
    });
    const offered = (data: JsonObject) =>
      rankFixes('policy.unspecified', open, [], withPage, data).map((fix) => fix.id);
    expect(offered({})).toEqual(['ask', 'spf/add-ip']);
    expect(offered({ page: 'https://example.com/' })).toEqual(['page', 'spf/add-ip', 'ask']);
  });

  test('its texts know that a fault was found', () => {
    const found = (outcome: Outcome) =>
      rankFixes('auth.spf', sure, [finding('spf/ip', outcome)], table, {})[0]?.data.found;
    expect([found('fail'), found('unknown')]).toEqual([true, undefined]);
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
    // Of a guess two are enough.
    expect(ids([], unsure)).toEqual(['ask', 'spf/add-ip', 'dkim/sign']);
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

test('what a server tries again is waited for as the last step, in the place of no other', () => {
  const others = ['a/a', 'a/b', 'a/c', 'a/d', 'a/e'];
  const idsOf = (count: number) => {
    const own = others.slice(0, count);
    const fixes = parseFixTable({
      category: { 'reputation.low': own, greylist: ['wait/retry'] },
      fix: Object.fromEntries(
        [...own, 'wait/retry'].map((id) => [id, { actor: id === 'wait/retry' ? 'wait' : 'sender-ip' }]),
      ),
    });
    const cause = { ...sure, category: 'reputation.low' } as const;
    return rankFixes('reputation.low', cause, [], fixes, {}, { isRetried: true }).map(({ id }) => id);
  };
  expect(idsOf(4)).toEqual([...others.slice(0, 4), 'wait/retry']);
  expect(idsOf(5)).toEqual(others);
});

test('where the words tell a fact another fix stands in the place of the usual, once', () => {
  const standing = parseFixTable({
    category: { greylist: ['wait', 'retry', 'ptr'] },
    fix: {
      wait: { answers: [], actor: 'wait', instead: { 'queue/none': 'again' } },
      retry: { answers: [], actor: 'wait', instead: { 'queue/none': 'again' } },
      again: { answers: [], actor: 'wait' },
      ptr: { answers: [], actor: 'sender-ip' },
    },
  });
  const cause: Cause = { ...sure, category: 'greylist' };
  const offered = (told: readonly ToldFact[]) =>
    rankFixes('greylist', cause, [], standing, {}, { told }).map(({ id }) => id);
  expect(offered([])).toEqual(['wait', 'retry', 'ptr']);
  expect(offered(['queue/none'])).toEqual(['again', 'ptr']);
  const fix = { a: { answers: [], actor: 'wait', instead: { 'queue/none': 'nope' } } };
  expect(() => parseFixTable({ fix })).toThrow(/nope/);
});

describe('what the words tell', () => {
  const words = parseFixTable({
    category: { 'auth.dmarc': ['align', 'sign', 'publish'] },
    told: { 'auth.dmarc': ['wait', 'sign', 'align', 'ask'] },
    fix: {
      align: { answers: ['dmarc/aligned'], actor: 'sender-dns', toldBy: ['dmarc/misaligned'] },
      sign: {
        answers: ['dkim/present'],
        actor: 'sender-dns',
        toldBy: ['dkim/none'],
        excludedBy: ['dkim/pass'],
      },
      publish: { answers: ['dmarc/present'], actor: 'sender-dns', excludedBy: ['dmarc/record'] },
      wait: { answers: [], actor: 'network', toldBy: ['auth/temporary'] },
      ask: { answers: [], actor: 'recipient-admin', toldBy: ['dmarc/pass'] },
    },
  });
  const cause: Cause = { ...sure, category: 'auth.dmarc' };
  const offered = (told: readonly ToldFact[], findings: readonly Finding[] = []) =>
    rankFixes('auth.dmarc', cause, findings, words, {}, { told }).map(({ id }) => id);

  test.each<
    readonly [
      why: string,
      told: readonly ToldFact[],
      findings: readonly Finding[],
      expected: readonly string[],
    ]
  >([
    ['nothing: the usual order', [], [], ['align', 'sign', 'publish']],
    ['what is told comes first', ['dkim/none'], [], ['sign', 'align', 'publish']],
    [
      'several in the order of their own list',
      ['dmarc/misaligned', 'dkim/none'],
      [],
      ['sign', 'align', 'publish'],
    ],
    ['what is in order is not mended', ['dmarc/record', 'dkim/pass'], [], ['align']],
    ['more is offered where it is asked for', ['auth/temporary'], [], ['wait', 'align', 'sign', 'publish']],
    [
      'a look-up that fails beats words that say all is well',
      ['dkim/pass'],
      [finding('dkim/present', 'fail')],
      ['sign', 'align', 'publish'],
    ],
    [
      'a look-up that passes beats words that blame',
      ['dkim/none'],
      [finding('dkim/present', 'pass')],
      ['align', 'publish'],
    ],
    [
      'what was found comes before what is told',
      ['dkim/none'],
      [finding('dmarc/present', 'fail')],
      ['publish', 'sign', 'align'],
    ],
  ])('%s', (_why, told, findings, expected) => {
    expect(offered(told, findings)).toEqual(expected);
  });

  test('a table that names a fact that no words tell is refused', () => {
    const fix = { a: { answers: [], actor: 'wait', toldBy: ['spf/nonsense'] } };
    expect(() => parseFixTable({ fix })).toThrow(/spf\/nonsense/);
    expect(() => parseFixTable({ told: { 'auth.spf': ['nope'] }, fix: {} })).toThrow(/nope/);
  });
});
