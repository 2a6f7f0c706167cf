import { expect, test } from 'vitest';
import type { ArcFacts } from '../../findings/facts/arc.ts';
import { findingOf, saidBy } from '../testing.ts';
import { arcChainValid } from './chain-valid.ts';

const chain = (more: Partial<ArcFacts> = {}): ArcFacts => ({
  result: 'pass',
  sets: [{ instance: 1, sealDomain: 'one.example' }, { instance: 2 }],
  isLenient: false,
  ...more,
});

test.each([
  [chain(), 'pass valid'],
  [chain({ isLenient: true }), 'pass valid-but-lenient'],
  [chain({ result: 'fail', reason: 'i=1 seal signature validation failed' }), 'fail invalid'],
  ['absent', 'not-applicable no-chain'],
  ['unknown', 'unknown could-not-check'],
] as const)('%o gives %s', (shelf, said) => {
  expect(saidBy(arcChainValid, { arc: shelf })).toBe(said);
});

test('who sealed is told', () => {
  expect(findingOf(arcChainValid, { arc: chain() })?.data).toMatchObject({
    count: 2,
    sealers: '1 one.example, 2 ?',
  });
});
