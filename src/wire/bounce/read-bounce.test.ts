import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMessage } from '../message/index.ts';
import { readBounce } from './read-bounce.ts';
import { sampleMessage, sampleReport } from './sample-messages.ts';

const RETURNED = [
  'Return-Path: <list-bounces@example.com>',
  'Received: from out.example.com (out.example.com [203.0.113.9]) by mx.example.net with ESMTP id X; Mon, 1 Jun 2026 10:00:00 +0000',
  'From: Sender <sender@example.com>',
  'To: Someone <someone@example.org>',
  'Subject: Hello',
  'Message-ID: <1@example.com>',
  '',
  'Text',
];

describe('RFC 3464', () => {
  const status = [
    'Reporting-MTA: dns; mx.example.net',
    'X-Postfix-Queue-ID: ABC123',
    'Arrival-Date: Mon, 1 Jun 2026 10:00:00 +0000',
    '',
    'Final-Recipient: rfc822; inner@example.org',
    'Original-Recipient: rfc822;someone@example.org',
    'Action: failed',
    'Status: 5.2.2',
    'Remote-MTA: dns; mx.example.org',
    'Diagnostic-Code: smtp; 552 5.2.2 Mailbox',
    '    full',
    'Last-Attempt-Date: Mon, 1 Jun 2026 10:00:02 +0000',
  ];
  const notice = [
    '<inner@example.org>: host mx.example.org[192.0.2.25] said: 552 5.2.2 Mailbox',
    '    full (in reply to RCPT TO command)',
  ];

  test('gives every fact of the fields, the phase and address from the words', () => {
    const report = readBounce(sampleReport(notice, status, RETURNED));
    expect(report).toMatchObject({
      kind: 'bounce',
      format: 'rfc3464',
      reportingHost: 'mx.example.net',
      queueId: 'ABC123',
      arrivalDate: 'Mon, 1 Jun 2026 10:00:00 +0000',
    });
    expect(report.recipients).toHaveLength(1);
    expect(report.recipients[0]).toMatchObject({
      recipient: 'inner@example.org',
      originalRecipient: 'someone@example.org',
      action: 'failed',
      enhancedStatus: '5.2.2',
      replyCode: 552,
      diagnostic: '552 5.2.2 Mailbox full',
      remoteHost: 'mx.example.org',
      remoteIp: '192.0.2.25',
      phase: 'rcpt',
      lastAttempt: 'Mon, 1 Jun 2026 10:00:02 +0000',
    });
  });

  test('describes the returned message', () => {
    expect(readBounce(sampleReport(notice, status, RETURNED)).returned).toMatchObject({
      isHeadersOnly: false,
      messageId: '<1@example.com>',
      subject: 'Hello',
      reversePath: 'list-bounces@example.com',
      helo: 'mx.example.net',
    });
  });

  test('names the sending address where the reporter itself refused', () => {
    const own = status.filter((l) => !l.startsWith('Remote-MTA'));
    const { returned } = readBounce(sampleReport(['Mailbox full'], own, RETURNED));
    expect(returned).toMatchObject({ senderIp: '203.0.113.9', helo: 'out.example.com' });
  });

  test.each([
    ['delayed', 'delay'],
    ['delivered', 'delivered'],
    ['relayed', 'delivered'],
    ['expanded', 'delivered'],
    ['failed', 'bounce'],
  ])('action %s gives kind %s', (action, kind) => {
    const changed = status.map((l) => (l.startsWith('Action') ? `Action: ${action}` : l));
    expect(readBounce(sampleReport(['Words'], changed, RETURNED)).kind).toBe(kind);
  });

  test('several recipients keep their fates', () => {
    const two = [
      ...status,
      '',
      'Final-Recipient: rfc822; two@example.org',
      'Action: delayed',
      'Status: 4.4.1',
    ];
    const report = readBounce(sampleReport(['Words'], two, RETURNED));
    expect(report.kind).toBe('bounce');
    expect(report.recipients.map((r) => [r.recipient, r.action])).toEqual([
      ['inner@example.org', 'failed'],
      ['two@example.org', 'delayed'],
    ]);
  });

  test('the fields are found in a text part of the wrong type', () => {
    const message = sampleMessage(
      { From: 'MAILER-DAEMON@mx.example.net', Subject: 'Returned mail', 'Content-Type': 'text/plain' },
      ['Your message could not be delivered.', '', ...status],
    );
    expect(readBounce(message).recipients.map((r) => r.recipient)).toEqual(['inner@example.org']);
  });

  test('a report about a report gives the reason of the first message', () => {
    const inner = [
      'From: MAILER-DAEMON@inner.example',
      'Subject: Undelivered',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="i"',
      '',
      '--i',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; inner.example',
      '',
      'Final-Recipient: rfc822; real@example.org',
      'Action: failed',
      'Status: 5.1.1',
      '--i--',
    ];
    const report = readBounce(sampleReport(notice, status, inner));
    expect(report.recipients.map((r) => r.recipient)).toEqual(['real@example.org']);
  });
});

describe('the same refusal in many languages', () => {
  test.each([
    ['de', 'Unzustellbar: Hallo', 'Ihre Nachricht konnte nicht zugestellt werden an:'],
    ['fr', 'Non remis : Bonjour', "Votre message n'a pas pu être remis à :"],
    ['es', 'No se puede entregar: Hola', 'No se pudo entregar el mensaje a los siguientes destinatarios:'],
    ['pt', 'Falha na entrega', 'Não foi possível entregar a mensagem para:'],
    ['it', 'Mancato recapito', 'Non è stato possibile recapitare il messaggio a:'],
    ['nl', 'Onbestelbaar: Hallo', 'Uw bericht kan niet worden bezorgd bij:'],
    ['pl', 'Niedostarczalne: Witaj', 'Nie można dostarczyć wiadomości do:'],
    ['tr', 'Teslim edilemedi: Merhaba', 'İletiniz şu alıcılara teslim edilemedi:'],
    ['ru', 'Недоставленное сообщение', 'Ваше сообщение не было доставлено:'],
    ['ja', '配信不能: こんにちは', '次の宛先へのメッセージを配信できませんでした。'],
    ['zh', '系统退信', '您的邮件无法投递到以下地址：'],
  ])('%s', (_language, subject, sentence) => {
    const message = sampleMessage(
      { From: 'postmaster@example.org', Subject: subject, 'Content-Type': 'text/plain; charset=utf-8' },
      [sentence, '', 'one@example.org', '', '550 5.1.1 mailbox unknown'],
    );
    const report = readBounce(message);
    expect(report.kind).toBe('bounce');
    expect(report.recipients.map((r) => [r.recipient, r.replyCode])).toEqual([['one@example.org', 550]]);
  });
});

describe('notices that are no refusals', () => {
  test.each([
    ['auto-reply', { Subject: 'Re: Hello', 'Auto-Submitted': 'auto-replied' }, ['I am away.']],
    [
      'auto-reply',
      { Subject: 'Automatic reply: News', To: 'bounces+1@example.com', 'Return-Path': '<>' },
      ['Your message was not delivered to me: I no longer work here.'],
    ],
    [
      'delivered',
      { Subject: 'Delivery Status Notification (Success)', From: 'postmaster@example.org' },
      ['Your message was successfully delivered to the following recipient:', 'one@example.org'],
    ],
    [
      'unsubscribe',
      { Subject: 'Unsubscribe', To: 'list+u1@example.com' },
      ['This message was automatically generated by Apple Mail.'],
    ],
    [
      'unsubscribe',
      { Subject: 'Unsubscribe Request', To: 'unsubscribe@example.com' },
      ['This is an automatic unsubscribe request from a Gmail user.'],
    ],
    ['auto-reply', { Subject: 'Out of Office: Hello' }, ['I am on vacation until June.']],
    ['auto-reply', { Subject: 'Automatische Antwort: Hallo' }, ['Ich bin bis Montag nicht im Büro.']],
    ['auto-reply', { Subject: '自動返信: 件名' }, ['不在にしております。']],
    ['auto-reply', { Subject: 'Réponse automatique : Bonjour' }, ['Je suis absent.']],
    ['unsubscribe', { Subject: 'unsubscribe', To: 'unsub-123@example.com' }, ['']],
    [
      'challenge',
      { Subject: 'Re: Hello' },
      ['I now allow incoming messages only from senders I have approved beforehand.'],
    ],
    [
      'complaint',
      { Subject: 'complaint about message from 192.0.2.9', From: 'staff@hotmail.com' },
      ['See below.'],
    ],
  ])('%s: %o', (kind, fields, body) => {
    expect(readBounce(sampleMessage({ From: 'someone@example.org', ...fields }, body)).kind).toBe(kind);
  });

  test('a complaint names recipient, sending address and reverse-path', () => {
    const message = sampleMessage(
      {
        From: 'fbl@example.org',
        Subject: 'FW: Hello',
        'Content-Type': 'multipart/report; report-type=feedback-report; boundary=b',
      },
      [
        '--b',
        'Content-Type: message/feedback-report',
        '',
        'Feedback-Type: abuse',
        'Original-Rcpt-To: <one@example.org>',
        'Original-Mail-From: <sender@example.com>',
        'Source-IP: 203.0.113.9',
        '--b',
        'Content-Type: message/rfc822',
        '',
        ...RETURNED,
        '--b--',
      ],
    );
    const report = readBounce(message);
    expect(report).toMatchObject({
      kind: 'complaint',
      format: 'arf',
      recipients: [{ recipient: 'one@example.org' }],
    });
    expect(report.returned).toMatchObject({ senderIp: '203.0.113.9', reversePath: 'sender@example.com' });
  });

  test('a read receipt is a delivery', () => {
    const message = sampleMessage(
      {
        From: 'one@example.org',
        Subject: 'Read: Hello',
        'Content-Type': 'multipart/report; report-type=disposition-notification; boundary=b',
      },
      [
        '--b',
        'Content-Type: message/disposition-notification',
        '',
        'Final-Recipient: rfc822;one@example.org',
        'Disposition: manual-action/MDN-sent-manually; displayed',
        '--b--',
      ],
    );
    expect(readBounce(message)).toMatchObject({
      kind: 'delivered',
      recipients: [{ recipient: 'one@example.org' }],
    });
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

test('a report forwarded as an attachment is read', () => {
  const message = sampleMessage(
    {
      From: 'Person <person@example.org>',
      Subject: 'FW: what is this?',
      'Content-Type': 'multipart/mixed; boundary=m',
    },
    [
      '--m',
      'Content-Type: text/plain',
      '',
      'See attached.',
      '--m',
      'Content-Type: message/rfc822',
      '',
      'From: MAILER-DAEMON@mx.example.net',
      'Subject: failure notice',
      '',
      'Unable to deliver message to the following address:',
      '',
      '<one@example.org>:',
      '550 5.1.1 no such user',
      '--m--',
    ],
  );
  expect(readBounce(message)).toMatchObject({
    kind: 'bounce',
    recipients: [{ recipient: 'one@example.org', replyCode: 550 }],
  });
});

test('a report that names nobody gives the recipient of the reverse-path', () => {
  const fields = {
    From: 'MAILER-DAEMON@mx.example.net',
    To: 'bounces+one=example.org@example.com',
    Subject: 'failure notice',
  };
  expect(
    readBounce(sampleMessage(fields, ['Your message could not be delivered.'])).recipients[0]?.recipient,
  ).toBe('one@example.org');
});

test('the range of the diagnostic holds its words', () => {
  const message = sampleMessage({ From: 'MAILER-DAEMON@mx.example.net', Subject: 'failure notice' }, [
    'Unable to deliver message to the following address:',
    '',
    '<one@example.org>:',
    '550 5.1.1 no such user',
  ]);
  const range = readBounce(message).recipients[0]?.diagnosticRange;
  expect(new TextDecoder().decode(message.raw.subarray(range?.start, range?.end)).trim()).toBe(
    '550 5.1.1 no such user',
  );
});

test('a forwarded report is read', () => {
  const message = sampleMessage({ From: 'Person <person@example.org>', Subject: 'Fwd: Returned mail' }, [
    'Look at this.',
    '',
    'Begin forwarded message:',
    '',
    '> From: Mail Delivery System <MAILER-DAEMON@mx.example.net>',
    '> Subject: Returned mail: User unknown',
    '>',
    '> Your message could not be delivered to the following address:',
    '>',
    '> <one@example.org>:',
    '> 550 5.1.1 no such user',
  ]);
  expect(readBounce(message)).toMatchObject({
    kind: 'bounce',
    recipients: [{ recipient: 'one@example.org', replyCode: 550 }],
  });
});

describe('hostile input', () => {
  test('never throws on any bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 600 }),
        (bytes) => typeof readBounce(parseMessage(bytes)).kind === 'string',
      ),
      { numRuns: 200 },
    );
  });

  const folder = '../shared/corpora/bounces/messages';
  test.skipIf(!existsSync(folder))('never throws on corpus messages cut and changed', () => {
    const files = readdirSync(folder);
    const change = fc.record({
      file: fc.nat(files.length - 1),
      cut: fc.nat(4_000),
      at: fc.nat(4_000),
      byte: fc.nat(255),
    });
    fc.assert(
      fc.property(change, ({ file, cut, at, byte }) => {
        const raw = new Uint8Array(readFileSync(`${folder}/${files[file]}`)).slice(0, 400 + cut);
        if (at < raw.length) raw[at] = byte;
        return readBounce(parseMessage(raw)).recipients.length >= 0;
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['addresses', 'a@b.example '],
    ['colons', 'x: '],
    ['quote marks', '> '],
    ['codes', '550 5.1.1 '],
    ['brackets', '<'],
  ])('a line of 200,000 characters of %s is read in bounded time', (_name, unit) => {
    const body = unit.repeat(Math.ceil(200_000 / unit.length));
    const message = sampleMessage({ From: 'MAILER-DAEMON@x.example', Subject: 'failure notice' }, [
      'could not be delivered',
      body,
    ]);
    expect(readBounce(message).kind).toBe('bounce');
  });
});
