/** What is wrong apart from what is advice. */
import { expect, test } from 'vitest';
import type { AuditFinding, AuditWords } from '../documents/types.ts';
import { failedParts, standingOf } from './audit-parts.ts';

const finding = (severity?: string): AuditFinding => ({
  check: 'spf/x',
  message: 'm',
  subject: 'example.org',
  mark: 'fail',
  word: '',
  ...(severity !== undefined && { severity }),
  label: '',
  detail: '',
  reply: '',
  todo: '',
  sources: [],
  records: [],
  commands: [],
  contacts: [],
  lookups: [],
});
const words = (more: Partial<AuditWords>): AuditWords => ({
  headline: '',
  counts: '',
  failed: [],
  unknown: [],
  passed: [],
  providers: [],
  notChecked: [],
  ...more,
});

test.each([
  ['a warning', { failed: [finding('notice'), finding('warning')] }, 'bad'],
  ['advice alone', { failed: [finding('notice')] }, 'good'],
  ['nothing', { passed: [finding()] }, 'good'],
  ['nobody answered', { unknown: [finding()] }, 'unknown'],
  ['what the report itself says', { standing: 'unknown', failed: [finding('notice')] }, 'unknown'],
] as const)('%s: it stands as %s', (_, more, standing) => {
  expect(standingOf(words(more))).toBe(standing);
});

test('faults and advice keep their order', () => {
  const [a, b, c] = [finding('critical'), finding('notice'), finding('warning')];
  expect(failedParts([a, b, c])).toEqual({ faults: [a, c], advice: [b] });
});
