import { expect, test } from 'vitest';
import { messageChecks } from '../../checks/index.ts';
import { letter } from '../../checks/message/testing.ts';
import type { MailGiven } from '../../findings/message-check.ts';
import { readDataFolder } from '../../main/data-folder.ts';
import { catalogueOf } from '../../main/services.ts';
import { fixMessage } from '../fix-message.ts';
import { readMailTables } from '../mail-tables.ts';
import { sayFixed } from './fixed.ts';

const data = readDataFolder('data');
const given: MailGiven = {
  ...{ profile: 'transactional', now: '2026-05-12T16:17:14.000Z', trackingDomains: [] },
  tables: readMailTables(data),
};
const linesOf = (html: string, language: string) => {
  const raw = letter({
    without: ['content-type'],
    fields: ['Content-Type: text/html; charset=utf-8'],
    body: `<!DOCTYPE html><html lang="en"><head><title>Hi</title></head><body>\r\n${html}\r\n</body></html>\r\n`,
  });
  return sayFixed(fixMessage(raw, given, messageChecks), 'x.eml', catalogueOf(data, language));
};

test.each([
  ['en', ['</i> in line 2', '(1 more)'], '</p> in line 2'],
  ['de', ['</i> in Zeile 2', '(und 1 weitere)'], '</p> in Zeile 2'],
])(
  'what is mended and what is left names its tag, in words and with its number (%s)',
  (language, mended, left) => {
    const [first = '', second = ''] = linesOf('<p>x</i></i></p></p>', language);
    for (const words of mended) expect(first).toContain(words);
    expect(second).toContain(left);
    expect(`${first}${second}`).not.toContain('html/nesting');
  },
);

test('where nothing is mended the message is named', () => {
  expect(linesOf('<p>x</p>', 'en')[0]).toMatch(/^x\.eml: /);
});
