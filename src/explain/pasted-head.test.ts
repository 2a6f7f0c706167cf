import { describe, expect, test } from 'vitest';
import { readArrivals } from './read-arrivals.ts';

const first = (text: string) => {
  const [read] = readArrivals(Buffer.from(text));
  return read?.ok === true ? read.value : undefined;
};

const SAID =
  '<bob@example.org>: host mx.example.org[192.0.2.9] said: 550 5.1.1 User unknown (in reply to RCPT TO command)';
const NDR =
  "Generating server: mail.example.com\ninfo@example.org\nRemote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient info@example.org not found by SMTP address lookup'";

describe('a refusal below header lines that somebody left on top of it', () => {
  test.each([
    [
      'a question',
      'Subject: help\n\nHi, I get 550 5.7.1 Relaying denied when I write to bob@example.org',
      550,
    ],
    [
      'a question with a date',
      `Date: Mon, 3 Mar 2025 09:12:00 +0100\nSubject: no mail\n\nWhat is this?\n${SAID}`,
      550,
    ],
    ['what Postfix wrote', `To: support@example.net\nSubject: Bounce\n\n${SAID}`, 550],
    ['a reply without a status', 'Subject: help\n\nmy server says 550 Relay access denied', 550],
    [
      'Outlook, forwarded',
      `To: it@example.com\nSubject: FW: Undeliverable: Offer\n\nplease help\n\n${NDR}`,
      550,
    ],
    [
      'Outlook, forwarded, with the head that it shows',
      `Date: Mon, 3 Mar 2025 09:12:00 +0100\nFrom: Me <me@example.com>\nTo: it@example.com\nSubject: WG: Unzustellbar: Angebot\n\nkann jemand helfen?\n\n${NDR}`,
      550,
    ],
    [
      'a log',
      `To: it@example.com\nSubject: log\n\nMar  3 10:00:00 web1 postfix/smtp[12]: 9ABCD1: to=<a@example.org>, relay=mx.example.org[192.0.2.9]:25, delay=1, dsn=4.2.2, status=deferred (host mx.example.org[192.0.2.9] said: 452 4.2.2 full (in reply to RCPT TO command))`,
      452,
    ],
    ['the subject alone', 'Subject: 550 5.7.1 Relaying denied\n\nWhat does this mean?', 550],
  ])('%s', (_name, text, code) => {
    expect(first(text)?.refusals[0]?.facts.replyCode).toBe(code);
  });

  test.each([
    ['nothing is refused', 'From: a@example.org\nTo: b@example.org\nSubject: hello\n\nHow are you?'],
    [
      'figures',
      'From: a@example.org\nTo: b@example.org\nSubject: 451 Research\n\n550 people came on Monday.',
    ],
    [
      'words without a code',
      'From: shop@example.org\nTo: b@example.org\nSubject: parcel\n\nWe were unable to deliver the parcel.',
    ],
    [
      'on its way: Received',
      `Received: from a by b; Mon, 3 Mar 2025 09:12:00 +0100\nSubject: help\n\n${SAID}`,
    ],
    ['on its way: MIME', `MIME-Version: 1.0\nSubject: Re: help\n\nYou wrote:\n> ${SAID}`],
    [
      'an answer on a list',
      `From: a@example.org\nDate: Mon, 3 Mar 2025 09:12:00 +0100\nMessage-ID: <1@example.org>\nSubject: Re: help\n\nYou wrote:\n> ${SAID}`,
    ],
  ])('is ordinary mail where %s', (_name, text) => {
    expect(first(text)).toMatchObject({ input: 'message', kind: 'not-a-bounce' });
  });
});
