import { describe, expect, test } from 'vitest';
import type { CategoryId } from '../../findings/category.ts';
import { uncalibrated } from './calibration.ts';
import type { CodeTable } from './codes.ts';
import { decide, type ReplyKey, type RuleHit } from './decide.ts';
import type { RuleHead, Strength } from './rule.ts';

const codes: CodeTable = {
  enhanced: [
    { match: 'x.7.25', category: 'dns.ptr', isTelling: true },
    { match: 'x.1.1', category: 'recipient.unknown', isTelling: true },
    { match: 'x.4.1', category: 'content.spam', isTelling: false },
  ],
  reply: [
    { match: '503', category: 'protocol.error', isTelling: true },
    { match: '550', category: 'rate.throttled', isTelling: false },
  ],
};

type Kind = Strength | 'concepts';

const ruleOf = (kind: Kind, category: CategoryId, more: Partial<RuleHead> = {}): RuleHead => ({
  id: `t/${kind}`,
  category,
  needsProvider: false,
  strength: kind === 'concepts' ? 'weak' : kind,
  hasPatterns: kind !== 'concepts',
  ...(kind === 'concepts' && { all: ['sender', 'blocked'] }),
  ...more,
});

/** As few points as words can have. */
const least = (kind: Kind): RuleHit => ({
  rule: ruleOf(kind, 'content.virus'),
  firstToken: 0,
  lastToken: 0,
  matchedTokens: 1,
});

/** As many points as there are: words without end, the speaker, both codes, the phase, and a code that agrees where it is X.4.1. */
const most = (kind: Kind): RuleHit => ({
  rule: ruleOf(kind, 'content.spam', {
    provider: 'big',
    codes: ['5xx'],
    enhanced: ['5.*.*'],
    phases: ['data'],
  }),
  firstToken: 1,
  lastToken: 1000,
  matchedTokens: 1000,
});

const key = { provider: 'big', phase: 'data', replyCode: 550, enhancedStatus: '5.4.1' } satisfies ReplyKey;

describe('strength comes first, whatever was matched beside it', () => {
  test.each<[stronger: Kind, weaker: Kind]>([
    ['decisive', 'strong'],
    ['strong', 'concepts'],
    ['concepts', 'weak'],
    ['weak', 'faint'],
  ])('%s stands before %s', (stronger, weaker) => {
    expect(decide([most(weaker), least(stronger)], key, codes, uncalibrated).rule).toBe(`t/${stronger}`);
  });

  test.each<[words: Kind, code: Partial<ReplyKey>, winner: string, why: string]>([
    [
      'strong',
      { enhancedStatus: '5.7.25' },
      't/strong',
      'the fewest strong words before a code for one check',
    ],
    ['weak', { replyCode: 503 }, 't/weak', 'the fewest weak words before a reply code with one meaning'],
    ['concepts', { enhancedStatus: '5.1.1' }, 't/concepts', 'two concepts before a telling enhanced code'],
    ['faint', {}, 't/faint', 'faint words before codes that only hint'],
  ])('%s, %j: %s', (words, code, winner) => {
    expect(decide([least(words)], { ...key, ...code }, codes, uncalibrated).hits).toHaveLength(1);
    expect(decide([least(words)], { ...key, ...code }, codes, uncalibrated).rule).toBe(winner);
  });

  test.each<[words: Kind, code: Partial<ReplyKey>, winner: string, why: string]>([
    ['concepts', { enhancedStatus: '5.7.25' }, 'enhanced-status', 'a code for one check before two concepts'],
    ['weak', { enhancedStatus: '5.1.1' }, 'enhanced-status', 'a telling enhanced code before weak words'],
    ['faint', { replyCode: 503 }, 'reply-code', 'a reply code with one meaning before faint words'],
  ])('however much was matched of %s, %j: %s', (words, code, winner) => {
    expect(decide([most(words)], { ...key, ...code }, codes, uncalibrated).rule).toBe(winner);
  });
});

test('within one strength the more that was matched decides', () => {
  for (const kind of ['decisive', 'strong', 'concepts', 'weak', 'faint'] as const)
    expect(decide([least(kind), most(kind)], key, codes, uncalibrated).hits).toEqual([most(kind)]);
});
