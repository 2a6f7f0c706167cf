import { describe, expect, test } from 'vitest';
import { type Expected, first } from './testing.ts';

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
      'a host in quotes',
      "(host 'mx.example.org' rejected command 'DATA' with code 550 (0.0.0) 'no')",
      { code: 550, text: "(0.0.0) 'no'", host: 'mx.example.org', phase: 'data' },
    ],
    [
      'PHPMailer, the words before the code',
      'SMTP Error: data not accepted.SMTP server error: DATA END command failed Detail: go away\n SMTP code: 554 Additional SMTP info: 5.7.1',
      { code: 554, enhancedStatus: '5.7.1', text: 'go away', phase: 'end-of-data' },
    ],
    [
      'JavaMail',
      'javax.mail.SendFailedException: Invalid Addresses;\n  nested exception is:\n\tcom.sun.mail.smtp.SMTPAddressFailedException: 550 5.7.1 no',
      { code: 550, enhancedStatus: '5.7.1', text: 'no', phase: 'rcpt' },
    ],
    [
      'Python',
      "smtplib.SMTPAuthenticationError: (535, b'5.7.8 no')",
      { code: 535, enhancedStatus: '5.7.8', text: 'no', phase: 'auth' },
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
      { code: 550, enhancedStatus: '5.1.1', text: 'User unknown' },
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

describe('words that somebody set marks around, before more than the reply', () => {
  test.each([
    ['it shows: "Could not send. The server said 554 5.7.1 policy". User name as before.', 'policy'],
    ['I get `550 5.1.1 User unknown` when I write. What can I do?', 'User unknown'],
    [
      'It says "error 550 5.1.1 the user "karl" is unknown here" and no more',
      'the user "karl" is unknown here',
    ],
    ['"a@example.org","host said: 550 5.1.1 no such user ""x"" here","b"', 'no such user ""x"" here'],
    [
      'host mx said: 550 5.7.1 the "From" header is missing; see `help`',
      'the "From" header is missing; see `help`',
    ],
    ['a "quoted" word, then: 550 5.7.1 no such "user" here. Bye', 'no such "user" here. Bye'],
  ])('%s', (text, words) => {
    expect(first(text).text).toBe(words);
  });
});
