import { describe, expect, test } from 'vitest';
import { findReplies } from './find-replies.ts';
import { type Expected, first } from './testing.ts';

describe('a reply alone', () => {
  const cases: readonly (readonly [string, string, Expected])[] = [
    [
      'code, enhanced code, words',
      '550 5.7.1 Denied',
      { code: 550, enhancedStatus: '5.7.1', text: 'Denied' },
    ],
    ['code and words', '550 Blocked', { code: 550, text: 'Blocked' }],
    [
      'another code glued to a sign in its words (AT&T)',
      '553 5.3.0 flpd591 DNSBL:RBL 521< 192.0.2.1 >_is_blocked.For assistance forward this',
      {
        code: 553,
        enhancedStatus: '5.3.0',
        text: 'flpd591 DNSBL:RBL 521< 192.0.2.1 >_is_blocked.For assistance forward this',
      },
    ],
    [
      'the code that a page is called by',
      '550 5.7.501 Access denied. For details, see Fix email delivery issues for error code 451 5.7.500-699 (ASxxx) in Office 365.',
      {
        code: 550,
        enhancedStatus: '5.7.501',
        text: 'Access denied. For details, see Fix email delivery issues for error code 451 5.7.500-699 (ASxxx) in Office 365.',
      },
    ],
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
    ['a mail program in any language', 'SMTP xatolik (535): Xato', { code: 535, text: 'Xato' }],
    [
      'what Postfix logs behind its own refusal',
      'reject: RCPT from x[192.0.2.1]: 450 4.1.2 <a@example.org>: Domain not found; from=<b@example.org> to=<a@example.org> proto=SMTP helo=<x>',
      { code: 450, enhancedStatus: '4.1.2', text: '<a@example.org>: Domain not found' },
    ],
    [
      'what the server of the sender said when Postfix asked it',
      '450 4.1.7 <a@example.org>: Sender address rejected: undeliverable address: host x[192.0.2.1] said: 550 <a@example.org>: unknown',
      {
        code: 450,
        enhancedStatus: '4.1.7',
        text: '<a@example.org>: Sender address rejected: undeliverable address: host x[192.0.2.1] said: 550 <a@example.org>: unknown',
      },
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

test('the reply that Exchange Online was given is one of its own', () => {
  const text =
    'LED=450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is required to send mail]';
  expect(findReplies(text).map(({ code, enhancedStatus }) => [code, enhancedStatus])).toEqual([
    [450, '4.4.317'],
    [451, '5.7.3'],
  ]);
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

describe('without a code', () => {
  const cases: readonly (readonly [string, string, Expected])[] = [
    [
      'words after "said:"',
      'host mx.example.org[192.0.2.1] said: The account is gone (in reply to RCPT TO command)',
      { text: 'The account is gone', host: 'mx.example.org', ip: '192.0.2.1', phase: 'rcpt' },
    ],
    ['enhanced code in a bent quote', '“5.7.1 Go away”', { enhancedStatus: '5.7.1' }],
    ['enhanced code in a table', 'none | 5.2.1 Subject', { enhancedStatus: '5.2.1', text: 'Subject' }],
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

test('max limits the list', () => {
  expect(findReplies('550 a\n'.repeat(50), 7)).toHaveLength(7);
});

test.each([
  [
    'lines that were joined, the first without its hyphen',
    '552 5.7.0 It presents a potential 552-5.7.0 security issue. See 552 5.7.0 https://example.org/ - x',
    'It presents a potential security issue. See https://example.org/ - x',
  ],
  [
    'a word of numbers before the code of the next line',
    '421-4.7.28 Too much. For 421-4.7.28 more information, go 421 4.7.28 there',
    'Too much. For more information, go there',
  ],
  [
    'what a greeting refused in several lines',
    'host mx.example.org[192.0.2.1] refused to talk to me: 554-mx.example.org (mx9) Service not available 554-No SMTP service 554 See https://example.org/',
    'mx.example.org (mx9) Service not available No SMTP service See https://example.org/',
  ],
  [
    'what Exchange heard before it gave up',
    "Remote Server returned '550 5.4.300 Message expired -> 451 4.4.62 Mail sent to the wrong region'",
    'Message expired -> 451 4.4.62 Mail sent to the wrong region',
  ],
  ['what nodemailer writes behind', "550 5.7.1 No, responseCode: 550, command: 'DATA'", 'No'],
  [
    'what Outlook writes behind',
    "Server Response: '550-JunkMail rejected\n550-[192.0.2.66] is listed', Port: 25, Secure(SSL): No, Server Error: 550",
    'JunkMail rejected [192.0.2.66] is listed',
  ],
  [
    'what Thunderbird writes behind',
    'The mail server responded:\n550 5.7.1 not owned.\nPlease check the message recipient "a@example.org" and try again.',
    'not owned.',
  ],
])('%s', (_, text, words) => {
  expect(findReplies(text).map((reply) => reply.text)).toEqual([words]);
});

test.each([
  ['host mx said: 421\n4.7.0 [TSS04] deferred', '421 4.7.0 [TSS04] deferred'],
  ['550\n5.1.1 user unknown', '550 5.1.1 user unknown'],
  ['« Le serveur a répondu : 550 5.7.1 not authenticated ». Que faire ?', '550 5.7.1 not authenticated'],
  ['Antwort: »550 5.7.1 not authenticated« – was nun?', '550 5.7.1 not authenticated'],
  ['It said “Error: 550 5.7.1 not authenticated”. What now?', '550 5.7.1 not authenticated'],
  // Quotes of its own.
  ['550 5.7.1 rule «no relay» applies', '550 5.7.1 rule «no relay» applies'],
  ['550 5.7.1 rule “no relay” applies', '550 5.7.1 rule “no relay” applies'],
])('wrapped and quoted: %s', (text, wanted) => {
  const [reply] = findReplies(text);
  expect([reply?.code, reply?.enhancedStatus, reply?.text].filter(Boolean).join(' ')).toBe(wanted);
});
