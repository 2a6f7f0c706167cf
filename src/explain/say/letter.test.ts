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
  const line = `${at} mail postfix/smtp[3031]: 8C2F61A0: to=<a@example.org>, relay=mx.example.org[192.0.2.7]:25, dsn=5.7.1, status=bounced (host mx.example.org[192.0.2.7] said: 550 5.7.1 Access denied (in reply to RCPT TO command))`;
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
Status: 5.7.1
Diagnostic-Code: smtp; 550 5.7.1 Access denied

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

const REFUSED =
  'Jun  5 11:02:10 srv postfix/smtp[3031]: 8C2F61A0: to=<lisa@example.net>, relay=mx.example.net[192.0.2.8]:25, delay=1.1, dsn=5.0.0, status=bounced (host mx.example.net[192.0.2.8] said: ';

describe('the sending IP', () => {
  const fill = english.ui('letter.fill.sendingIp');

  test.each([
    ['a block that names none', '550 5.7.1 Your server is blocked because of its poor reputation', true],
    ['a block that names it', '550 5.7.1 203.0.113.9 is blocked because of its poor reputation', false],
    ['a listed domain', '554 5.7.1 Sender domain example.org blocked using dbl.spamhaus.org', false],
    ['a virus', '550 5.7.1 Message contains a virus', false],
  ])('%s', async (_, words, isAsked) => {
    expect((await letterFor(`${REFUSED}${words} (in reply to end of DATA command))`)).includes(fill)).toBe(
      isAsked,
    );
  });

  const blocked = (from: string): string =>
    `Reporting-MTA: dns; out.example\nFrom: <${from}>\n\n<lisa@example.org>: 554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using Barracuda Reputation`;

  test('of a provider is not claimed by who has a mailbox there, and its support is written to', async () => {
    const letter = await letterFor(
      'This is the mail system at host mout.example.\n\n<lisa@example.org>: 554 5.7.1 Service unavailable; Client host [203.0.113.9] blocked using Barracuda Reputation\n\n--- Original message ---\nFrom: Erna <erna@yahoo.de>\nTo: lisa@example.org\nSubject: hello\n',
    );
    expect(letter).toContain(english.ui('letter.provider.to'));
    for (const key of ['sendingIp', 'ipSince', 'changes', 'helo'])
      expect(letter).not.toContain(`${english.ui(`letter.${key}`)}:`);
    expect(letter).toContain('203.0.113.9');
  });

  test('is told where the domain is its own', async () => {
    const verdict = await explained(blocked('a@example.com'), { sender: 'a@example.com' });
    const letter = formatLetter(verdict, wordsOf(verdict, english, services.providers), english, false);
    expect(letter).toContain(`${english.ui('letter.sendingIp')}: 203.0.113.9`);
    expect(letter).not.toContain(english.ui('letter.provider.to'));
  });

  test('is told where its owner gave it, whatever stands in From', async () => {
    const given = { sender: 'a@gmx.de', senderIp: '203.0.113.9', senderIpFrom: 'given' } as const;
    const verdict = await explained(blocked('a@gmx.de'), given);
    const letter = formatLetter(verdict, wordsOf(verdict, english, services.providers), english, false);
    expect(letter).toContain(`${english.ui('letter.sendingIp')}: 203.0.113.9`);
  });
});

describe('nobody is to be written to', () => {
  test.each([
    [
      'of a mailbox that is not there',
      '550 5.1.1 <lisa@example.net>: Recipient address rejected: User unknown',
      'mailbox.letter',
    ],
    ['of a mailbox that is full', '552 5.2.2 Mailbox full, over quota', 'mailbox.letter'],
    [
      'of a domain that a server does not find',
      '550 5.1.2 <lisa@example.net>: Host unknown (Name server: example.net: host not found)',
      'nowhere.letter',
    ],
  ])('%s', async (_, words, key) => {
    expect(await letterFor(`${REFUSED}${words} (in reply to RCPT TO command))`)).toBe(english.ui(key));
  });

  test("of one's own records, at a provider of many; a small one is asked", async () => {
    const words = '550 5.7.26 This mail is unauthenticated: SPF and DKIM did not pass for example.com';
    const of = (host: string, to: string): string =>
      `Jun  5 11:02:10 srv postfix/smtp[3031]: 8C2F61A0: to=<${to}>, relay=${host}[192.0.2.8]:25, delay=1.1, dsn=5.7.26, status=bounced (host ${host}[192.0.2.8] said: ${words} (in reply to end of DATA command))`;
    expect(await letterFor(of('gmail-smtp-in.l.google.com', 'a@gmail.com'))).toBe(english.ui('fault.letter'));
    expect(await letterFor(of('mx.example.net', 'a@example.net'))).toContain('postmaster@example.net');
  });
});

test('whom the reply names for questions is whom it is sent to, and stays', async () => {
  const letter = await letterFor(
    '554 IP=203.0.113.9 - None/bad reputation. Ask your postmaster for help or to contact help@mx.example.net for reset. (NOWL)',
  );
  expect(letter).toContain(english.ui('letter.to', { to: 'help@mx.example.net' }));
  expect(letter).toContain('contact help@mx.example.net');
});

test('the own domain stays where only the words and From name it', async () => {
  const verdict = await explained(
    '550 5.7.1 The account of clinic.example.ru may not send to this recipient, lena.petrova: user blocked',
    { headerFrom: 'Lena <lena@clinic.example.ru>' },
  );
  const letter = formatLetter(verdict, wordsOf(verdict, english, services.providers), english, false);
  expect(letter).toContain('of clinic.example.ru may');
  expect(letter).not.toMatch(/petrova/i);
});

const OF_BOB =
  'Jun  5 11:02:10 srv postfix/smtp[3031]: 8C2F61A0: to=<bob.miller@example.net>, relay=mx.example.net[192.0.2.8]:25, delay=1.1, dsn=5.7.1, status=bounced (host mx.example.net[192.0.2.8] said: ';
const letterOfBob = (words: string): Promise<string> =>
  letterFor(`${OF_BOB}${words} (in reply to RCPT TO command))`);

describe('people whom a reply names are neither shown nor written to', () => {
  test.each([
    ['550 5.7.1 Rejected by policy: could not forward mail to carol.private@gmail.com', 'carol.private'],
    ['550 5.7.1 Policy: we do not forward to carol.private@gmail.com (user setting)', 'carol.private'],
    ['550 5.7.1 Access denied, you may not write to carol.jones@example.net from outside', 'carol.jones'],
    ['550 5.7.1 You are not permitted to write to anna.bauer@example.net', 'anna.bauer'],
    ['550 5.7.1 Sender not permitted to email to hr.leaver@example.net', 'hr.leaver'],
    ['550 5.7.1 Message rejected, for questions contact Bob.Miller@Example.net', 'bob.miller'],
    ['550 5.7.1 Rejected: user asks senders to contact bobby1970@hotmail.com instead', 'bobby1970'],
    ['550 5.7.1 Rejected by policy, contact carol.jones@example.net', 'carol.jones'],
    ['550 5.7.1 Not permitted to write to support@example.net', 'support@'],
  ])('%s', async (words, name) => {
    const letter = (await letterOfBob(words)).toLowerCase();
    expect(letter).not.toContain(name);
    expect(letter).toContain(
      english.ui('letter.toPostmaster', { to: 'postmaster@example.net' }).toLowerCase(),
    );
  });
});

describe('whoever answers for the server is written to', () => {
  test.each([
    ['550 5.7.1 Message rejected, contact support@example.net', 'support@example.net'],
    [
      '550 5.7.1 Rejected. For assistance forward this to abuse_rbl@mail.example.net',
      'abuse_rbl@mail.example.net',
    ],
    ['550 5.7.1 Rejected, for questions contact ops-desk@example.net', 'ops-desk@example.net'],
    ['550 5.7.1 Your mail is not accepted, please contact postmaster@example.net', 'postmaster@example.net'],
  ])('%s', async (words, address) => {
    const letter = await letterOfBob(words);
    expect(letter).toContain(english.ui('letter.to', { to: address }));
    expect(letter.split(address)).toHaveLength(3);
  });
});

test('of several addresses of a provider the one that its reply names', async () => {
  const text = POSTFIX.replaceAll('tosa@', 'tobr@').replace('(BL)', '(NOWL)');
  const words = wordsOf(await explained(text), english, services.providers);
  const letter = await letterFor(text);
  for (const said of [letter, words.contact, words.data.appealAddress, JSON.stringify(words.fixes)]) {
    expect(said).toContain('tobr@rx.t-online.de');
    expect(said).not.toMatch(/(?:tosa|\*)@rx/);
  }
});

describe('a password', () => {
  test.each(['en', 'de'])('%s: is blanked, and said to be one', async (language) => {
    const texts = catalogueOf(data, language);
    const letters = [
      ['hunter22', '535 5.7.8 login failed for ann password="hunter22"'],
      ['hunter 22', '535 5.7.8 login failed for ann password="hunter 22"'],
      ['h@nter.22', '535 5.7.8 login failed for ann password="h@nter.22"'],
      ['AGFubgBzZWNyZXQxMjM=', 'C: AUTH PLAIN AGFubgBzZWNyZXQxMjM=\n535 5.7.8 authentication failed'],
    ] as const;
    for (const [password, text] of letters) {
      const letter = await letterFor(text, false, texts);
      expect(letter).not.toContain(password);
      expect(await letterFor(text, true, texts)).not.toContain(password);
      expect(letter).toContain(texts.ui('password.avoid'));
      expect(letter).not.toContain(texts.ui('letter.withheld'));
      const words = wordsOf(await explained(text), texts, services.providers);
      expect(words.quote).not.toContain(password);
    }
    expect(await letterFor(POSTFIX, false, texts)).not.toContain(texts.ui('password.avoid'));
  });
});
