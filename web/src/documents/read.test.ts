/** Which document a report holds: one, several, or none of ours. */
import { expect, test } from 'vitest';
import { languageOf, readDocument } from './read.ts';

test.each([
  ['an explanation', { schema: 'waypost/explain/1', explanations: [] }, 'explain'],
  ['an audit', { schema: 'waypost/audit/1' }, 'audit'],
  ['audits of a list', { schema: 'waypost/audit-list/1', audits: [{ schema: 'waypost/audit/1' }] }, 'audit'],
  ['a message', { schema: 'waypost/check/1' }, 'check'],
  ['messages', { schema: 'waypost/check-list/1', reports: [{ schema: 'waypost/check/1' }] }, 'check'],
  ['messages as the command line writes them', [{ schema: 'waypost/check/1' }], 'check'],
  ['a later version', { schema: 'waypost/check/2' }, 'other'],
  ['a mixed list', [{ schema: 'waypost/check/1' }, { schema: 'waypost/audit/1' }], 'other'],
  ['an empty list', [], 'other'],
  ['nothing', undefined, 'other'],
  ['a text', 'x', 'other'],
])('%s', (_, document, kind) => {
  expect(readDocument(document).kind).toBe(kind);
});

test.each([
  [{ schema: 'waypost/explain/1', language: 'de', explanations: [] }, 'de'],
  [{ schema: 'waypost/audit/1', words: { language: 'en' } }, 'en'],
  [{ schema: 'waypost/audit/1' }, undefined],
  [{ schema: 'waypost/check/1', language: 'de' }, 'de'],
  [
    [
      { schema: 'waypost/check/1', language: 'de' },
      { schema: 'waypost/check/1', language: 'en' },
    ],
    undefined,
  ],
  [undefined, undefined],
])('%j is written in %s', (document, language) => {
  expect(languageOf(readDocument(document))).toBe(language);
});
