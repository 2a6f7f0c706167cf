/** Mail that speaks of delivery and is no report, beside reports in words that no format knows. */
import { describe, expect, test } from 'vitest';
import { readBounce } from './read-bounce.ts';
import { sampleMessage } from './sample-messages.ts';

function read(from: string, subject: string, body: readonly string[], path = '<carol@example.net>') {
  return readBounce(
    sampleMessage({ 'Return-Path': path, From: from, To: 'anna@example.com', Subject: subject }, body),
  );
}

describe('no report', () => {
  const cases: readonly [what: string, from: string, subject: string, body: readonly string[]][] = [
    [
      'a parcel',
      'Shop <orders@shop.example>',
      'Delivery failed: your parcel could not be delivered',
      ['Our driver could not deliver your parcel to the recipient today.'],
    ],
    [
      'a parcel in German',
      'Paketdienst <info@paket.example>',
      'Zustellung fehlgeschlagen',
      ['Ihr Paket konnte nicht zugestellt werden.'],
    ],
    [
      'an issue of a tracker',
      'Carol <notifications@tracker.example>',
      '[org/repo] 550 5.1.1 user unknown (Issue #12)',
      ['The server says 550 5.1.1 user unknown. Expected: delivered.'],
    ],
    [
      'a ticket',
      'Support <support@desk.example>',
      '[Ticket 17] User unknown',
      ['The user does not exist. 550 5.1.1 reported'],
    ],
    [
      'an invoice by post',
      'Billing <billing@vendor.example>',
      'Invoice undeliverable',
      ['Dear customer,', 'our last invoice was returned as undeliverable.'],
    ],
    [
      'a report passed on with a question',
      'Carol <carol@example.net>',
      'FW: Undeliverable: Figures',
      ['What does this mean?', '550 5.1.1 User unknown'],
    ],
    [
      'a question about one',
      'Élodie <elodie@example.net>',
      'Problème : message non remis',
      [
        "Bonjour, quand j'écris à bob@example.org je reçois « 550 5.1.1 utilisateur inconnu ». Votre message n'a pas pu être remis, dit le serveur.",
      ],
    ],
  ];
  test('a digest of what is kept in quarantine', () => {
    const body = ['You have a message in quarantine that was not delivered to you:', '', 'bob@example.org'];
    expect(read('Microsoft Outlook <noreply@example.com>', 'Spam notification', body).kind).toBe(
      'not-a-bounce',
    );
  });

  test.each(cases)('%s', (_, from, subject, body) => {
    expect(read(from, subject, body).kind).toBe('not-a-bounce');
  });
});

describe('a report', () => {
  const cases: readonly [what: string, subject: string, body: readonly string[]][] = [
    [
      'that blocked what was sent',
      'Your email was blocked',
      ['We blocked the email you sent to bob@example.org.'],
    ],
    [
      'in Polish',
      'Nie można dostarczyć: Figures',
      ['Dostarczanie do następujących adresatów nie powiodło się:', '', 'bob@example.org'],
    ],
    [
      'in Hungarian',
      'Figures',
      ['Az üzenetet nem sikerült kézbesíteni a következő címzettnek:', '', 'bob@example.org'],
    ],
    [
      'in Chinese',
      '退信',
      [
        '原邮件信息:',
        '主题 Figures',
        '',
        '退信原因:',
        '收件人邮件地址(bob@example.org)不存在,邮件无法送达。',
      ],
    ],
  ];
  test.each(cases)('%s', (_, subject, body) => {
    const { kind, recipients } = read('postmaster@mx.example.org', subject, body, '<>');
    expect(kind).toBe('bounce');
    expect(recipients.map((one) => one.recipient)).toEqual(['bob@example.org']);
  });
});

describe('ordinary mail is not a bounce', () => {
  const QUOTED = [
    '> This is the mail system at host mx.example.net.',
    '> <one@example.org>: host mx.example.org said: 550 5.1.1 User unknown',
    '> Final-Recipient: rfc822; one@example.org',
    '> Action: failed',
    '> Status: 5.1.1',
  ];
  test.each([
    ['a person', { Subject: 'Hello' }, ['How are you?']],
    [
      'a reply that quotes a report',
      { Subject: 'Re: Undelivered Mail Returned to Sender', 'In-Reply-To': '<1@x>' },
      ['I got this back, please help:', '', ...QUOTED],
    ],
    [
      'a reply over the whole report',
      { Subject: 'RE: Undeliverable: Hello', 'In-Reply-To': '<1@x>' },
      [
        'Please correct the address.',
        '',
        '-----Original Message-----',
        'From: Mail Delivery System',
        'Subject: Undeliverable: Hello',
        '',
        'Delivery has failed to these recipients or groups:',
        'one@example.org',
        '550 5.1.1 unknown',
      ],
    ],
    [
      'an answer to somebody who passed a report on',
      { Subject: 'Re: Fwd: Mail System Error - Returned Mail' },
      [
        'Is it down again?',
        '',
        '> ----------  Forwarded Message  ----------',
        '>',
        '> Subject: Mail System Error - Returned Mail',
        '> From: Mail Administrator <Postmaster@mx.example.net>',
        '>',
        '> The following recipients did not receive this message:',
        '>',
        '>      <one@example.org>',
        '> Host mx.example.org not found',
      ],
    ],
    [
      'a tracker with the fields of a report',
      { Subject: '[Bug 47] Parser fails', 'Auto-Submitted': 'auto-generated' },
      ['The part is:', '', 'Final-Recipient: rfc822; one@example.org', 'Action: failed', 'Status: 5.1.1'],
    ],
    [
      'a ticket about an account, to the reverse-path',
      { Subject: 'Ticket closed', 'Return-Path': '<>' },
      ['Hello Anna,', 'the account jane@example.org has been closed as you asked.'],
    ],
    [
      'a web form',
      {
        Subject: 'Contact form: delivery failed',
        'Return-Path': '<www-data@web.example.com>',
        'X-PHP-Originating-Script': '1000:contact.php',
      },
      ['E-Mail: ann@example.org', 'Message: I ordered on the 3rd and the delivery failed.'],
    ],
    [
      "spam under a daemon's name",
      {
        Subject: 'Returned mail: see transcript for details',
        From: '"Mail Delivery Subsystem" <info@pills.example.net>',
      },
      ['Best prices. No prescription.', '', 'http://pills.example.net/'],
    ],
    [
      "what Postfix tells its postmaster of somebody's session",
      {
        Subject: 'Postfix SMTP server: errors from unknown[203.0.113.99]',
        From: 'Mail Delivery System <MAILER-DAEMON@mail.example.com>',
        To: 'Postmaster <postmaster@mail.example.com>',
      },
      [
        'Transcript of session follows.',
        '',
        ' In:  RCPT TO:<user@example.org>',
        ' Out: 554 5.7.1 <user@example.org>: Relay access denied',
      ],
    ],
    [
      'a post to a list about bounces',
      {
        Subject: '[mailop] delivery failure at Example',
        'List-Id': '<mailop.example.org>',
        To: 'mailop@example.org',
      },
      ['We see that mail could not be delivered:', '550 5.7.1 blocked', 'Anyone else?'],
    ],
    [
      'a post to a list with the fields of a report',
      { Subject: '[mailop] odd report', 'List-Id': '<mailop.example.org>', To: 'mailop@example.org' },
      ['Seen this?', '', 'Final-Recipient: rfc822; one@example.org', 'Action: failed', 'Status: 5.1.1'],
    ],
    [
      'a shop',
      { Subject: 'Your parcel: delivery failed', 'List-Unsubscribe': '<mailto:u@example.com>' },
      ['We could not deliver your parcel today.'],
    ],
    [
      'a newsletter about quotas',
      { Subject: 'Is your mailbox full?', 'List-Unsubscribe': '<https://example.com/u>' },
      ['Buy more space. Contact sales@example.com.'],
    ],
    [
      "a note about one's own full mailbox",
      { From: 'postmaster@example.com', Subject: 'Your mailbox is full' },
      ['Your mailbox is full. You are over quota: 98 % of 1 GB used. Please delete mail.'],
    ],
    [
      'a lure that pretends to be a report',
      { From: 'Mail Administrator <postmaster@example.com>', Subject: 'Undelivered mail' },
      [
        '5 messages could not be delivered to me@example.com.',
        'Click here to release messages to your inbox.',
      ],
    ],
    ['a holiday offer', { Subject: 'Vacation homes in Urlaub land' }, ['Book now.']],
    [
      'an aggregate report',
      { From: 'noreply-dmarc@example.org', Subject: 'Report domain: example.com Submitter: example.org' },
      ['This is a DMARC aggregate report.'],
    ],
    [
      'a cron job',
      {
        From: 'Cron Daemon <root@host.example>',
        Subject: 'Cron <root@host> backup',
        'Auto-Submitted': 'auto-generated',
      },
      ['error: disk full'],
    ],
    ['a note with a code', { Subject: 'Order 550' }, ['550 5.1.1 pieces were sent to one@example.org']],
  ])('%s', (_name, fields, body) => {
    expect(
      readBounce(
        sampleMessage({ From: 'Person <person@example.org>', To: 'me@example.com', ...fields }, body),
      ).kind,
    ).toBe('not-a-bounce');
  });
});
