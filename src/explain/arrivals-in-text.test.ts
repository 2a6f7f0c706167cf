import { describe, expect, test } from 'vitest';
import { readArrivals } from './read-arrivals.ts';
import { lines, readFrom } from './testing.ts';

describe('refusals that stand for themselves', () => {
  test.each<readonly [why: string, text: string, expected: readonly string[]]>([
    [
      'one a line',
      lines(
        '550 5.1.1 User unknown',
        '552 5.2.2 Mailbox full',
        '554 5.7.1 Client host [192.0.2.9] blocked using zen.spamhaus.org',
      ),
      ['550', '552', '554'],
    ],
    ['the same one again', lines('550 5.1.1 User unknown', '550 5.1.1 User unknown'), ['550', '550']],
    ['a paragraph each', lines('550 5.1.1 User unknown', '', '> 421 4.7.0 try again later'), ['550', '421']],
    [
      'replies of several lines, one after the other',
      lines('550-5.7.1 refused', '550 5.7.1 by us', '550-5.7.1 refused', '550 5.7.1 by us'),
      ['550', '550'],
    ],
    ['quoted and listed', lines('> - 550 5.1.1 User unknown', '> - 552 5.2.2 Mailbox full'), ['550', '552']],
    ['lines that end in CR LF', '550 5.1.1 User unknown\r\n552 5.2.2 Mailbox full\r\n', ['550', '552']],
    [
      'the body of a Postfix bounce',
      lines(
        'This is the mail system at host mail.example.net.',
        '',
        "I'm sorry to have to inform you that your message could not",
        'be delivered to one or more recipients.',
        '',
        '<alice@example.org>: host mx.example.org[192.0.2.1] said: 550 5.1.1',
        '    <alice@example.org>: User unknown (in reply to RCPT TO command)',
        '',
        '<bob@example.com>: host mx.example.com[192.0.2.2] said: 552 5.2.2 Mailbox full',
        '    (in reply to RCPT TO command)',
        '',
        '<carol@example.edu> (expanded from <list@example.net>): host mx.example.edu[192.0.2.3] said: 554 5.7.1',
        '    Message blocked as spam (in reply to end of DATA command)',
      ),
      ['550 alice@example.org', '552 bob@example.com', '554 carol@example.edu'],
    ],
    [
      'the body of an Exim bounce',
      lines(
        '  alice@example.org',
        '    host mx.example.org [192.0.2.1]',
        '    SMTP error from remote mail server after RCPT TO:<alice@example.org>:',
        '    550 5.1.1 User unknown',
        '  bob@example.org',
        '    host mx.example.org [192.0.2.1]',
        '    SMTP error from remote mail server after RCPT TO:<bob@example.org>:',
        '    550 5.1.1 User unknown',
      ),
      ['550 alice@example.org', '550 bob@example.org'],
    ],
    [
      'an address of Outlook, to which its server said it',
      lines(
        'Folgende Empfänger können nicht erreicht werden (Anmeldung an Port 587):',
        "      'alice@example.org' am 20.03.2014 16:21",
        "            Serverfehler: '550 5.1.1 User unknown'",
      ),
      ['550 alice@example.org'],
    ],
    [
      'the body of a qmail bounce',
      lines(
        '<alice@example.org>:',
        '192.0.2.1 does not like recipient.',
        'Remote host said: 550 User unknown',
        'Giving up on 192.0.2.1.',
        '',
        '<bob@example.com>:',
        '192.0.2.2 failed after I sent the message.',
        'Remote host said: 554 Message refused',
      ),
      ['550 alice@example.org', '554 bob@example.com'],
    ],
    [
      'two recipients of one conversation',
      lines(
        '>>> RCPT TO:<alice@example.org>',
        '<<< 550 5.1.1 User unknown',
        '>>> RCPT TO:<bob@example.org>',
        '<<< 552 5.2.2 Mailbox full',
        '>>> DATA',
        '<<< 503 5.5.1 need RCPT',
      ),
      ['550 alice@example.org', '552 bob@example.org'],
    ],
    [
      'a list in one line; what was delivered is none',
      'List: a@example.org 550 5.1.1 user unknown; b@example.org 550 5.7.1 spam; c@example.org 250 OK',
      ['550 a@example.org', '550 b@example.org'],
    ],
    [
      'a list, one a line',
      lines(
        'a@example.org: 550 5.1.1 user unknown',
        'b@example.org: 550 5.7.1 spam detected',
        'c@example.org: 452 4.2.2 mailbox full',
      ),
      ['550 a@example.org', '550 b@example.org', '452 c@example.org'],
    ],
    [
      'the same of two',
      lines('a@example.org 550 5.1.1 user unknown', 'b@example.org 550 5.1.1 user unknown'),
      ['550 a@example.org', '550 b@example.org'],
    ],
    [
      'a list with numbers, bullets and hyphens',
      lines(
        '1. a@example.org - 550 user unknown',
        '* <b@example.org>: 552 quota exceeded',
        'c@example.org,550 5.7.1 x',
      ),
      ['550 a@example.org', '552 b@example.org', '550 c@example.org'],
    ],
    [
      'words and arrows before the code',
      lines(
        'me@example.net -> a@example.org: 550 5.1.1 user unknown',
        'Rcpt b@example.org failed: 550 5.7.1 spam',
        'c@example.org (552 5.2.2 full)',
      ),
      ['550 a@example.org', '550 b@example.org', '552 c@example.org'],
    ],
    [
      'enhanced codes alone',
      lines('a@example.org: 5.1.1 user unknown', 'b@example.org: 5.7.1 spam'),
      ['5.1.1 a@example.org', '5.7.1 b@example.org'],
    ],
    ['a sender is none', 'MAIL FROM:<me@example.net> 550 5.7.1 sender rejected', ['550']],
    [
      'whom a reply names itself',
      '550 5.1.1 user unknown a@example.org; 550 5.7.1 spam b@example.org',
      ['550 a@example.org', '550 b@example.org'],
    ],
  ])('%s', (_why, text, expected) => {
    expect(readFrom(text)).toEqual(expected);
  });

  test('the words of one hold no address of the next', () => {
    const text = lines('a@example.org: 550 5.1.1 user unknown', 'b@example.org: 550 5.7.1 spam detected');
    const texts = [...readArrivals(Buffer.from(text))].map(
      (arrival) => arrival.ok && arrival.value.refusals[0]?.facts.text,
    );
    expect(texts).toEqual(['user unknown', 'spam detected']);
  });

  test('a hundred lines are a hundred refusals', () => {
    expect(readFrom('550 5.1.1 User unknown\n'.repeat(100))).toHaveLength(100);
  });
});

describe('one refusal, whatever stands around it', () => {
  test.each<readonly [why: string, text: string, expected: readonly string[]]>([
    ['lines of one reply', lines('550-5.7.1 This mail is refused', '550 5.7.1 because of us'), ['550']],
    [
      'Exchange, the words in the next paragraph',
      lines("Server returned '451 4.4.0", '', 'Primary target IP address responded with: "451 4.7.3 no'),
      ['451'],
    ],
    [
      'what SwiftMailer tells',
      'Expected response code 354 but got code "503", with message "503 need RCPT" >> DATA << 451 later',
      ['451'],
    ],
    ['a reply that changes its code', lines('450-4.7.1 Please wait', '550 5.1.1 no'), ['550']],
    ['a wrapped line', lines('550 5.1.1 The mailbox', 'does not exist here'), ['550']],
    [
      'a conversation with commands',
      lines(
        '220 mx.example.org ESMTP',
        'EHLO mail.example.net',
        '250-mx.example.org',
        '250 SIZE 10000',
        'MAIL FROM:<me@example.net>',
        '250 2.1.0 Ok',
        'RCPT TO:<alice@example.org>',
        '550 5.1.1 User unknown',
        'QUIT',
        '221 2.0.0 Bye',
      ),
      ['550 alice@example.org'],
    ],
    [
      'a conversation of replies only',
      lines('250 2.1.0 Ok', '450 4.7.1 Greylisted', '250 2.0.0 Ok', '550 5.7.1 Blocked'),
      ['550'],
    ],
    [
      'a refusal and a success behind it',
      lines('550 5.7.1 blocked by policy', '250 2.0.0 Ok: queued as 123'),
      ['550'],
    ],
    [
      'sendmail repeats what it heard',
      lines(
        '   ----- Transcript of session follows -----',
        '... while talking to mx.example.org.:',
        '>>> DATA',
        '<<< 550 5.1.1 <bob@example.org>... User unknown',
        '550 5.1.1 <bob@example.org>... User unknown',
        '<<< 503 5.0.0 Need RCPT (recipient)',
      ),
      ['550 bob@example.org'],
    ],
    [
      'a report says it twice',
      lines(
        'The mail system said: 550 5.7.1 Message refused by policy.',
        '',
        'Diagnostic information:',
        'mx.example.org gave this error: 550 5.7.1 Message refused by policy.',
      ),
      ['550'],
    ],
    ['two codes in a sentence', 'First it was 421 4.7.0 try later, then we got: 550 5.7.1 blocked', ['550']],
  ])('%s', (_why, text, expected) => {
    expect(readFrom(text)).toEqual(expected);
  });
});

describe('lists of refusals in words and fields', () => {
  test.each<readonly [text: string, expected: readonly string[]]>([
    [
      'bob@example.org failed with 550 5.1.1 user unknown; eve@example.org was delivered with 250 ok',
      ['550 bob@example.org'],
    ],
    [
      'bob@example.org, reason: 550 5.1.1 user unknown\neve@example.org, reason: 552 5.2.2 full',
      ['550 bob@example.org', '552 eve@example.org'],
    ],
    [
      'Recipient: bob@example.org\nReason: 550 5.1.1 user unknown\nRecipient: eve@example.org\nReason: 552 5.2.2 full',
      ['550 bob@example.org', '552 eve@example.org'],
    ],
    [
      'Empfänger: a@example.org\nGrund: 550 5.1.1 user unknown\nEmpfänger: b@example.org\nGrund: 552 5.2.2 full',
      ['550 a@example.org', '552 b@example.org'],
    ],
    ['Reason: 550 5.1.1 user unknown\nTo: bob@example.org', ['550 bob@example.org']],
    ['550 5.1.1 user unknown\n-- \nAda\nEmail: ada@example.com', ['550']],
    ['Name: Ada\nE-mail: ada@example.com\nMessage: I get 550 5.1.1 user unknown', ['550']],
    ['To: support@isp.example\nThe answer is\n550 5.1.1 user unknown', ['550']],
    ['This was returned to me@example.com: 550 5.1.1 user unknown', ['550']],
    ['Hi, this is ada@example.com, error: 550 5.1.1 user unknown', ['550']],
    ['Could not be delivered to bob@example.org: 550 5.1.1 user unknown', ['550 bob@example.org']],
    [
      'Reason: 550 5.1.1 user unknown\nTo: bob@example.org\nReason: 552 5.2.2 full\nTo: eve@example.org',
      ['550', '552'],
    ],
    [
      "{'a@example.org': (550, b'5.7.1 blocked'), 'b@example.org': (550, b'5.1.1 user unknown')}",
      ['550 a@example.org', '550 b@example.org'],
    ],
    ['a@example.org,550,5.1.1 user unknown', ['550 a@example.org']],
    ['bob@example.org,me@example.com,550 5.1.1 user unknown', ['550']],
    ['From Gmail: 550 5.7.26 unauthenticated', ['550']],
    ['To: bob@example.org\nError: 550 5.1.1 user unknown', ['550 bob@example.org']],
    [
      "Subject: Address not found\nFrom: Mail Delivery Subsystem <mailer-daemon@mail.example>\nBody: It wasn't delivered\nResponse: 550 5.1.1 no such user",
      ['550'],
    ],
    [
      'Subject: Address not found\nFrom: Mail Delivery Subsystem <mailer-daemon@mail.example>\n\nThe response was:\n550 5.1.1 no such user',
      ['550'],
    ],
    ['421HL:REP 该IP发送行为异常', ['421']],
  ])('%j', (text, expected) => {
    expect(readFrom(text)).toEqual(expected);
  });
});

test.each([
  ['在windows上面写了一封邮件给obama@example.com测试\n\n550 5.7.1 Relay denied', undefined],
  [
    '被拒绝的电子邮件地址是“bob@example.com”。服务器响应: 550 5.7.1 <bob@example.com>: Relay denied',
    'bob@example.com',
  ],
  ['user@例子.example:\n550 5.1.1 User unknown', 'user@例子.example'],
])('words of a script without blanks are no part of an address: %j', (text, recipient) => {
  const [read] = readArrivals(Buffer.from(text));
  expect(read?.ok === true ? read.value.refusals[0]?.facts.recipient : read).toBe(recipient);
});

test.each([
  ['`Exception: 550 5.7.1 Unable to relay for a@example.org`', 'Unable to relay for a@example.org'],
  ['550 5.7.1 see `help` and `delist`', 'see `help` and `delist`'],
])('a backtick that closes what was opened before the code is not quoted: %j', (text, words) => {
  const [read] = readArrivals(Buffer.from(text));
  expect(read?.ok === true ? read.value.refusals[0]?.facts.text : read).toBe(words);
});
