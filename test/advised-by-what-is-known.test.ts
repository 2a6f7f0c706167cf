/** What explain advises goes by what is known: a fix is offered for what was found or may be, in the words of what is known of it. */
import { describe, expect, test } from 'vitest';
import {
  data,
  texts as english,
  idsOf as fixesOf,
  said,
  explained as verdictOf,
} from '../src/explain/testing.ts';
import { fillFirst } from '../src/findings/catalogue.ts';
import { catalogueOf, languagesOf } from '../src/main/services.ts';

const catalogues = languagesOf(data).map((language) => catalogueOf(data, language));
const idsOf = async (text: string): Promise<readonly string[]> => fixesOf(await verdictOf(text));

/** The server that one sends through, to a program. */
const notServed = "smtplib.SMTPDataError: (451, b'4.3.0 Temporary lookup failure')";

describe('what nobody found is a condition', () => {
  test.each([
    ['ptr/confirm', 'ptrMismatch'],
    ['ptr/own-name', 'ptrGeneric'],
    ['ptr/set', 'ptrMissing'],
    ['dkim/publish-key', 'dkimNoKey'],
    ['dkim/unbroken', 'found'],
    ['spf/add-ip', 'spfFailed'],
    ['account/ask-unblock', 'blocked'],
  ])('%s, unless %s', (id, condition) => {
    for (const texts of catalogues) {
      const { text } = texts.fix(id);
      expect(fillFirst(text, {})).not.toBe(fillFirst(text, { [condition]: true }));
    }
  });

  test('a name that leads nowhere is mended before one is set, and is no machine-made one', async () => {
    const ids = await idsOf('421 Refused. Your reverse DNS entry does not resolve to an IP.');
    expect(ids.slice(0, 2)).toEqual(['ptr/confirm', 'ptr/set']);
    expect(ids).not.toContain('ptr/own-name');
  });

  test('a domain that failed DMARC has a record', async () => {
    const ids = await idsOf('550 DMARC Sender Invalid - envelope rejected');
    expect(ids.filter((id) => id === 'dmarc/publish' || id === 'dmarc/repair-record')).toEqual([]);
    expect(await idsOf('550 5.7.1 Rejected: example.org has no DMARC record')).toContain('dmarc/publish');
  });

  test('greylisting that names SPF: wait first, then SPF', async () => {
    const ids = await idsOf('454 Falha temporária, política SoftFail (greylisting). (#5.7.1)');
    expect(ids.slice(0, 2)).toEqual(['wait/greylist', 'spf/add-ip']);
  });

  test('nobody is said to be blocked who only was not served', async () => {
    const blockedIn = async (words: string) => {
      const { fixes } = await verdictOf(words);
      return fixes.find(({ id }) => id === 'account/ask-unblock')?.data.blocked ?? false;
    };
    expect(await idsOf(notServed)).not.toContain('account/ask-unblock');
    expect(await blockedIn(notServed)).toBe(false);
    expect(await blockedIn('550 5.1.8 Access denied, bad outbound sender')).toBe(true);
  });

  test('of the server that one sends through nothing is guessed', async () => {
    expect((await said(notServed)).possibilities).toEqual([]);
    expect((await said("smtplib.SMTPDataError: (550, b'5.7.1 refused by policy')")).possibilities).toEqual(
      [],
    );
  });

  test('Google’s words for a wrong password: an application password first', async () => {
    const [first] = await idsOf(
      'Error: Invalid login: 535-5.7.8 Username and Password not accepted. https://support.google.com/mail/?p=BadCredentials - gsmtp',
    );
    expect(first).toBe('account/app-password');
  });

  test('a guess at a missing mailbox is told nobody as one', async () => {
    const guess = await said('550 5.2.0 error');
    expect(guess.tell).toBe(english.ui('guess.tell', guess.data));
    expect(guess.fine).toBe('');
  });
});

describe('limits that count failures', () => {
  const failures =
    'Domain example.org has exceeded the max defers and failures per hour (5/5 (100%)) allowed. Message discarded.';

  test('the deliveries that failed are looked up first; no receiver is too fast for', async () => {
    const ids = await idsOf(failures);
    expect(ids[0]).toBe('account/secure');
    expect(ids).not.toContain('rate/slow-down');
    expect(ids).not.toContain('account/raise-limit');
  });

  test.each([
    "Amazon SES: Your account's bounce rate is 11%. We placed your account under review.",
    'Your campaign has been paused. Bounce rate exceeded 5%.',
  ])('the list is cleaned first: %s', async (text) => {
    expect((await idsOf(text))[0]).toBe('list/clean');
  });
});

describe('an address that stands for another', () => {
  const forwarded = `This is the mail system at host mx.club.example.

<old-secretary@example.net> (expanded from <info@club.example>): host
    mx.example.net[192.0.2.15] said: 550 5.1.1 <old-secretary@example.net>:
    Recipient address rejected: User unknown (in reply to RCPT TO command)`;

  test('the forwarding is corrected where it stands, and nothing else is done', async () => {
    const { fixes } = await verdictOf(forwarded);
    expect(fixes.map(({ id }) => id)).toEqual(['ask/fix-forward']);
    expect(fixes[0]?.data).toMatchObject({
      forwarding: 'info@club.example',
      forwardingDomain: 'club.example',
    });
    for (const texts of catalogues) {
      const { turn, tell } = await said(forwarded, texts);
      expect(turn).toContain('club.example');
      expect(tell).toContain('info@club.example');
    }
  });

  test('an address that Exchange made is no spelling of anybody', async () => {
    const { fixes } = await verdictOf(
      "IMCEAEX-_O=EXAMPLE_CN=Anna@example.org Remote Server returned '550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found'",
    );
    expect(fixes.map(({ id }) => id)).toEqual(['list/cached-entry']);
  });
});

test('a message that a list sent out is told as one', async () => {
  const bounce = (field: string) =>
    [
      'From: MAILER-DAEMON@mx.example.org',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example.org',
      '',
      'Final-Recipient: rfc822; bob@example.net',
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 User unknown',
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      'From: news@example.org',
      `${field}: <https://example.org/leave>`,
      'Subject: News',
      '',
      '--b--',
      '',
    ].join('\r\n');
  const mailing = async (field: string) => (await verdictOf(bounce(field))).fixes[0]?.data.mailing;
  expect([await mailing('List-Unsubscribe'), await mailing('List-Id'), await mailing('X-Other')]).toEqual([
    true,
    true,
    undefined,
  ]);
});

test('several lists in one are looked up before anything is sought', async () => {
  const part = async (text: string) => (await said(text)).fixes[0]?.title;
  const host = '554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using';
  expect(await part(`${host} zen.spamhaus.org`)).not.toBe(await part(`${host} bl.spamcop.net`));
});

describe('TLS before anything else', () => {
  test('is asked of who hands mail in', async () => {
    expect((await verdictOf('530 5.7.0 Must issue a STARTTLS command first. - gsmtp')).speaker.role).toBe(
      'smarthost',
    );
  });

  test('but where a server quotes it, of that server', async () => {
    const text =
      'host mx.example.org[192.0.2.1] said: 530 5.7.0 Must issue a STARTTLS command first (in reply to MAIL FROM command)';
    expect((await verdictOf(text)).speaker.role).toBe('recipient-gateway');
  });
});

test.each([
  '<anna@example.org>: 530 5.7.0 Must issue a STARTTLS command first',
  '>>> MAIL From:<a@example.org>\n<<< 530 5.7.0 Must issue a STARTTLS command first',
])('a server was told to begin with TLS: %j', async (text) => {
  expect(await idsOf(text)).not.toContain('tls/turn-on-program');
});

test('a fix that words may bring in is still offered for a guess', async () => {
  const ids = await idsOf('550 Denied by policy');
  expect(ids).toContain('dkim/sign');
  expect(ids).not.toContain('dkim/publish-key');
});
