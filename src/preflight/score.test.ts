/** Points for the order: each part once, engines' points where no own stand, signs by themselves. */
import { expect, test } from 'vitest';
import type { MessageFinding } from '../findings/message-check.ts';
import { scoreOf } from './score.ts';

const finding = (more: Partial<MessageFinding>): MessageFinding => ({
  check: 'links/ip-address',
  message: 'plain',
  subject: { kind: 'message', name: 'x' },
  outcome: 'fail',
  consequence: 'score',
  confidence: 1,
  data: {},
  fixes: [],
  receivers: [],
  ...more,
});
const rule = (engine: string, name: string, weight: number) => ({ engine, rule: name, weight });
const weights = new Map([['links/ip-address', new Map([['disguised', 4]])]]);

test('the parts add up, the heaviest first', () => {
  const { points, parts } = scoreOf(
    [
      finding({
        engineRules: [rule('rspamd', 'HTTP_TO_IP', 1), rule('SpamAssassin', 'NORMAL_HTTP_TO_IP', 0.001)],
      }),
      finding({ message: 'disguised', engineRules: [rule('rspamd', 'HTTP_TO_IP', 1)] }),
    ],
    weights,
  );
  expect(parts).toEqual([
    { check: 'links/ip-address', message: 'disguised', points: 4 },
    { check: 'links/ip-address', message: 'plain', points: 0.5 },
  ]);
  expect(points).toBe(4.5);
});

test('a message of a check counts once, phrases once for each rule', () => {
  const phrase = (name: string) =>
    finding({ check: 'content/phrases', message: 'scores', engineRules: [rule('SpamAssassin', name, 2)] });
  expect(scoreOf([phrase('MONEY_BACK'), phrase('MONEY_BACK'), phrase('DEAR_FRIEND')], weights).points).toBe(
    4,
  );
});

test('what passed counts nothing, but signs that were added up do', () => {
  expect(scoreOf([finding({ outcome: 'pass', engineRules: [rule('rspamd', 'X', 9)] })], weights)).toEqual({
    points: 0,
    parts: [],
  });
  const parts = [
    { sign: 'urgent', points: 1 },
    { sign: 'thread', points: -3 },
  ];
  const signs = finding({ check: 'content/lure', message: 'few', outcome: 'pass', data: { parts } });
  expect(scoreOf([signs], weights).points).toBe(-2);
});
