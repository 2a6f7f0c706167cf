/** Answers for whoever did not write the refused message, or was to receive it. Texts composed for this test. */
import { describe, expect, test } from 'vitest';
import { catalogueOf } from '../main/services.ts';
import { askersWords } from './askers-words.ts';
import { briefly } from './brief.ts';
import { readArrivals } from './read-arrivals.ts';
import { formatLetter } from './say/letter.ts';
import { noLetterOf } from './say/no-letter.ts';
import { data, explained, idsOf, said, services, texts } from './testing.ts';

const REFUSED =
  '<karl@example.org>: host mx.example.org[192.0.2.7] said: 550 5.7.1 Message rejected as spam by Content Filtering. (in reply to end of DATA command)';
const UNKNOWN = '550 5.1.1 <info@example.org>: Recipient address rejected: User unknown';

test('the short answer stops nobody whom the long one does not stop', async () => {
  for (const text of [
    `When customers write to us they get this: ${UNKNOWN}`,
    `I never sent this message!\n\n${UNKNOWN}`,
    `I wrote to her and got: ${UNKNOWN}`,
  ]) {
    const [arrival] = readArrivals(Buffer.from(text));
    const brief =
      arrival?.ok === true
        ? briefly(arrival.value, services.classifier, services.toldReader.asker).verdicts
        : [];
    expect(brief.map(({ suppress }) => suppress)).toEqual([(await explained(text)).suppress]);
  }
});

test('what was put off was not refused', async () => {
  const { headline } = await said(
    'I never sent this message! 451 4.7.1 Greylisting in action, come back later',
  );
  expect(headline).toContain('put it off');
});

describe('he did not send it', () => {
  test.each([
    `I get 300 of these a day and I never wrote to any of these people!\n\n${REFUSED}`,
    `Ich habe diese Mail nie verschickt! Was soll ich tun?\n\n${UNKNOWN}`,
    `Je n'ai jamais envoyé ce message\n${REFUSED}`,
    `Я этого не отправлял\n${UNKNOWN}`,
    'Someone is sending mail with my address.\n\n550 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org',
  ])('%s', async (text) => {
    const verdict = await explained(text);
    expect(verdict).toMatchObject({ asker: 'did-not-send', actor: 'sender-account', suppress: false });
    expect(idsOf(verdict)).toEqual(['forged/whose', 'forged/protect', 'forged/let-pass']);
    expect(noLetterOf(verdict, texts)).toBe(texts.ui('did-not-send.letter'));
    const view = await said(text);
    expect([view.tell, view.contact, view.wait, view.fine]).toEqual(['', '', '', '']);
    expect(JSON.stringify(view)).not.toMatch(/again in another form|sending IP|allow me/i);
  });

  test('an account that is really used keeps its own list, which begins with who uses it', async () => {
    const verdict = await explained(
      'I never sent this!\n\n550 5.7.1 Your account has been suspended for sending spam',
    );
    expect(verdict.asker).toBeUndefined();
  });
});

describe('it was to come to him', () => {
  test.each([
    [
      'We run Exchange 2016. Customers get "550 5.7.1 Unable to relay" when they send to us.',
      'own/accept-domain',
    ],
    [`When clients write to us they get this back:\n${UNKNOWN}`, 'own/add-mailbox'],
    [
      'Our customers tell us they get "552 5.2.2 mailbox full" when they write to info@example.org. Mailbox is on our dovecot.',
      'receives/make-room',
    ],
    ['Wenn Kunden uns schreiben, kommt: 554 5.7.1 Client host rejected: Access denied', 'own/find-rule'],
    [
      'Nos clients reçoivent ceci quand ils nous écrivent : 554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org',
      'receives/own-list',
    ],
    [
      'Customers who write to us get: host mx.example.org[192.0.2.7] said: 530 5.7.1 Client was not authenticated (in reply to MAIL FROM command)',
      'receives/no-login',
    ],
    ['Nobody can email us: 451 4.4.1 Connection timed out', 'receives/mx'],
  ])('%s', async (text, first) => {
    const verdict = await explained(text);
    expect(verdict).toMatchObject({ asker: 'receives', actor: 'recipient-admin', suppress: false });
    expect(verdict.speaker.role).toBe('recipient-gateway');
    expect(idsOf(verdict)[0]).toBe(first);
    expect(idsOf(verdict).filter((id) => /^(?:list|relay|account)\//.test(id))).toEqual([]);
    expect(noLetterOf(verdict, texts)).toBe(texts.ui('receives.letter'));
    const view = await said(text);
    expect(view.tell).toBe('');
    expect(view.fixes.flatMap(({ commands }) => commands).filter((one) => !one.startsWith('dig '))).toEqual(
      [],
    );
  });

  test('a program of his own is on the sending side, whatever he cannot receive', async () => {
    const verdict = await explained(
      'I cannot receive emails, the console says:\n\nError: Message failed: 550 5.2.0 Spam message rejected\n    at SMTPConnection._actionDATA (/app/node_modules/nodemailer/lib/smtp-connection/index.js:1)',
    );
    expect(verdict.asker).toBeUndefined();
  });

  test('a log of our own tells itself who was refused, and somebody waits for it', async () => {
    const verdict = await explained(
      "I can't receive mail from customers:\n\nNov  3 10:00:00 mx postfix/smtpd[77]: NOQUEUE: reject: RCPT from mail.example.net[192.0.2.4]: 550 5.1.1 <a@example.org>: Recipient address rejected: User unknown; from=<b@example.net> to=<a@example.org> proto=ESMTP helo=<mail.example.net>",
    );
    expect(verdict.asker).toBe('receives');
    expect(verdict.turnedAway).toBeDefined();
    expect(verdict.speaker.because).toEqual(['log']);
  });
});

test('both languages say it whole', async () => {
  for (const language of [texts, catalogueOf(data, 'de')])
    for (const text of [`I never sent this mail.\n${REFUSED}`, `Mail to us is refused with ${UNKNOWN}`]) {
      const view = await said(text, language);
      expect(JSON.stringify(view)).not.toMatch(/\{\??[a-z]\w*\}|undefined/);
      expect(view.headline).not.toContain('{');
    }
});

test('who says nothing of himself, or sends, is answered as before', async () => {
  for (const lead of [
    '',
    'When I write to them:',
    'They did not receive it.',
    'My customers do not get my mail.',
  ]) {
    const text = `${lead}\n\n${REFUSED}`;
    const verdict = await explained(text);
    expect(verdict.asker).toBeUndefined();
    expect(noLetterOf(verdict, texts)).toBeUndefined();
    expect(formatLetter(verdict, await said(text), texts, true)).toContain('karl@example.org');
  }
});

describe('the words of whoever asks', () => {
  test('end where a message begins that came back, and are none of a quotation', () => {
    expect(askersWords('Look:\n----- Original message -----\nI never sent this', {})).toBe('Look:\n');
    expect(askersWords('Look:\nReceived: from a by b\n\nI never sent this', {})).toBe('Look:\n');
    expect(askersWords('> I never sent this\nWhat now?', {})).toBe('\nWhat now?');
  });
  test('are looked for at the beginning of a long text, too', () => {
    const text = `I never sent this!\n${'Some other line.\n'.repeat(400)}550 no\n`;
    const start = text.indexOf('550');
    const beside = askersWords(text, { spans: [{ start, end: start + 6 }] });
    expect(beside.startsWith('I never sent this!')).toBe(true);
    expect(beside.length).toBeLessThanOrEqual(4_096);
  });
  test('are none of the refusal, which stands as a code between them', async () => {
    const spans = [{ start: 4, end: 20 }];
    expect(askersWords('Why 550 I never sent when?', { spans })).toBe('Why  550  when?');
    expect((await explained('Why this? 550 5.7.1 I never sent this to you')).asker).toBeUndefined();
  });
});
