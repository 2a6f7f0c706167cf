import { describe, expect, test } from 'vitest';
import type { Consequence, MessageFinding } from '../../findings/message-check.ts';
import { readDataFolder } from '../../main/data-folder.ts';
import { catalogueOf } from '../../main/services.ts';
import { forReceivers, leftOutFor } from '../check-message.ts';
import { leftOutOf, viewMessage, withLeftOut } from './view.ts';

const data = readDataFolder('data');
const english = catalogueOf(data, 'en');

const finding = (consequence: Consequence, receivers: readonly string[] = []): MessageFinding => ({
  check: 'headers/from-single',
  message: 'several',
  subject: { kind: 'message', name: 'x' },
  outcome: 'fail',
  confidence: 1,
  data: { count: 2 },
  fixes: [],
  consequence,
  receivers,
});
const view = (...findings: readonly MessageFinding[]) => viewMessage({ findings }, 'a.eml', english);

describe('who refuses and demands', () => {
  test.each<[Consequence, readonly string[], string]>([
    ['refused', ['google'], 'refused by Gmail'],
    ['policy', ['google', 'yahoo'], 'required by Gmail, Yahoo'],
    ['policy', [], 'required'],
    ['score', ['google'], 'scored'],
  ])('%s, %j: %s', (consequence, receivers, word) => {
    expect(view(finding(consequence, receivers)).failed[0]?.word).toBe(word);
  });

  test('the headline names all who refuse, or nobody where one refusal names none', () => {
    const [google, apple] = [finding('refused', ['google']), finding('refused', ['apple', 'google'])];
    expect(view(google, apple).headline).toBe('a.eml: Gmail, iCloud would refuse it.');
    expect(view(google, finding('refused')).headline).toBe('a.eml: receivers would refuse it.');
  });

  test('the reply is that of the receiver', () => {
    expect(view(finding('refused', ['google'])).failed[0]?.replyLabel).toBe('reply of Gmail');
    expect(view(finding('refused')).failed[0]?.replyLabel).toBe('reply');
  });
});

test('a failure names its sources', () => {
  const sources = [{ title: 'RFC 5322 §3.6' }];
  expect(view({ ...finding('refused'), sources }).failed[0]?.sources).toEqual(sources);
});

describe('what --receivers leaves out', () => {
  const all = [
    finding('refused', ['google']),
    finding('policy', ['google', 'yahoo']),
    finding('rendering'),
    { ...finding('policy', ['apple']), outcome: 'pass' as const },
  ];

  test.each<[readonly string[], number, number]>([
    [[], 4, 0],
    [['google'], 3, 0],
    [['yahoo'], 2, 1],
    [['microsoft'], 1, 2],
    [['microsoft', 'google'], 3, 0],
  ])('%j: %i are told, %i failures are not', (receivers, told, leftOut) => {
    expect(forReceivers(all, receivers)).toHaveLength(told);
    expect(leftOutFor(all, receivers)).toHaveLength(leftOut);
  });

  test('a refusal among it is told beside the headline, by whom and how many', () => {
    const leftOut = leftOutFor(all, ['microsoft']);
    const { headline, counts } = withLeftOut(view(), leftOutOf(leftOut), english);
    expect(headline.startsWith(view().headline)).toBe(true);
    expect(headline.slice(view().headline.length)).toMatch(/Gmail.*\(findings: 1\)/);
    expect(counts).toMatch(/: 2$/);
  });

  test('what refuses nothing is only counted', () => {
    const { headline, counts } = withLeftOut(view(), leftOutOf(leftOutFor(all, ['yahoo']).slice(1)), english);
    expect([headline, counts]).toEqual([view().headline, view().counts]);
    const policy = [finding('policy', ['google'])];
    expect(withLeftOut(view(), leftOutOf(policy), english).headline).toBe(view().headline);
    expect(withLeftOut(view(), leftOutOf(policy), english).counts).toMatch(/: 1$/);
  });
});
