import { expect, test } from 'vitest';
import type { WeighedFinding } from '../audit/audit-case.ts';
import { viewAudit } from '../audit/say/view.ts';
import type { Catalogue } from '../findings/catalogue.ts';
import { auditListSummary } from './audit-summary.ts';

const none = { label: [], messages: {}, about: '', reply: {}, todo: {} };
/** Says keys and numbers instead of words. */
const texts = {
  language: 'en',
  finding: () => none,
  ui: (key: string, data = {}) => `${key} ${JSON.stringify(data)}`,
} as unknown as Catalogue;

const finding = (check: WeighedFinding['check'], more: Partial<WeighedFinding>): WeighedFinding => ({
  check,
  message: 'said',
  subject: { kind: 'domain', name: 'example.org' },
  outcome: 'pass',
  confidence: 1,
  data: {},
  evidence: [],
  fixes: [],
  case: 0,
  ...more,
});

const auditOf = (name: string, ...findings: readonly WeighedFinding[]) => {
  const audit = { subject: { kind: 'domain', name }, cases: [], findings, notChecked: [] } as const;
  return { schema: 'waypost/audit/1', ...audit, plan: [], words: viewAudit(audit, texts) } as const;
};

const good = auditOf('good.example', finding('spf/single-record', {}));
const dark = auditOf(
  'dark.example',
  finding('listing/domain-on-list', {}),
  finding('spf/single-record', { outcome: 'unknown' }),
);
const bad = auditOf('bad.example', finding('spf/all', { outcome: 'fail', severity: 'error' }));

test.each([
  [[good], 'good', 'audits.headline.none', { bad: 0, count: 1 }, 'turn.none'],
  [[good, dark], 'unknown', 'audits.headline.none', { bad: 0, count: 2, unknown: 1 }, 'turn.open'],
  [[good, dark, bad], 'bad', 'audits.headline', { bad: 1, count: 3, unknown: 1 }, 'turn.own'],
] as const)('what several audits come to: %#', (audits, standing, key, counts, turn) => {
  const summary = auditListSummary(audits, texts);
  expect(summary.standing).toBe(standing);
  expect(summary.headline).toBe(texts.ui(key, counts));
  expect(summary.turn).toContain(turn);
});

test('one audit says in its words that it is not known, with how many checks could not be made', () => {
  expect(dark.words.standing).toBe('unknown');
  expect(dark.words.headline).toContain('audit.headline.open');
  expect(dark.words.headline).toContain('"unknown":1,"all":2');
});
