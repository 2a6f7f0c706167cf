import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  readRspamdAnswer,
  readSpamdReply,
  readSpamdReport,
  readSpamdSymbols,
  readSpamdVersion,
} from './index.ts';

const crlf = (...lines: readonly string[]) => lines.join('\r\n');

describe('rspamd', () => {
  const whole = {
    is_skipped: false,
    score: 7.5,
    required_score: 15,
    action: 'add header',
    symbols: {
      MIME_GOOD: {
        name: 'MIME_GOOD',
        score: -0.1,
        description: 'Known content-type',
        options: ['text/plain'],
      },
      R_WHITE_ON_WHITE: {
        name: 'R_WHITE_ON_WHITE',
        score: 4,
        description: 'Low contrast',
        options: ['ffffff'],
      },
      'not a name': { score: 3 },
      NO_TABLE: 3,
    },
  };

  test('score, threshold, action, symbols with the most points first', () => {
    expect(readRspamdAnswer(JSON.stringify(whole), 'rspamd/3.4')).toEqual({
      ok: true,
      value: {
        engine: 'rspamd',
        version: '3.4',
        score: 7.5,
        threshold: 15,
        action: 'add header',
        symbols: [
          { name: 'R_WHITE_ON_WHITE', score: 4, description: 'Low contrast', options: ['ffffff'] },
          { name: 'MIME_GOOD', score: -0.1, description: 'Known content-type', options: ['text/plain'] },
        ],
      },
    });
  });

  test.each([
    ['no JSON', '<html>', 'not-rspamd'],
    ['another JSON', '{"status":"ok"}', 'not-rspamd'],
    ['a list', '[]', 'not-rspamd'],
    ['an error of its own', '{"error":"invalid command"}', 'engine-error'],
    ['a skipped message', JSON.stringify({ ...whole, is_skipped: true }), 'skipped'],
    ['a score that is none', JSON.stringify({ ...whole, score: '7' }), 'not-rspamd'],
  ])('%s is told', (_, body, code) => {
    expect(readRspamdAnswer(body, '')).toMatchObject({ ok: false, problem: { code } });
  });
});

const report = crlf(
  'Content preview:  ---- ---------------------- ---',
  '   5.0 PLANTED_BY_SENDER      not a rule',
  '',
  'Content analysis details:   (9.1 points, 5.0 required)',
  '',
  ' pts rule name              description',
  '---- ---------------------- --------------------------------------------------',
  ' 2.6 DATE_IN_PAST_96_XX     Date: is 96 hours or more before Received: date',
  ' 3.5 BAYES_99               BODY: Bayes spam probability is 99 to 100%',
  '                            [score: 0.9999]',
  ' 3.0 SOME_RULE_WITH_A_VERY_LONG_NAME Its words follow and',
  '                            go on here',
  '-0.0 NO_RELAYS              Informational: message was not relayed via SMTP',
  '',
  ' 9.9 BEHIND_THE_TABLE       not a rule',
);
const answer = (spam: string, body: string) =>
  crlf('SPAMD/1.1 0 EX_OK', `Content-length: ${body.length}`, `Spam: ${spam}`, '', body);
const reportOf = (text: string) => {
  const reply = readSpamdReply(text);
  return reply.ok ? readSpamdReport(reply.value) : reply;
};

describe('spamd', () => {
  test('the table of the report, not what the preview of the message pretends', () => {
    expect(reportOf(answer('True ; 9.1 / 5.0', report))).toEqual({
      ok: true,
      value: {
        engine: 'SpamAssassin',
        score: 9.1,
        threshold: 5,
        action: 'spam',
        symbols: [
          {
            name: 'BAYES_99',
            score: 3.5,
            description: 'BODY: Bayes spam probability is 99 to 100%',
            options: ['score: 0.9999'],
          },
          {
            name: 'SOME_RULE_WITH_A_VERY_LONG_NAME',
            score: 3,
            description: 'Its words follow and go on here',
            options: [],
          },
          {
            name: 'DATE_IN_PAST_96_XX',
            score: 2.6,
            description: 'Date: is 96 hours or more before Received: date',
            options: [],
          },
          {
            name: 'NO_RELAYS',
            score: -0,
            description: 'Informational: message was not relayed via SMTP',
            options: [],
          },
        ],
      },
    });
  });

  test('a report without a table has no symbols; SYMBOLS has the names', () => {
    expect(reportOf(answer('False ; -0.1 / 5.0', 'Nothing to see'))).toMatchObject({
      ok: true,
      value: { action: 'not spam', score: -0.1, symbols: [] },
    });
    expect(readSpamdSymbols('HTML_MESSAGE,NO_RELAYS,HTML_MESSAGE\r\n').map(({ name }) => name)).toEqual([
      'HTML_MESSAGE',
      'NO_RELAYS',
    ]);
  });

  test('the version stands in the headers', () => {
    const body = 'X-Spam-Checker-Version: SpamAssassin 4.0.1 (2024-03-25) on host\r\n';
    expect(readSpamdVersion({ code: 0, status: '', fields: {}, body })).toBe('4.0.1');
  });

  test.each([
    ['something else', '220 mail.example.org ESMTP\r\n', 'not-spamd'],
    ['nothing', '', 'not-spamd'],
    ['an error', 'SPAMD/1.0 76 Bad header line: (no Content-Length)\r\n', 'engine-error'],
    ['half of an answer', answer('True ; 9.1 / 5.0', report).slice(0, 500), 'cut-off'],
    ['no word on spam', crlf('SPAMD/1.1 0 EX_OK', 'Content-length: 1', '', 'x'), 'not-spamd'],
  ])('%s is told', (_, text, code) => {
    expect(reportOf(text)).toMatchObject({ ok: false, problem: { code } });
  });
});

test('no answer makes a reader throw', () => {
  const pieces = fc.array(
    fc.constantFrom(
      'SPAMD/1.1 0 EX_OK',
      '\r\n',
      'Spam: True ; 1 / 2',
      '---- ----------------------',
      ' 1.0 A_B c',
      '{',
      '"symbols":',
      '}',
      '[1]',
    ),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        pieces.map((parts) => parts.join('')),
        fc.json(),
      ),
      (text) => {
        readRspamdAnswer(text, text);
        const reply = readSpamdReply(text);
        if (reply.ok) readSpamdReport(reply.value);
        readSpamdReport({ code: 0, status: '', fields: { spam: 'True ; 1 / 2' }, body: text });
        readSpamdSymbols(text);
      },
    ),
  );
});

test('a report of a megabyte is read at once', () => {
  const started = performance.now();
  for (const line of [
    ' 1.0 A '.repeat(150_000),
    '---- ----------------------\n'.repeat(40_000),
    ' '.repeat(1_000_000),
  ])
    readSpamdReport({ code: 0, status: '', fields: { spam: 'True ; 1 / 2' }, body: line });
  expect(performance.now() - started).toBeLessThan(1000);
});
