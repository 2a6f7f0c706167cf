import { describe, expect, test } from 'vitest';
import type { CauseMoveRule } from '../checks/index.ts';
import type { CategoryId } from '../findings/category.ts';
import type { Finding, Outcome } from '../findings/finding.ts';
import type { Classification } from './verdict.ts';
import { candidateCauses, weighCauses } from './weigh.ts';

const words = (category: CategoryId, confidence = 0.95): Classification => ({
  category,
  confidence,
  alternatives: [],
  rule: 'test',
  quoted: [],
});

const finding = (check: `${string}/${string}`, outcome: Outcome, message = 'm'): Finding => ({
  check,
  message,
  outcome,
  subject: { kind: 'ip', name: '192.0.2.1' },
  confidence: 1,
  data: {},
  evidence: [],
  fixes: [],
});

const rules: readonly CauseMoveRule[] = [
  { rule: 'ptr-missing', check: 'dns/ptr', outcome: 'fail', category: 'dns.ptr', kind: 'raise', factor: 20 },
  { rule: 'ptr-fine', check: 'dns/ptr', outcome: 'pass', category: 'dns.ptr', kind: 'lower', factor: 20 },
  {
    rule: 'own-mx',
    check: 'dns/mx',
    outcome: 'pass',
    category: 'domain.not-hosted',
    kind: 'overturn',
    factor: 30,
  },
  {
    rule: 'exact',
    check: 'dns/x',
    message: 'only',
    outcome: 'fail',
    category: 'dns.ptr',
    kind: 'raise',
    factor: 2,
  },
];

describe('weighCauses', () => {
  test('words that name their cause are believed', () => {
    const cause = weighCauses(words('dns.ptr'), [], rules);
    expect([cause.category, cause.isAsserted, cause.moves]).toEqual(['dns.ptr', true, []]);
  });

  test('words without a reason assert no cause, and name three candidates', () => {
    const cause = weighCauses(words('policy.unspecified'), [], rules);
    expect(cause.isAsserted).toBe(false);
    expect(cause.candidates).toHaveLength(3);
  });

  test('a finding for a cause raises it over the others, and the move is named', () => {
    const cause = weighCauses(words('policy.unspecified'), [finding('dns/ptr', 'fail')], rules);
    expect([cause.category, cause.isAsserted]).toEqual(['dns.ptr', true]);
    expect(cause.moves).toMatchObject([{ rule: 'ptr-missing', check: 'dns/ptr', category: 'dns.ptr' }]);
  });

  test('a finding against a cause lowers it below assertion', () => {
    const cause = weighCauses(words('dns.ptr', 0.9), [finding('dns/ptr', 'pass')], rules);
    expect(cause.isAsserted).toBe(false);
    expect(cause.moves[0]?.to).toBeLessThan(cause.moves[0]?.from ?? 0);
  });

  test('an overturning fact brings in a cause that the words did not think of', () => {
    const cause = weighCauses(words('sender-account.auth-required'), [finding('dns/mx', 'pass')], rules);
    expect([cause.category, cause.isAsserted]).toEqual(['domain.not-hosted', true]);
  });

  test.each(['unknown', 'not-applicable'] as const)('an outcome %s moves nothing', (outcome) => {
    const before = weighCauses(words('policy.unspecified'), [], rules);
    expect(weighCauses(words('policy.unspecified'), [finding('dns/ptr', outcome)], rules)).toEqual(before);
  });

  test('a rule for one message does not hold for another', () => {
    expect(weighCauses(words('dns.ptr'), [finding('dns/x', 'fail', 'other')], rules).moves).toEqual([]);
    expect(weighCauses(words('dns.ptr'), [finding('dns/x', 'fail', 'only')], rules).moves).toHaveLength(1);
  });

  test('a rule kept for certain words leaves others alone', () => {
    const kept: readonly CauseMoveRule[] = [
      {
        rule: 'r',
        check: 'dns/mx',
        outcome: 'pass',
        category: 'domain.no-route',
        kind: 'overturn',
        factor: 40,
        onlyFor: ['net.*'],
      },
    ];
    expect(weighCauses(words('recipient.unknown'), [finding('dns/mx', 'pass')], kept).moves).toEqual([]);
    expect(weighCauses(words('net.connection'), [finding('dns/mx', 'pass')], kept).moves).toHaveLength(1);
  });

  test('what was seen of a stand-in moves less', () => {
    const sure = weighCauses(words('policy.unspecified'), [finding('dns/ptr', 'fail')], rules);
    const unsure = weighCauses(
      words('policy.unspecified'),
      [{ ...finding('dns/ptr', 'fail'), confidence: 0.5 }],
      rules,
    );
    expect(unsure.moves[0]?.to).toBeLessThan(sure.moves[0]?.to ?? 0);
  });

  test('beliefs are shares', () => {
    for (const category of ['policy.unspecified', 'unknown', 'relay.denied', 'recipient.unknown'] as const) {
      const sum = candidateCauses(words(category)).reduce((total, one) => total + one.confidence, 0);
      expect(sum).toBeGreaterThan(0.3);
      expect(sum).toBeLessThanOrEqual(1);
    }
  });
});
