/** What variants share and what they do not. */
import { expect, test } from 'vitest';
import type { MessageFindingWords } from '../../documents/types.ts';
import { compareVariants } from './variants.ts';

const finding = (check: string, message = 'm'): MessageFindingWords => ({
  check,
  message,
  mark: 'fail',
  consequence: 'score',
  word: '',
  label: '',
  detail: '',
  where: '',
  snippet: '',
  reply: '',
  replyLabel: '',
  todo: '',
  also: [],
  rules: [],
  sources: [],
  isFixable: false,
  whyNotFixed: '',
});

test('a finding that stands in all is shared, however often; the others say who has them', () => {
  const { differences, shared } = compareVariants([
    [finding('a/x'), finding('a/x'), finding('b/x')],
    [finding('a/x'), finding('c/x')],
  ]);
  expect(shared).toBe(1);
  expect(differences.map(({ key, has }) => [key, ...has])).toEqual([
    ['b/x m', true, false],
    ['c/x m', false, true],
  ]);
});

test('another message of the same check is another finding', () => {
  const { differences } = compareVariants([[finding('a/x', 'm')], [finding('a/x', 'n')]]);
  expect(differences).toHaveLength(2);
});
