import { expect, test } from 'vitest';
import type { AuditListAnswer, ListProblem } from '../../findings/facts/listings.ts';
import { findingOf, saidBy } from '../testing.ts';
import { listResolver } from './list-resolver.ts';

const answer = (
  operator: string,
  code?: ListProblem['code'],
  more: Partial<ListProblem> = {},
): AuditListAnswer => ({
  subject: '192.0.2.7',
  kind: 'ip',
  zone: `${operator.toLowerCase()}.example`,
  operator,
  tier: 1,
  state: code === undefined ? 'not-listed' : 'not-checked',
  ...(code !== undefined && { problem: { code, ...more } }),
});
const said = (answers: readonly AuditListAnswer[]) =>
  saidBy(listResolver, { listings: { subjects: [], answers } });
const each = (code: ListProblem['code'], ...operators: readonly string[]) =>
  operators.map((one) => answer(one, code));

test.each([
  ['lists answer', [answer('A'), answer('B')], 'pass lists-answer'],
  ['two operators refuse', [...each('refused', 'A', 'B'), answer('C')], 'unknown public-resolver'],
  ['one refuses', [answer('A', 'refused'), answer('B')], 'pass lists-answer'],
  [
    'one refuses for two zones',
    [answer('A', 'refused'), answer('A', 'refused'), answer('B')],
    'pass lists-answer',
  ],
  [
    'only those refuse that want to be registered with',
    [answer('A', 'refused', { registerUrl: 'https://a.example/' }), answer('B', 'refused'), answer('C')],
    'pass lists-answer',
  ],
  [
    'keys are refused',
    [answer('A', 'refused', { isKeyed: true }), answer('B', 'refused', { isKeyed: true }), answer('C')],
    'pass lists-answer',
  ],
  [
    'small lists refuse',
    [...each('refused', 'A', 'B').map((one) => ({ ...one, tier: 3 })), answer('C')],
    'pass lists-answer',
  ],
  ['most are no lists', [...each('no-list', 'A', 'B', 'C'), answer('D')], 'unknown redirects'],
  ['most list everything', each('lists-everything', 'A', 'B', 'C'), 'unknown redirects'],
  [
    'most deny their test entries',
    [...each('test-entry-gone', 'A', 'B', 'C'), answer('D')],
    'unknown denies',
  ],
  [
    'three of many are gone',
    [...each('test-entry-gone', 'A', 'B', 'C'), ...['D', 'E', 'F'].map((one) => answer(one))],
    'pass lists-answer',
  ],
  ['nobody answers', each('no-answer', 'A', 'B'), 'unknown no-list-answered'],
  ['all need keys', each('needs-key', 'A', 'B'), 'not-applicable not-asked'],
] as const)('%s', (_, answers, expected) => {
  expect(said(answers)).toBe(expected);
});

test('the hint names who refuses, which resolver, and where a key is had', () => {
  const answers = [
    answer('A', 'refused', { server: '192.0.2.53:53' }),
    answer('B', 'refused', { keyUrl: 'https://b.example/key' }),
  ];
  expect(findingOf(listResolver, { listings: { subjects: [], answers } })?.data).toEqual({
    operators: 'A, B',
    count: 2,
    server: '192.0.2.53:53',
    keyUrl: 'https://b.example/key',
  });
});
