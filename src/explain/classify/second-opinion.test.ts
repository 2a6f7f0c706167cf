import { describe, expect, test } from 'vitest';
import type { CategoryId } from '../../findings/category.ts';
import type { DecisionTier } from './calibration.ts';
import type { Decision } from './decide.ts';
import { LIKENESS_RULE, withSecondOpinion } from './second-opinion.ts';

const measured = { agrees: 4, differs: 0.25, alone: 0.55 };
const decided = (category: CategoryId, confidence: number, tier: DecisionTier = 'strong'): Decision => ({
  category,
  confidence,
  alternatives: [],
  rule: 'a-rule',
  hits: [],
  features: { tier, agreement: 'silent', hasRival: false, length: 'short', family: 'content' },
});
const like = (category: string, { share = 0.6, words = 5 } = {}) => ({ category, share, words });
const judge = (decision: Decision, likeness: ReturnType<typeof like>, hasCode = true) =>
  withSecondOpinion(decision, likeness, measured, hasCode);

describe('a second opinion', () => {
  test('that agrees makes surer, never certain and never less sure', () => {
    const { confidence, rule } = judge(decided('content.spam', 0.8), like('content.spam'));
    expect(confidence).toBeCloseTo(16 / 17, 3);
    expect(rule).toBe('a-rule');
    for (const share of [0.98, 0.995, 1])
      expect(judge(decided('content.spam', share), like('content.spam')).confidence).toBe(
        Math.max(share, 0.99),
      );
  });

  test.each(['reply-code', 'enhanced-hint'] as const)('that agrees with a %s alone says nothing', (tier) => {
    const decision = decided('recipient.unknown', 0.503, tier);
    expect(judge(decision, like('recipient.unknown'))).toEqual(decision);
  });

  test('that differs makes less sure, and stands among the alternatives', () => {
    const decision = judge(decided('content.spam', 0.9), like('auth.spf'));
    expect(decision).toMatchObject({ category: 'content.spam', alternatives: [{ category: 'auth.spf' }] });
    expect(decision.confidence).toBeCloseTo(2.25 / 3.25, 3);
    expect(judge(decided('content.spam', 1), like('auth.spf')).confidence).toBeGreaterThan(0.9);
  });

  test('decides where rules are unsure; in a bounce it is worth what the rules made of the text', () => {
    const decision = decided('server.error', 0.6, 'weak');
    expect(judge(decision, like('auth.spf'))).toMatchObject({
      category: 'auth.spf',
      confidence: 0.55,
      rule: LIKENESS_RULE,
      features: decision.features,
      alternatives: [{ category: 'server.error' }],
    });
  });

  test.each([
    ['an address is not blamed', like('recipient.unknown')],
    ['that something is no failure is for rules to say', like('notice.challenge')],
    ['nor that it is no bounce', like('not-a-bounce')],
    ['a small share decides nothing', like('auth.spf', { share: 0.4 })],
    ['two words decide nothing', like('auth.spf', { words: 2 })],
    ['a category that nobody knows decides nothing', like('auth.nowhere')],
  ])('%s', (_, likeness) => {
    const { category, confidence } = judge(decided('server.error', 0.6), likeness);
    expect(category).toBe('server.error');
    // What was asserted stays so.
    expect(confidence).toBeGreaterThanOrEqual(0.5);
  });

  test("a provider's own words mean what he says", () => {
    const rule = { id: 'a-rule', category: 'auth.unauthenticated', provider: 'big', strength: 'decisive' };
    const hits = [{ rule, firstToken: 0, lastToken: 1, matchedTokens: 2 }] as unknown as Decision['hits'];
    const decision = { ...decided('auth.unauthenticated', 0.95), hits };
    expect(judge(decision, like('auth.spf'))).toEqual(decision);
    expect(judge(decision, like('auth.unauthenticated')).confidence).toBeGreaterThan(0.95);
  });

  test('of words that nobody knows: only where a code says that they are a reply', () => {
    const unknown = { ...decided('unknown', 0.3), features: undefined } as unknown as Decision;
    expect(judge(unknown, like('auth.spf')).category).toBe('auth.spf');
    expect(judge(unknown, like('auth.spf'), false)).toEqual(unknown);
  });

  test('that is wrong more often than right by itself decides nothing', () => {
    const decision = decided('server.error', 0.6);
    const worse = { ...measured, alone: 0.49 };
    expect(withSecondOpinion(decision, like('auth.spf'), worse, true).category).toBe('server.error');
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
