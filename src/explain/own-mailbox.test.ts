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

/** What only somebody with a server can do, or need not hear. */
const OF_SERVERS =
  /\$ |postqueue|postconf|sending IP|your (?:own )?server|your list|queue|DKIM|SPF|\bMX\b|administrator of|reputation|dig /;

describe('a user of a provider', () => {
  test.each<readonly [string, string]>([
    [`my mail to my daughter came back!\n\n${GMAIL}`, 'mailbox/check-address'],
    [gmxBounce('554 5.7.1 Message rejected due to local policy', 'mail.gmx.net'), 'mailbox/plain-line'],
    [gmxBounce('552 5.3.4 Message size exceeds fixed limit', 'mail.gmx.net'), 'size/link'],
    [notice('erna.example@gmail.com', 'googlemail.com', UNKNOWN), 'mailbox/check-address'],
    [notice('erna@t-online.de', 't-online.de', '550 5.7.1 message refused as spam'), 'mailbox/plain-line'],
    [notice('erna@yahoo.de', 'yahoo.com', LISTED), 'mailbox/providers-matter'],
    [`I have an iCloud address. My mail came back: "${UNKNOWN}"`, 'mailbox/check-address'],
    [`${LISTED}\n\nhe uses hotmail`, 'mailbox/providers-matter'],
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
