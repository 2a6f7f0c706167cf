import { expect, test } from 'vitest';
import { mailOf, sampleFacts, sourceOf } from '../../checks/reports/testing.ts';
import { readDataFolder } from '../../main/data-folder.ts';
import { catalogueOf } from '../../main/services.ts';
import { viewReports } from './reports-view.ts';

const data = readDataFolder('data');
const english = catalogueOf(data, 'en');

test('shares are rounded down, numbers written as the language does', () => {
  const facts = sampleFacts({
    mail: mailOf(12_345, 12_344),
    sources: [sourceOf({ mail: { ...mailOf(12_345, 12_344), spfAligned: 6_000 } })],
  });
  expect(viewReports(facts, english).rows[0]).toMatchObject({
    source: '192.0.2.1',
    messages: '12,345',
    spf: '48 %',
    dmarc: '99 %',
    mark: 'pass',
  });
  const german = viewReports(facts, catalogueOf(data, 'de'));
  expect(german.rows[0]?.messages).toBe('12.345');
  expect(german.headline).not.toContain('{');
});

test('what to do is that of the first action', () => {
  const todos = [
    sourceOf({
      verdict: 'unlisted',
      actions: [{ kind: 'add-ips-to-spf', ips: ['192.0.2.1', '192.0.2.2', '192.0.2.3'] }],
    }),
    sourceOf({ verdict: 'forwarder' }),
    sourceOf({ verdict: 'unauthorised' }),
  ];
  const { rows } = viewReports(sampleFacts({ sources: todos }), english);
  expect(rows[0]?.todo).toContain('192.0.2.1, 192.0.2.2, …');
  expect(new Set(rows.map(({ todo }) => todo)).size).toBe(3);
  expect(rows.map(({ mark }) => mark)).toEqual(['fail', 'note', 'note']);
});

test('fifteen rows, the rest counted with its messages', () => {
  const sources = Array.from({ length: 20 }, (_, n) => sourceOf({ name: `192.0.2.${n}`, mail: mailOf(10) }));
  const view = viewReports(sampleFacts({ sources, rest: { sources: 2, messages: 7 } }), english);
  expect(view.rows).toHaveLength(15);
  expect(view.rest).toMatch(/\b7\b.*\b57\b/);
});

test('no mail: a headline, and nothing to count', () => {
  const facts = sampleFacts({ mail: mailOf(0), sources: [] });
  expect(viewReports(facts, english)).toMatchObject({ rows: [], rest: '' });
  expect(viewReports(facts, english).headline).not.toBe('reports.headline.none');
});

test('every verdict and action has its words in every language', () => {
  const verdicts = [
    'authorised',
    'service',
    'unlisted',
    'partly',
    'forwarder',
    'broken-signature',
    'unaligned-service',
    'unauthorised',
    'unclear',
  ] as const;
  const actions = [
    { kind: 'add-ips-to-spf', ips: ['192.0.2.1'] },
    { kind: 'sign-with-dkim' },
    { kind: 'repair-dkim', selectors: [] },
    { kind: 'align-return-path', service: 'mailer.example' },
    { kind: 'authorise-if-yours' },
  ] as const;
  for (const language of ['en', 'de']) {
    const texts = catalogueOf(data, language);
    const sources = [
      ...verdicts.map((verdict) => sourceOf({ verdict })),
      ...actions.map((action) => sourceOf({ actions: [action] })),
    ];
    for (const { verdict, todo } of viewReports(sampleFacts({ sources }), texts).rows) {
      expect(verdict).not.toMatch(/^reports\.|^$/);
      expect(todo).not.toMatch(/^reports\.|^$/);
    }
  }
});
