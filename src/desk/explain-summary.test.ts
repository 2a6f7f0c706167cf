import { expect, test } from 'vitest';
import type { ExplainDocument, ExplainedEntry } from '../explain/say/document.ts';
import { summaryOf } from './explain-summary.ts';

const entry = (count: number, recipients: readonly string[], turn: string): ExplainedEntry =>
  ({
    count,
    recipients,
    verdict: { category: 'recipient.unknown', cause: { category: 'recipient.unknown', isAsserted: true } },
    words: { quote: '550 5.1.1', headline: 'one', turn, usualTurn: 'usual' },
  }) as unknown as ExplainedEntry;

const documentOf = (explanations: readonly ExplainedEntry[], overview?: ExplainDocument['overview']) =>
  ({
    schema: 'waypost/explain/1',
    language: 'en',
    total: 1,
    explanations,
    ...(overview !== undefined && { overview }),
  }) as const;

const a = 'a@dest.example';
const overview = {
  title: '82 refusals and notices have 2 causes.',
  causes: [{ text: '', turn: `the address ${a}`, count: 43, groups: [1] }],
  ordinary: '',
};

test.each<readonly [string, readonly ExplainedEntry[], ExplainDocument['overview'], string, string]>([
  ['one', [entry(1, [a], `the address ${a}`)], undefined, 'one', `the address ${a}`],
  [
    'several of one cause: none stands for all',
    [entry(43, [a, 'b@dest.example'], `the address ${a}`)],
    undefined,
    'one',
    'usual',
  ],
  [
    'several of one cause at one IP',
    [entry(43, [a], 'the IP 192.0.2.1')],
    undefined,
    'one',
    'the IP 192.0.2.1',
  ],
  [
    'many: the count of the overview, the turn of its first cause',
    [entry(1, [], 'x'), entry(43, [a], 'y')],
    overview,
    overview.title,
    'usual',
  ],
])('%s', (_, explanations, given, headline, turn) => {
  expect(summaryOf(documentOf(explanations, given))).toMatchObject({ headline, turn });
});
