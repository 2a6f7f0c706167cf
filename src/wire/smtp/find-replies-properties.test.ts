/** What holds of any text: no reply where none stands, places that fit, the same reply in what programs make of it. */
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findReplies } from './find-replies.ts';
import { first } from './testing.ts';

test.each([
  'see line 550 of it',
  'port 587 and port 465',
  'H=x [192.0.2.1]:587 AUTH command used',
  'it costs 550 euros',
  '550 euros',
  '550 recipients got it',
  '550,000 people',
  '550 000 people',
  'we met on 5.1.2024',
  'version 5.1.1 of it',
  'RFC 5321 §4.2.1',
  'call 550-1234 now',
  '+49 550 1234567',
  '450 Main Street',
  'the year 550 BC',
  '$550 off',
  '550-page book',
  '550ms',
  '200 OK',
  'HTTP/1.1 404 Not Found',
  '500 Internal Server Error',
  '"GET / HTTP/1.1" 200 1234',
  '192.0.2.1 and 10.5.5.1',
  'kernel 5.4.0 panics',
  '1. foo\n550. bar',
  'Lines: 450',
  'about 550 Users',
  'The Peugeot 504 Cabriolet',
  'X-PHP-Originating-Script: 501:phpmailer.php',
  '2016-12-13T05:10:19.782Z 501 TID-1u5770 WARN: execution expired',
  '',
])('is no reply: %j', (text) => {
  expect(findReplies(text)).toEqual([]);
});

const smtpWords = fc.constantFrom(
  '550',
  '550-',
  '5.1.1',
  '#',
  ' ',
  '\n',
  '\r\n',
  '<',
  '>',
  '>>> ',
  '<<< ',
  '"',
  "'",
  '(',
  ')',
  '[192.0.2.1]',
  ' said: ',
  'host mx.example.org',
  '&lt;',
  '<br>',
  '421',
  'User',
  'smtp;',
  ': ',
  '=',
  '-',
  '(in reply to RCPT TO command)',
);

test('property: never throws; spans are inside the text, in order, without overlap; the code stands at the span', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(smtpWords, { maxLength: 40 }).map((words) => words.join('')),
  );
  fc.assert(
    fc.property(anyText, (text) => {
      let end = 0;
      for (const { span, code } of findReplies(text)) {
        expect(span.start).toBeGreaterThanOrEqual(end);
        expect(span.end).toBeGreaterThan(span.start);
        expect(span.end).toBeLessThanOrEqual(text.length);
        if (code !== undefined) expect(text.slice(span.start, span.start + 3)).toBe(String(code));
        end = span.end;
      }
    }),
    { numRuns: 1_000 },
  );
});

test('property: what a server says is found again in what Postfix and Exim make of it', () => {
  const words = fc.array(fc.constantFrom('User', 'unknown', 'blocked', 'by', 'policy'), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 500, max: 559 }),
      fc.integer({ min: 0, max: 7 }),
      fc.integer({ min: 0, max: 30 }),
      words,
      (code, subject, detail, said) => {
        const enhancedStatus = `5.${subject}.${detail}`;
        const reply = `${code} ${enhancedStatus} ${said.join(' ')}`;
        const expected = { code, enhancedStatus, text: said.join(' ') };
        expect(first(reply)).toEqual(expected);
        expect(
          first(`host mx.example.org[192.0.2.1] said: ${reply} (in reply to MAIL FROM command)`),
        ).toMatchObject({ ...expected, phase: 'mail' });
        expect(
          first(`SMTP error from remote mail server after MAIL FROM:<a@example.org>: ${reply}`),
        ).toMatchObject({ ...expected, phase: 'mail' });
      },
    ),
    { numRuns: 100 },
  );
});

describe('the corpus of replies', () => {
  const file = new URL('../../../../shared/corpora/bounces/replies.jsonl', import.meta.url);
  test.skipIf(!existsSync(file))(
    'every text that begins with a code gives that code and its enhanced code (../shared needed)',
    () => {
      const texts = readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => String(JSON.parse(line).text));
      const coded = texts.flatMap((text) => {
        const found = /^([2-5]\d\d)(?!\d)[ :-]+(?:#?([245]\.\d{1,3}\.\d{1,3})(?!\d))?/.exec(text);
        return found === null ? [] : [{ text, code: Number(found[1]), enhancedStatus: found[2] }];
      });
      const wrong = coded.filter(({ text, code, enhancedStatus }) => {
        const reply = first(text);
        return (
          reply.code !== code || (enhancedStatus !== undefined && reply.enhancedStatus !== enhancedStatus)
        );
      });
      expect(coded.length).toBeGreaterThan(250);
      expect(wrong).toEqual([]);
    },
  );
});
