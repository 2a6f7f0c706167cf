import { describe, expect, test } from 'vitest';
import { catalogueOf } from '../../main/services.ts';
import { data, explained, idsOf } from '../testing.ts';
import { viewVerdict } from './view.ts';

/** What rests on a server that keeps the message and tries again. */
const OF_QUEUE = {
  en: /let your server try|server tries again|by themselves|the next attempt passes|not send again by hand|own retry/i,
  de: /Server (?:es )?(?:noch einmal|wieder) versuchen|Server versucht|von selbst noch|nicht von Hand/i,
};

describe('a program or a library keeps no queue: nothing that is said rests on one', () => {
  test.each([
    ['com.sun.mail.smtp.SMTPAddressFailedException: 452 #4.5.3 Too many recipients.', 'rate.recipients'],
    [
      "smtplib.SMTPRecipientsRefused: {'a@example.org': (450, b'4.2.0 <a@example.org>: Recipient address rejected: Greylisted')}",
      'greylist',
    ],
    ["smtplib.SMTPRecipientsRefused: {'a@example.org': (452, b'4.2.2 mailbox is full')}", 'recipient.full'],
    [
      "smtplib.SMTPRecipientsRefused: {'a@example.org': (450, b'4.2.1 The user you are trying to contact is receiving mail too quickly')}",
      'recipient.rate-limited',
    ],
    ["smtplib.SMTPConnectError: (421, b'4.7.0 Too many connections from your host')", 'rate.connections'],
    ["smtplib.SMTPDataError: (421, b'4.7.0 Too many messages, slow down')", 'rate.throttled'],
    ["smtplib.SMTPDataError: (452, b'4.3.1 Insufficient system storage')", 'server.full'],
    ["smtplib.SMTPDataError: (451, b'4.3.0 Temporary lookup failure')", 'server.error'],
    [
      'nodemailer: Error: Message failed: 421 4.4.2 mail.example.net Error: timeout exceeded',
      'net.connection',
    ],
    ['Outlook cannot connect to your outgoing (SMTP) e-mail server. (0x80042109)', 'net.connection'],
  ])('%s', async (text, category) => {
    const verdict = await explained(text);
    expect(verdict.category).toBe(category);
    for (const id of ['wait/retry', 'wait/greylist', 'rate/fewer-recipients', 'route/port-25'])
      expect(idsOf(verdict)).not.toContain(id);
    for (const language of ['en', 'de'] as const) {
      const { facts, fixes, tell, avoid, wait } = viewVerdict(
        verdict,
        catalogueOf(data, language),
        undefined,
      );
      const told = fixes.flatMap((fix) => [fix.title, fix.text]);
      for (const one of [...facts, ...told, tell, ...avoid, wait])
        expect(one).not.toMatch(OF_QUEUE[language]);
    }
  });

  test('who asks a program to come again took it for a stranger: no server that one sends through', async () => {
    const verdict = await explained("smtplib.SMTPRecipientsRefused: {'a@example.org': (450, b'Greylisted')}");
    expect([verdict.speaker.role, idsOf(verdict)[0]]).toEqual(['unknown', 'program/send-again']);
  });

  test('after a final reply it is not sent again either', async () => {
    const verdict = await explained("smtplib.SMTPDataError: (554, b'5.3.0 Internal server error')");
    expect(idsOf(verdict)).not.toContain('program/send-again');
  });
});
