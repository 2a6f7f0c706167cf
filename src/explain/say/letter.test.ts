/** The letter of --report, made of what somebody pastes and said in the words of the program. */
import { describe, expect, test } from 'vitest';
import { catalogueOf } from '../../main/services.ts';
import { data, texts as english, explained, services } from '../testing.ts';
import { wordsOf } from './document.ts';
import { formatLetter } from './letter.ts';
import { noLetterOf } from './no-letter.ts';

async function letterFor(text: string, showsAddresses = false, texts = english): Promise<string> {
  const verdict = await explained(text);
  const words = wordsOf(verdict, texts, services.providers);
  return noLetterOf(verdict, texts) ?? formatLetter(verdict, words, texts, showsAddresses);
}

const POSTFIX =
  'Jun  5 11:02:10 srv postfix/smtp[3031]: 8C2F61A0: to=<lisa@t-online.de>, relay=mx00.t-online.de[194.25.134.8]:25, delay=1.1, dsn=4.0.0, status=deferred (host mx00.t-online.de[194.25.134.8] refused to talk to me: 554 IP=203.0.113.24 - A problem occurred. (Ask your postmaster for help or to contact tosa@rx.t-online.de to clarify.) (BL))';

test('it says what the receiver said, and no code that only the log of the sender holds', async () => {
  const letter = await letterFor(POSTFIX);
  expect(letter).toContain('(554)\n');
  expect(letter).toContain('\n554 IP=203.0.113.24 - A problem');
  expect(letter).not.toContain('4.0.0');
  expect(letter).not.toContain('refused to talk');
});

test('the recipient is withheld, and how to show him said; whom one may write to stays', async () => {
  const letter = await letterFor(POSTFIX);
  expect(letter).toContain('***@t-online.de');
  expect(letter).toContain('--show-addresses');
  expect(letter).toContain('contact tosa@rx.t-online.de');
  const open = await letterFor(POSTFIX, true);
  expect(open).toContain('lisa@t-online.de');
  expect(open).not.toContain('--show-addresses');
});

test.each(['en', 'de'])('%s: what the writer alone knows is to be filled in', async (language) => {
  const texts = catalogueOf(data, language);
  const letter = await letterFor(POSTFIX, false, texts);
  for (const what of ['yearAndZone', 'ipSince', 'changes'])
    expect(letter).toContain(texts.ui(`letter.fill.${what}`));
  expect(letter).toContain(texts.ui('letter.toFillIn'));
});

test.each([
  ['2024-02-02 11:00:00', 'zone'],
  ['Jun  5 11:02:10', 'yearAndZone'],
])('a time of a log without all of it: %s', async (at, missing) => {
  const line = `${at} mail postfix/smtp[3031]: 8C2F61A0: to=<a@example.org>, relay=mx.example.org[192.0.2.7]:25, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.7] said: 550 5.1.1 User unknown (in reply to RCPT TO command))`;
  expect(await letterFor(line)).toContain(`${at} ${english.ui(`letter.fill.${missing}`)}`);
});

describe('where nobody refused', () => {
  test.each([
    [
      'a domain that is not there',
      'Name service error for name=example.com type=MX: Host not found',
      'nowhere.letter',
    ],
    [
      'an automatic answer',
      'From: a@example.org\nTo: b@example.org\nSubject: Out of office: hello\nAuto-Submitted: auto-replied\nDate: Mon, 1 Jan 2024 10:00:00 +0000\n\nI am away.\n',
      'nobody.letter',
    ],
  ])('%s: no letter', async (_, text, key) => {
    expect(await letterFor(text)).toBe(english.ui(key));
  });

  test('a server that did not answer has refused nothing', async () => {
    const letter = await letterFor(
      '2024-02-02 11:00:00 1rVabc-0001xy-0A ** bob@example.net: retry timeout exceeded',
    );
    expect(letter).not.toContain('refused');
    expect(letter).toContain('postmaster@example.net');
  });
});

test('a list that takes no requests is named to the receiver, who is asked to take the mail', async () => {
  const letter = await letterFor(
    '554 5.7.1 Service unavailable; Client host [192.0.2.44] blocked using dnsbl-1.uceprotect.net',
  );
  expect(letter).toMatch(/by the list UCEPROTECT Level 1,\nwhich names 192\.0\.2\.44/);
});

test('the postmaster of the host that spoke, where no recipient is known', async () => {
  const letter = await letterFor(
    'host mx1.example.org[192.0.2.7] said: 554 Your message could not be saved.',
  );
  expect(letter).toContain('postmaster@example.org');
});

test('the own domain is written, not the whole From', async () => {
  const bounce = `From: MAILER-DAEMON@mx.example.net
Subject: failure notice
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; a@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--x
Content-Type: message/rfc822

From: "Neko Nyaan" <neko@neko.example.com>
To: a@example.org
Subject: hello

hello
--x--
`;
  expect(await letterFor(bounce)).toContain('Sender domain: neko.example.com\n');
});
