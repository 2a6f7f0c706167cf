import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findReplies } from './find-replies.ts';
import type { SmtpReply } from './types.ts';

type Expected = Partial<Omit<SmtpReply, 'span'>>;
const first = (text: string): Expected => {
  const [reply] = findReplies(text);
  if (reply === undefined) return {};
  const { span: _, ...rest } = reply;
  return rest;
};

describe('a reply alone', () => {
  const cases: readonly (readonly [string, string, Expected])[] = [
    [
      'code, enhanced code, words',
      '550 5.7.1 Denied',
      { code: 550, enhancedStatus: '5.7.1', text: 'Denied' },
    ],
    ['code and words', '550 Blocked', { code: 550, text: 'Blocked' }],
    ['code alone', '421', { code: 421, text: '' }],
    ['both codes alone', '550 5.7.1', { code: 550, enhancedStatus: '5.7.1', text: '' }],
    [
      '# before the enhanced code',
      '550 #5.1.0 Address rejected',
      { code: 550, enhancedStatus: '5.1.0', text: 'Address rejected' },
    ],
    [
      '(#x.y.z) at the end',
      '553 sorry (#5.7.1)',
      { code: 553, enhancedStatus: '5.7.1', text: 'sorry (#5.7.1)' },
    ],
    ['<x.y.z>', '550 <5.7.1> no', { code: 550, enhancedStatus: '5.7.1', text: 'no' }],
    ['[x.y.z]', '550 [5.7.1] no', { code: 550, enhancedStatus: '5.7.1', text: 'no' }],
    ['colon after the code', '550: : User unknown', { code: 550, text: 'User unknown' }],
    [
      'colon after the enhanced code',
      '554 5.7.1: spam',
      { code: 554, enhancedStatus: '5.7.1', text: 'spam' },
    ],
    ['quoted words', '550-"no such user"', { code: 550, text: 'no such user' }],
    [
      'code given twice',
      '554 5.7.1 554 5.7.1 Similar to spam',
      { code: 554, enhancedStatus: '5.7.1', text: 'Similar to spam' },
    ],
    [
      'enhanced code of another class',
      '552 4.2.2 mailbox is stuffed',
      { code: 552, enhancedStatus: '4.2.2', text: 'mailbox is stuffed' },
    ],
    [
      'enhanced code later in the words',
      '450 cuda_nsu 4.7.1 <a@example.org>: Go away',
      { code: 450, enhancedStatus: '4.7.1', text: 'cuda_nsu 4.7.1 <a@example.org>: Go away' },
    ],
    [
      'a number first',
      '552 1 Requested mail action aborted',
      { code: 552, text: '1 Requested mail action aborted' },
    ],
    ['an address first', '554 192.0.2.1 is listed', { code: 554, text: '192.0.2.1 is listed' }],
    ['no Latin letter', '550 用户不存在', { code: 550, text: '用户不存在' }],
    ['a code of no RFC', '571 Spam', { code: 571, text: 'Spam' }],
    [
      'a digit no RFC allows, words of mail',
      '591 your host is blacklisted',
      { code: 591, text: 'your host is blacklisted' },
    ],
    [
      'a positive reply',
      '250 2.0.0 Ok: queued as 4E7',
      { code: 250, enhancedStatus: '2.0.0', text: 'Ok: queued as 4E7' },
    ],
    ['a greeting', '220 mx.example.org ESMTP', { code: 220, text: 'mx.example.org ESMTP' }],
  ];
  test.each(cases)('%s', (_, text, expected) => {
    expect(first(text)).toEqual(expected);
  });
});

describe('several lines', () => {
  const joined = { code: 550, enhancedStatus: '5.7.26', text: 'This mail is blocked. See example.org' };
  const cases: readonly (readonly [string, string, Expected])[] = [
    [
      'on lines of their own',
      '550-5.7.26 This mail\n550-5.7.26 is blocked.\n550 5.7.26 See example.org',
      joined,
    ],
    ['pasted on one line', '550-5.7.26 This mail 550-5.7.26 is blocked. 550 5.7.26 See example.org', joined],
    [
      'wrapped by a mail program',
      '550 5.7.26 This mail\nis blocked.\n   See example.org\n\nKind regards',
      joined,
    ],
    ['CRLF', '550-5.7.26 This mail\r\n550-5.7.26 is blocked.\r\n550 5.7.26 See example.org\r\n', joined],
    ['quoted', '> 550-5.7.26 This mail\n> 550-5.7.26 is blocked.\n> 550 5.7.26 See\n> example.org', joined],
    [
      'as HTML',
      '550-5.7.26 This <b>mail</b><br>550-5.7.26 is blocked.<br/>\n550 5.7.26 See&nbsp;example.org',
      joined,
    ],
    [
      'pasted on one line, a word of saying before a code',
      '550-5.7.26 This mail 550-5.7.26 is blocked due to 550-5.7.26 policy. 550 5.7.26 See example.org',
      { code: 550, enhancedStatus: '5.7.26', text: 'This mail is blocked due to policy. See example.org' },
    ],
    [
      'the reply of another host inside a call-out',
      '550-Verification failed\n550-Response: 550 5.1.1 unknown\n550 Sender verify failed',
      {
        code: 550,
        enhancedStatus: '5.1.1',
        text: 'Verification failed Response: 550 5.1.1 unknown Sender verify failed',
      },
    ],
  ];
  test.each(cases)('%s', (_, text, expected) => {
    expect(first(text)).toEqual(expected);
  });
});

describe('in the prose of mail programs', () => {
  const cases: readonly (readonly [string, string, Expected])[] = [
    [
      'Postfix',
      'host mx.example.org[192.0.2.1] said: 550 5.1.1 no (in reply to RCPT TO command)',
      {
        code: 550,
        enhancedStatus: '5.1.1',
        text: 'no',
        host: 'mx.example.org',
        ip: '192.0.2.1',
        phase: 'rcpt',
      },
    ],
    [
      'Postfix, IPv6, wrapped',
      'host mx.example.org[2001:db8::1] said: 550-a\n    550 b (in reply to\n    end of DATA command)',
      { code: 550, text: 'a b', host: 'mx.example.org', ip: '2001:db8::1', phase: 'end-of-data' },
    ],
    [
      'Postfix at the greeting',
      'host mx.example.org[192.0.2.1] refused to talk to me: 554 5.7.1 go',
      {
        code: 554,
        enhancedStatus: '5.7.1',
        text: 'go',
        host: 'mx.example.org',
        ip: '192.0.2.1',
        phase: 'connect',
      },
    ],
    [
      'Exim',
      'SMTP error from remote mail server after RCPT TO:<a@example.org>: host mx.example.org [192.0.2.4]: 550 Unknown',
      { code: 550, text: 'Unknown', host: 'mx.example.org', ip: '192.0.2.4', phase: 'rcpt' },
    ],
    [
      'Exim, pipelined',
      'SMTP error from remote mail server after pipelined end of data: 450 greylisted',
      { code: 450, text: 'greylisted', phase: 'end-of-data' },
    ],
    [
      'Exim, initial connection',
      'host mx.example.org [192.0.2.4] SMTP error from remote mail server after initial connection: 554 no',
      { code: 554, text: 'no', host: 'mx.example.org', ip: '192.0.2.4', phase: 'connect' },
    ],
    [
      'qmail',
      '192.0.2.9 does not like recipient.\nRemote host said: 550 no\nGiving up on 192.0.2.9.',
      { code: 550, text: 'no', ip: '192.0.2.9', phase: 'rcpt' },
    ],
    [
      'qmail after the message',
      '192.0.2.9 failed after I sent the message.\nRemote host said: 554 spam',
      { code: 554, text: 'spam', ip: '192.0.2.9', phase: 'end-of-data' },
    ],
    [
      'sendmail',
      '... while talking to mx.example.org.:\n>>> RCPT To:<a@example.org>\n<<< 550 5.1.1 unknown',
      { code: 550, enhancedStatus: '5.1.1', text: 'unknown', host: 'mx.example.org', phase: 'rcpt' },
    ],
    [
      'sendmail reason',
      'received from a.example.org [192.0.2.9]\n(reason: 550 no such (user))',
      { code: 550, text: 'no such (user)' },
    ],
    [
      'Gmail',
      'by mx.example.org. [192.0.2.3]. The error that the other server returned was: 550 550 5.1.1 gone (state 14)',
      {
        code: 550,
        enhancedStatus: '5.1.1',
        text: 'gone',
        host: 'mx.example.org',
        ip: '192.0.2.3',
        phase: 'rcpt',
      },
    ],
    [
      'Gmail, an empty line between',
      'rejected by mx.example.org. [192.0.2.3].\n\nThe error that the other server returned was:\n550 5.1.1 gone',
      { code: 550, enhancedStatus: '5.1.1', text: 'gone', host: 'mx.example.org', ip: '192.0.2.3' },
    ],
    [
      'Exchange',
      "ex.example.org\nRemote Server returned '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'",
      {
        code: 550,
        enhancedStatus: '5.1.1',
        text: 'RESOLVER.ADR.RecipNotFound; not found',
        host: 'ex.example.org',
      },
    ],
    [
      'Exchange, hash marks',
      '#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##',
      { code: 550, enhancedStatus: '5.1.1', text: 'RESOLVER.ADR.RecipNotFound; not found ##' },
    ],
    [
      'Diagnostic-Code',
      'Diagnostic-Code: smtp;550 5.1.1 no\nLast-Attempt-Date: Mon',
      { code: 550, enhancedStatus: '5.1.1', text: 'no' },
    ],
    [
      'an exception of Python',
      "{'a@example.org': (550, b'5.1.1 User unknown')}",
      { code: 550, enhancedStatus: '5.1.1', text: "User unknown'" },
    ],
    [
      'a message of PHP',
      'SMTP Error (550): Failed to add recipient',
      { code: 550, text: 'Failed to add recipient' },
    ],
    [
      'AsyncOS',
      "5.1.0 - Unknown address error 550-'mailbox unavailable' (delivery attempts: 0)",
      { code: 550, text: 'mailbox unavailable' },
    ],
    ['a dash between', 'SMTP error, 550 - mailbox unavailable', { code: 550, text: 'mailbox unavailable' }],
    [
      'a question',
      'What does "550 Administrative prohibition" mean?',
      { code: 550, text: 'Administrative prohibition' },
    ],
    [
      'a sentence',
      'we keep getting 550 High probability of spam',
      { code: 550, text: 'High probability of spam' },
    ],
    ['other languages', 'Ошибка 550: пользователь не найден', { code: 550, text: 'пользователь не найден' }],
  ];
  test.each(cases)('%s', (_, text, expected) => {
    expect(first(text)).toEqual(expected);
  });
});

describe('without a code', () => {
  const cases: readonly (readonly [string, string, Expected])[] = [
    [
      'words after "said:"',
      'host mx.example.org[192.0.2.1] said: The account is gone (in reply to RCPT TO command)',
      { text: 'The account is gone', host: 'mx.example.org', ip: '192.0.2.1', phase: 'rcpt' },
    ],
    ['enhanced code first', '5.1.1 User unknown', { enhancedStatus: '5.1.1', text: 'User unknown' }],
    [
      'enhanced code last',
      'Sorry, no mailbox here. (#5.1.1)',
      { enhancedStatus: '5.1.1', text: 'Sorry, no mailbox here.' },
    ],
    ['#< #5.1.1 SMTP>', '#< #5.1.1 SMTP>', { enhancedStatus: '5.1.1', text: 'SMTP>' }],
    [
      'the code in quotes is the one that was given',
      "5.1.0 - Unknown address error '5.7.1 <a@example.org>... Access denied'",
      { enhancedStatus: '5.7.1' },
    ],
  ];
  test.each(cases)('%s', (_, text, expected) => {
    expect(first(text)).toMatchObject(expected);
    expect(first(text).code).toBeUndefined();
  });
});

test('several replies of one transcript keep their order, host and command', () => {
  const text =
    'while talking to mx.example.org.: >>> DATA <<< 552 5.2.2 Over quota 554 5.0.0 Service unavailable <<< 503 5.5.1 No recipients';
  // The 554 is sendmail's own summary; the 503 shows that the 552 was the answer to a pipelined RCPT.
  expect(findReplies(text).map((reply) => [reply.code, reply.text, reply.host, reply.phase])).toEqual([
    [552, 'Over quota', 'mx.example.org', 'rcpt'],
    [554, 'Service unavailable', undefined, undefined],
    [503, 'No recipients', 'mx.example.org', undefined],
  ]);
});

test('two recipients in one report of Exim keep their own words, hosts and commands', () => {
  const said = (user: string, host: string, code: number): string =>
    `  ${user}@example.org\n    SMTP error from remote mail server after RCPT TO:<${user}@example.org>:\n    host ${host} [192.0.2.1]: ${code} No\n    such user`;
  const text = `${said('a', 'mx1.example.org', 550)}\n${said('b', 'mx2.example.org', 450)}\n`;
  expect(findReplies(text)).toMatchObject([
    { code: 550, text: 'No such user', host: 'mx1.example.org', phase: 'rcpt' },
    { code: 450, text: 'No such user', host: 'mx2.example.org', phase: 'rcpt' },
  ]);
});

test('two recipients in one report of Postfix', () => {
  const said = (user: string): string =>
    `<${user}@example.org>: host mx.example.org[192.0.2.1] said: 550 5.1.1\n    <${user}@example.org>: no such ${user}`;
  expect(findReplies(`${said('a')}\n${said('b')}`).map(({ text }) => text)).toEqual([
    '<a@example.org>: no such a',
    '<b@example.org>: no such b',
  ]);
});

test.each([
  'see line 550 of it',
  'port 587 and port 465',
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

test('max limits the list', () => {
  expect(findReplies('550 a\n'.repeat(50), 7)).toHaveLength(7);
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
