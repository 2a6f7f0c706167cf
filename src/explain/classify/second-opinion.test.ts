import { describe, expect, test } from 'vitest';
import type { CategoryId } from '../../findings/category.ts';
import type { DecisionTier, SecondOpinion } from './calibration.ts';
import type { Decision } from './decide.ts';
import type { Likeness } from './likeness.ts';
import { LIKENESS_RULE, signsOf, trustIn, withSecondOpinion } from './second-opinion.ts';

/** Rules are trusted as far as they are sure, more where both agree; the likeness as far as its share goes. */
const measured: SecondOpinion = {
  rules: { 'rules are sure': 1, always: -1, 'both agree': 2 },
  likeness: { 'share of the likeliest': 1 },
};
const decided = (category: CategoryId, confidence: number, tier: DecisionTier = 'strong'): Decision => ({
  category,
  confidence,
  alternatives: [],
  rule: 'a-rule',
  hits: [],
  features: { tier, agreement: 'silent', hasRival: false, length: 'short', family: 'content' },
});
const like = (category: string, { share = 0.9, words = 5 } = {}): Likeness => ({
  category,
  words,
  shareOf: (other) => (other === category ? share : (1 - share) / 10),
});
const judge = (decision: Decision, likeness: Likeness, hasCode = true) =>
  withSecondOpinion(decision, likeness, measured, hasCode);
const odds = (share: number): number => share / (1 - share);

describe('a second opinion', () => {
  test('that agrees makes surer, never certain', () => {
    const { confidence, rule } = judge(decided('content.spam', 0.8), like('content.spam'));
    expect(odds(confidence)).toBeCloseTo(4 * Math.E, 1);
    expect(rule).toBe('a-rule');
    for (const share of [0.98, 0.995, 1])
      expect(judge(decided('content.spam', share), like('content.spam')).confidence).toBe(0.99);
  });

  test.each(['reply-code', 'enhanced-hint'] as const)('that agrees with a %s alone says nothing', (tier) => {
    const decision = decided('recipient.unknown', 0.6, tier);
    expect(judge(decision, like('recipient.unknown')).confidence).toBe(0.6);
  });

  test('that differs makes less sure, and stands among the alternatives', () => {
    const decision = judge(decided('content.spam', 0.95), like('auth.spf', { share: 0.6 }));
    expect(decision).toMatchObject({ category: 'content.spam', alternatives: [{ category: 'auth.spf' }] });
    expect(odds(decision.confidence)).toBeCloseTo(19 / Math.E, 1);
  });

  test('decides where it is surer; in a bounce it is worth what the rules made of the text', () => {
    const decision = decided('server.error', 0.7, 'weak');
    expect(judge(decision, like('auth.spf'))).toMatchObject({
      category: 'auth.spf',
      confidence: 0.9,
      rule: LIKENESS_RULE,
      features: decision.features,
      alternatives: [{ category: 'server.error' }],
    });
  });

  test.each([
    ['an address is not blamed', like('recipient.unknown')],
    ['that something is no failure is for rules to say', like('notice.challenge')],
    ['nor that it is no bounce', like('not-a-bounce')],
    ['a share that is no surer decides nothing', like('auth.spf', { share: 0.48 })],
    ['two words decide nothing', like('auth.spf', { words: 2 })],
    ['a category that nobody knows decides nothing', like('auth.nowhere')],
  ])('%s', (_, likeness) => {
    const { category, confidence } = judge(decided('server.error', 0.7), likeness);
    expect(category).toBe('server.error');
    // What was asserted stays so.
    expect(confidence).toBeGreaterThanOrEqual(0.5);
  });

  test("a provider's own words mean what he says", () => {
    const rule = { id: 'a-rule', category: 'auth.unauthenticated', provider: 'big', strength: 'decisive' };
    const hits = [{ rule, firstToken: 0, lastToken: 1, matchedTokens: 2 }] as unknown as Decision['hits'];
    const decision = { ...decided('auth.unauthenticated', 0.7), hits };
    expect(judge(decision, like('auth.spf')).category).toBe('auth.unauthenticated');
    expect(judge(decided('auth.unauthenticated', 0.7), like('auth.spf')).category).toBe('auth.spf');
  });

  test('of words that nobody knows: only where a code says that they are a reply', () => {
    const unknown = { ...decided('unknown', 0.3), features: undefined } as unknown as Decision;
    expect(judge(unknown, like('auth.spf')).category).toBe('auth.spf');
    expect(judge(unknown, like('auth.spf'), false)).toEqual(unknown);
    expect(judge(unknown, like('auth.spf', { share: 0.45 }))).toEqual(unknown);
  });

  test.each(['notice.challenge', 'notice.auto-reply'] as const)(
    'what rules call a notice stays one: %s',
    (notice) => {
      expect(judge(decided(notice, 0.6), like('auth.spf')).category).toBe(notice);
    },
  );

  test('that is as good as a coin decides nothing, however little rules are worth', () => {
    const doubtful = { ...measured, rules: { always: -3 } };
    const decision = decided('server.error', 0.6);
    expect(withSecondOpinion(decision, like('auth.spf', { share: 0.45 }), doubtful, true).category).toBe(
      'server.error',
    );
    expect(withSecondOpinion(decision, like('auth.spf', { share: 0.6 }), doubtful, true).category).toBe(
      'auth.spf',
    );
  });

  test('mail that reports nothing is left alone', () => {
    const ordinary = decided('not-a-bounce', 0.6);
    expect(judge(ordinary, like('content.spam'))).toEqual(ordinary);
  });

  test('all shares together are never more than the whole, and no category stands twice', () => {
    const before = ['content.spam', 'unknown'] as const;
    for (const category of before)
      for (const confidence of [0.3, 0.55, 0.8, 0.95])
        for (const opinion of ['content.spam', 'dns.helo', 'auth.spf', 'recipient.unknown'])
          for (const left of [1 - confidence, 0.9]) {
            const alternatives = [
              { category: 'auth.spf' as const, confidence: left * 0.6 },
              { category: 'dns.ptr' as const, confidence: left * 0.2 },
            ];
            const after = judge({ ...decided(category, confidence), alternatives }, like(opinion));
            const named = [after.category, ...after.alternatives.map((one) => one.category)];
            expect(new Set(named).size).toBe(named.length);
            if (after.confidence === confidence) continue;
            const sum = after.alternatives.reduce((total, one) => total + one.confidence, after.confidence);
            expect(sum).toBeLessThanOrEqual(1 + 1e-9);
          }
  });
});

test('the signs of a text: what each says, of one another, and what they had to go by', () => {
  const signs = signsOf(decided('content.spam', 0.8, 'weak'), like('auth.spf', { words: 4 }), true);
  expect(signs).toMatchObject({ 'both agree': 0, 'ten words': 0.4, 'a code': 1, 'decided by weak': 1 });
  expect(signs['rules are sure']).toBeCloseTo(Math.log(4), 9);
  expect(signs['share of the likeliest']).toBeCloseTo(Math.log(9), 9);
  expect(signs['share of what rules say']).toBeCloseTo(Math.log(0.01 / 0.99), 9);
});

test('a sign that was never weighed says nothing', () => {
  expect(trustIn({ always: 1, 'never seen': 5 }, { always: Math.log(3) })).toBeCloseTo(0.75, 9);
});
