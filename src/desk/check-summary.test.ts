/** What a list of reports calls a checked message. */
import { expect, test } from 'vitest';
import type { Catalogue } from '../findings/catalogue.ts';
import type { CheckDocument } from '../preflight/say/document.ts';
import { checkListSummary, checkSummary } from './check-summary.ts';

const texts = { language: 'en', ui: (key: string) => key } as unknown as Catalogue;
const id = '<a@example.org>';

const document = (message: Partial<CheckDocument['message']>): CheckDocument => ({
  schema: 'waypost/check/1',
  language: 'en',
  message: { name: 'news.eml', subject: id, octets: 1, profile: 'bulk', ...message },
  findings: [],
  ranking: { points: 0, parts: [] },
  words: { name: '', headline: '', counts: '', failed: [], unknown: [], passed: [] },
});

test.each([
  ['its Subject and who wrote it', { heading: 'News', fromDomain: 'shop.example' }, 'News · shop.example'],
  ['its Subject, where nobody wrote it', { heading: 'News' }, 'News'],
  ['its file, where it has no Subject', { fromDomain: 'shop.example' }, 'news.eml'],
  ['its Message-ID, where it has no name either', { name: 'This text', isUnnamed: true }, id],
  [
    'what such a text is called, where it has nothing',
    { name: 'This text', isUnnamed: true, subject: '' },
    'This text',
  ],
] as const)('%s', (_, message, about) => {
  expect(checkSummary(document(message), texts).about).toBe(about);
});

test('several: each once', () => {
  const all = [{ heading: 'News' }, { heading: 'News' }, { name: 'b.eml' }].map(document);
  expect(checkListSummary(all, texts).about).toBe('News, b.eml');
});
