import { expect, test } from 'vitest';
import type { MailGiven, MailProfile } from '../findings/message-check.ts';
import { readDataFolder } from '../main/data-folder.ts';
import { readMailView } from '../wire/mail-view/index.ts';
import { subjectOf } from './check-message.ts';
import { readMailTables } from './mail-tables.ts';
import { profileFindings } from './profile-fits.ts';

const tables = readMailTables(readDataFolder('data'));

const marksOf = (fields: readonly string[], profile: MailProfile = 'personal', body = '<p>Hello</p>') => {
  const lines = ['From: a@example.org', ...fields, 'Content-Type: text/html; charset=utf-8', '', body, ''];
  const view = readMailView(Buffer.from(lines.join('\r\n')));
  const given: MailGiven = { profile, now: '2026-05-12T16:17:14.000Z', trackingDomains: [], tables };
  return profileFindings(view, subjectOf(view), given).map(({ message, data }) => data['marks'] ?? message);
};

const link = '<p>Text</p><a href="https://example.org/u/1">Unsubscribe</a>';

test.each<[why: string, fields: readonly string[], expected: readonly string[], body?: string]>([
  ['ordinary mail', [], []],
  ['a way to unsubscribe', ['List-Unsubscribe: <https://example.org/u/1>'], ['List-Unsubscribe']],
  ['what it says of itself', ['Precedence: bulk', 'Feedback-ID: a:b:c:d'], ['Feedback-ID, Precedence: bulk']],
  ['another precedence', ['Precedence: list'], []],
  [
    'a post to a discussion list',
    [
      'List-Id: <l.example.org>',
      'List-Post: <mailto:l@example.org>',
      'List-Unsubscribe: <mailto:l@example.org>',
    ],
    [],
  ],
  ['a list that nobody posts to', ['List-Id: <l.example.org>', 'List-Post: NO'], ['List-Id']],
  ['a link to unsubscribe', [], ['unsubscribe-link'], link],
])('%s', (_, fields, expected, body) => {
  expect(marksOf(fields, 'personal', body)).toEqual(expected);
});

test.each(['bulk', 'transactional'] as const)('mail judged as %s is not asked about', (profile) => {
  expect(marksOf(['List-Unsubscribe: <https://example.org/u/1>'], profile, link)).toEqual([]);
});
