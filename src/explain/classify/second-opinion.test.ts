import { describe, expect, test } from 'vitest';
import type { CategoryId } from '../../findings/category.ts';
import type { Decision } from './decide.ts';
import { LIKENESS_RULE, withSecondOpinion } from './second-opinion.ts';

const measured = { agrees: 4, differs: 0.25, alone: 0.45 };
const decided = (category: CategoryId, confidence: number): Decision => ({
  category,
  confidence,
  alternatives: [],
  rule: 'a-rule',
  hits: [],
});
const like = (category: string, { share = 0.6, words = 5 } = {}) => ({ category, share, words });

describe('a second opinion', () => {
  test('that agrees makes surer, never certain', () => {
    const { confidence, rule } = withSecondOpinion(
      decided('content.spam', 0.8),
      like('content.spam'),
      measured,
      true,
    );
    expect(confidence).toBeCloseTo(16 / 17, 3);
    expect(rule).toBe('a-rule');
    expect(
      withSecondOpinion(decided('content.spam', 0.98), like('content.spam'), measured, true).confidence,
    ).toBe(0.99);
  });

  test('that differs makes less sure, and stands among the alternatives', () => {
    const decision = withSecondOpinion(decided('content.spam', 0.9), like('auth.spf'), measured, true);
    expect(decision).toMatchObject({ category: 'content.spam', alternatives: [{ category: 'auth.spf' }] });
    expect(decision.confidence).toBeCloseTo(2.25 / 3.25, 3);
  });

  test('never promises more than the whole', () => {
    const others = [
      { category: 'auth.spf' as const, confidence: 0.15 },
      { category: 'dns.ptr' as const, confidence: 0.05 },
    ];
    for (const category of ['content.spam', 'dns.helo', 'auth.spf'])
      for (const confidence of [0.55, 0.8, 0.95]) {
        const left = others.map((one) => ({ ...one, confidence: one.confidence * (1 - confidence) }));
        const before = { ...decided('content.spam', confidence), alternatives: left };
        const after = withSecondOpinion(before, like(category), measured, true);
        const sum = after.alternatives.reduce((total, one) => total + one.confidence, after.confidence);
        expect(sum).toBeLessThanOrEqual(1);
      }
  });

  test('decides where rules are unsure, and promises a coin flip', () => {
    expect(withSecondOpinion(decided('server.error', 0.6), like('auth.spf'), measured, true)).toMatchObject({
      category: 'auth.spf',
      confidence: 0.51,
      rule: LIKENESS_RULE,
      alternatives: [{ category: 'server.error' }],
    });
  });

  test.each([
    ['an address is not blamed', like('recipient.unknown'), 'server.error'],
    ['a small share decides nothing', like('auth.spf', { share: 0.2 }), 'server.error'],
    ['two words decide nothing', like('auth.spf', { words: 2 }), 'server.error'],
  ])('%s', (_, likeness, expected) => {
    const { category, confidence } = withSecondOpinion(
      decided('server.error', 0.6),
      likeness,
      measured,
      true,
    );
    expect(category).toBe(expected);
    // What was asserted stays so.
    expect(confidence).toBeGreaterThanOrEqual(0.5);
  });

  test('of words that nobody knows: only where a code says that they are a reply', () => {
    const unknown = decided('unknown', 0.3);
    expect(withSecondOpinion(unknown, like('auth.spf'), measured, true).category).toBe('auth.spf');
    expect(withSecondOpinion(unknown, like('auth.spf'), measured, false)).toEqual(unknown);
  });

  test('mail that reports nothing is left alone', () => {
    const ordinary = decided('not-a-bounce', 0.6);
    expect(withSecondOpinion(ordinary, like('content.spam'), measured, true)).toEqual(ordinary);
  });
});
