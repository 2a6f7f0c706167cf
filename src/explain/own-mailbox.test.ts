/** Answers for whoever has a mailbox at a provider, and for those who only look like it. Texts composed for this test. */
import { describe, expect, test } from 'vitest';
import { type CategoryId, categories } from '../findings/category.ts';
import { catalogueOf } from '../main/services.ts';
import { mailboxGroupOf } from './own-mailbox.ts';
import { noLetterOf } from './say/no-letter.ts';
import { data, explained, idsOf, lines, said, services, texts } from './testing.ts';

const UNKNOWN = '550 5.1.1 <lisa@example.org>: Recipient address rejected: User unknown';
const LISTED =
  '550 5.7.1 Service unavailable, Client host [66.163.184.153] blocked using Barracuda Reputation';
const REFUSED_GMX =
  '550 5.7.1 Service unavailable; client mout.gmx.net [212.227.15.15] blocked using Barracuda Reputation';
const BLOCKED = '550 5.7.1 [192.0.2.1] Your IP is blocked, see Spamhaus';
const GMAIL = lines(
  'Address not found',
  "Your message wasn't delivered to lisa@example.org because the address couldn't be found, or is unable to receive mail.",
  'The response was:',
  '550 5.1.1 The email account that you tried to reach does not exist.',
);
const gmxBounce = (reason: string, hop: string): string =>
  lines(
    'This message was created automatically by mail delivery software.',
    'A message that you sent could not be delivered to one or more of its recipients.',
    'The following address(es) failed:',
    '',
    'lisa@example.org:',
    `SMTP error from remote server for TEXT command, host: mx.example.org (192.0.2.33) reason: ${reason}`,
    '',
    '--- The header of the original message is following. ---',
    `Received: from [192.168.0.5] by ${hop} (mrgmx104 [192.0.2.17]) with ESMTPSA`,
    'From: erna@gmx.de',
    'To: lisa@example.org',
  );
const notice = (to: string, from: string, reason: string): string =>
  lines(
    `From: Mail Delivery Subsystem <mailer-daemon@${from}>`,
    `To: ${to}`,
    'Subject: Delivery Status Notification (Failure)',
    '',
    'Delivery to the following recipient failed permanently:',
    '',
    '     lisa@example.org',
    '',
    'Technical details of permanent failure:',
    reason,
  );

/** A bounce of a provider to its user, the header of the returned message with this trace. */
const returnedTo = (...trace: readonly string[]): string =>
  lines(
    'From: Mail Delivery System <mailer-daemon@t-online.de>',
    'To: erna@t-online.de',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain',
    '',
    'Your message could not be delivered.',
    '',
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; fwd01.t-online.de',
    '',
    'Final-Recipient: rfc822; lisa@example.org',
    'Action: failed',
    'Status: 5.1.1',
    `Diagnostic-Code: smtp; ${UNKNOWN}`,
    '',
    '--b1',
    'Content-Type: text/rfc822-headers',
    '',
    ...trace,
    'From: erna@t-online.de',
    'To: lisa@example.org',
    'Subject: hello',
    '',
    '--b1--',
    '',
  );
const BY_PROVIDER = lines(
  'Received: from [192.168.0.5] (Xq1@[192.0.2.17]) by fwd01.t-online.de',
  '  with (TLSv1.3:ECDHE encrypted) esmtp id 1abc; Thu, 26 Nov 2026 10:00:00 +0100',
);

/** What only somebody with a server can do, or need not hear. */
const OF_SERVERS =
  /\$ |postqueue|postconf|sending IP|your (?:own )?server|your list|queue|DKIM|SPF|\bMX\b|administrator of|reputation|dig /;

describe('a user of a provider', () => {
  test.each<readonly [string, string]>([
    [`my mail to my daughter came back!\n\n${GMAIL}`, 'mailbox/check-address'],
    [returnedTo(BY_PROVIDER), 'mailbox/check-address'],
    [returnedTo(BY_PROVIDER, 'X-Mailer: Thunderbird'), 'mailbox/check-address'],
    [`My address is erna@gmail.com and my mail came back:\n${UNKNOWN}`, 'mailbox/check-address'],
    [`${GMAIL}\nFrom: erna@gmail.com`, 'mailbox/check-address'],
    [gmxBounce('554 5.7.1 Message rejected due to local policy', 'mail.gmx.net'), 'mailbox/plain-line'],
    [gmxBounce('552 5.3.4 Message size exceeds fixed limit', 'mail.gmx.net'), 'size/link'],
    [notice('erna.example@gmail.com', 'googlemail.com', UNKNOWN), 'mailbox/check-address'],
    [notice('erna@t-online.de', 't-online.de', '550 5.7.1 message refused as spam'), 'mailbox/plain-line'],
    [notice('erna@yahoo.de', 'yahoo.com', LISTED), 'mailbox/providers-matter'],
    [`I have an iCloud address. My mail came back: "${UNKNOWN}"`, 'mailbox/check-address'],
    [`${REFUSED_GMX}\nMeine Adresse ist erna@gmx.de`, 'mailbox/providers-matter'],
    [
      `Your message to lisa@example.org couldn't be delivered.\n${UNKNOWN}\nFrom: erna@gmail.com`,
      'mailbox/check-address',
    ],
  ])('%#', async (text, first) => {
    const verdict = await explained(text);
    expect(verdict.asker).toBe('has-mailbox');
    expect(idsOf(verdict)[0]).toBe(first);
    const {
      possibilities,
      evidence: _,
      quote: __,
      codeMeanings: ___,
      data: ____,
      ...view
    } = await said(text);
    expect(possibilities).toEqual([]);
    expect(JSON.stringify({ ...view, said: '', title: '', headline: '', facts: [] })).not.toMatch(OF_SERVERS);
    expect(view.turn).not.toBe('');
    expect(view.contact).toBe('');
    expect(noLetterOf(verdict, texts)).toBe(texts.ui('has-mailbox.letter'));
  });

  test('an address that does not exist is stopped as for anybody', async () => {
    expect((await explained(GMAIL)).suppress).toBe(true);
  });

  test('where nobody tries again the name is looked at before it is sent there once more', async () => {
    const text = notice('erna.example@gmail.com', 'googlemail.com', 'example.org: Connection timed out');
    expect(idsOf(await explained(text)).slice(0, 2)).toEqual([
      'mailbox/check-domain',
      'mailbox/next-attempt',
    ]);
  });
});

describe('nobody of whom that is known', () => {
  test.each([
    UNKNOWN,
    LISTED,
    `${LISTED}\n\nhe uses hotmail`,
    `My address is erna@gmail.com\n${BLOCKED}`,
    `My address is erna@gmail.com\n451 4.7.1 Too many messages from [192.0.2.1], try again later`,
    // Servers of one's own.
    `I run my own mail server. My address is erna@gmail.com\n${BLOCKED}`,
    `I run my own mail server. My address is erna@gmail.com\n${UNKNOWN}`,
    `Ich habe einen Root-Server bei Hetzner. Meine Adresse ist erna@gmx.de\n550 5.7.1 [192.0.2.1] blocked, Spamhaus PBL`,
    `Ich habe einen Root-Server bei Hetzner. Meine Adresse ist erna@gmx.de\n${UNKNOWN}`,
    `Sent from my NAS via Postfix. My address is erna@gmail.com\n${UNKNOWN}`,
    `J'héberge un petit serveur. Mon adresse est erna@gmail.com\n${UNKNOWN}`,
    `Auf meinem Raspberry Pi läuft Postfix. Meine Adresse ist erna@gmx.de\n${UNKNOWN}`,
    `Ich hab nen vServer bei Strato, meine Adresse ist erna@gmx.de\n${UNKNOWN}`,
    // Administrators of the receiving side.
    `Nobody at Yahoo can mail me. My friend got this: From: erna@yahoo.com\n${UNKNOWN}`,
    `I'm the admin of example.org. A user wrote from: erna@gmail.com to us and got\n${UNKNOWN}`,
    `A user wrote this, from: erna@gmail.com\n${UNKNOWN}`,
    'I administer example.org. Yahoo users get this when writing to us:\nFrom: erna@yahoo.com\n552 5.2.2 Mailbox full',
    "our clients (erna@yahoo.com) can't reach us\n550 Access denied",
    `One of our customers forwarded me this bounce, info@example.org is our address and exists:\n\n${GMAIL}`,
    `Ein Kunde hat mir das weitergeleitet, er schrieb an uns.\nVon: erna@gmx.de\n${UNKNOWN}`,
    // A program of one's own, or a server, which sends by the provider.
    returnedTo(
      'Received: by mail.my-own-host.example (Postfix, from userid 33) id 4F1',
      'X-Mailer: PHPMailer 6',
    ),
    returnedTo(BY_PROVIDER, 'Received: by mail.my-own-host.example (Postfix) id 4F1'),
    returnedTo(BY_PROVIDER, 'X-PHP-Originating-Script: 33:mail.php'),
    returnedTo(BY_PROVIDER, 'X-Mailer: PHPMailer 6.9.1 (https://github.com/PHPMailer/PHPMailer)'),
    returnedTo(BY_PROVIDER, 'Received: by host (Postfix, from userid 33) id 4F1'),
    // A domain of one's own, whose mailboxes are at Google.
    notice('info@example.com', 'googlemail.com', LISTED),
    // Sent under an address of GMX by a server of one's own.
    gmxBounce('550 5.7.1 SPF check failed for gmx.de', 'mail.example.com'),
    notice('erna@gmx.de', 'mail.example.com', UNKNOWN),
    // A bounce of a server of one's own that came to a mailbox at Google.
    `Received: from mail.example.com (192.0.2.9) by mx.google.com with ESMTP\n${notice('erna@gmail.com', 'mail.example.com', LISTED)}`,
    `${GMAIL}\n\nThis is what our server gets when it writes to them.`,
    `We use localhost and gmail SMTP but still show this error: ${UNKNOWN}`,
    `I use Gmail in my PHP script.\n${UNKNOWN}`,
    'MAIL FROM:<erna@gmail.com>\n250 ok\nRCPT TO:<lisa@example.org>\n550 5.1.1 User unknown\nFrom: erna@gmail.com',
    'Nov 27 10:00:00 mx postfix/smtp[1]: A1: to=<lisa@example.org>, relay=mx.example.org[192.0.2.1]:25, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.1] said: 550 5.1.1 User unknown) from: erna@gmail.com',
    '<erna@example.net>: host mx.example.net[192.0.2.9] said: 550 5.7.1 SPF MAIL FROM check failed: The domain gmx.de explicitly declares that 203.0.113.9 is not authorized',
    `smtplib.SMTPRecipientsRefused: {'lisa@example.org': (550, b'5.1.1 User unknown')}\nFrom: erna@gmail.com`,
  ])('%#', async (text) => {
    expect((await explained(text)).asker).toBeUndefined();
  });

  test('who receives is heard before', async () => {
    const text = `When people write to us they get this, for example from erna@gmail.com:\n${UNKNOWN}`;
    expect((await explained(text)).asker).toBe('receives');
  });
});

test.each([
  'The recipient server did not accept our requests to connect. [mx.example.net 192.0.2.1: timed out]',
  '451 4.7.1 Try again later',
])('whose notice Gmail wrote has no queue, wherever the domain is: %s', async (answer) => {
  const view = await said(
    lines(
      'From: info@example.org',
      'There was a temporary problem delivering your message to lisa@example.net. Gmail will retry for 46 more hours.',
      'The response was:',
      '',
      answer,
    ),
  );
  expect(JSON.stringify(view.fixes)).not.toMatch(/postqueue|exim|port 25/);
});

test('who gave up is not said where nobody knows it', async () => {
  const text = notice('erna.example@gmail.com', 'googlemail.com', 'example.org: Connection timed out');
  expect(JSON.stringify((await said(text)).fixes)).not.toContain('Your provider has given up');
});

test('a phone that may not send is looked at, and no server', async () => {
  const text =
    'I can\'t send from my phone: "Cannot Send Mail. A copy has been placed in your Outbox. The sender address was rejected by the server." My address is erna@gmx.de';
  expect(idsOf(await explained(text))).toEqual(['mailbox/outgoing-server', 'mailbox/webmail']);
});

describe('each group of categories', () => {
  const groups = new Set(
    (Object.keys(categories) as CategoryId[]).flatMap((id) =>
      [mailboxGroupOf(id, undefined) ?? [], mailboxGroupOf(id, 'relay') ?? []].flat(),
    ),
  );
  test.each([...groups])('%s has fixes and a turn', (group) => {
    expect(services.fixTable.hasMailbox.get(group)?.length).toBeGreaterThan(0);
    for (const language of ['en', 'de'])
      expect(
        catalogueOf(data, language).find(`mailbox.turn.${group === 'busy' ? 'reach' : group}`),
      ).toBeDefined();
  });
});

describe('spam under his address', () => {
  const forged = (author: string, hop: string): string =>
    lines(
      'Return-Path: <>',
      'Date: 12 Mar 2026 21:20:16 -0000',
      'From: MAILER-DAEMON@mail.example.org',
      'To: erna@gmail.com',
      'Subject: failure notice',
      '',
      'Hi. This is the qmail-send program at mail.example.org.',
      "I'm afraid I wasn't able to deliver your message to the following addresses.",
      "This is a permanent error; I've given up. Sorry it didn't work out.",
      '',
      '<karl@example.net>:',
      'Sorry, no mailbox here by that name. (#5.1.1)',
      '',
      '--- Below this line is a copy of the message.',
      '',
      'Return-Path: <erna@gmail.com>',
      `Received: from ${hop} (192.0.2.121)`,
      '  by mail.example.org with SMTP; 12 Mar 2026 21:20:16 -0000',
      'To: <karl@example.net>',
      'Subject: RE: offer',
      `From: <${author}>`,
      '',
      'Buy!',
    );

  test('the recipient stands as its author, and it never was at the provider', async () => {
    expect((await explained(forged('karl@example.net', 'cable.example.com'))).asker).toBe('did-not-send');
  });

  test.each([
    ['erna@gmail.com', 'cable.example.com'],
    ['visitor@example.com', 'web.example.com'],
    ['karl@example.net', 'mail-wr1-f41.google.com'],
  ])('%s by %s: not', async (author, hop) => {
    expect((await explained(forged(author, hop))).asker).not.toBe('did-not-send');
  });
});
