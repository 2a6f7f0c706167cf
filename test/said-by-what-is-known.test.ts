/** What explain says goes by what is known: nothing is stated that nobody found, and nothing contradicts the code that was given. */
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../src/base/json.ts';
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

const policy = '554 5.7.1 <mail.example.org[192.0.2.44]>: Client host rejected: Blocked by local policy';
const apple =
  '550 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137';
const mailFlow = '550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy';

describe('a rule without a reason', () => {
  test('what it may be besides leaves out what the headline says', async () => {
    const { title } = english.category('policy.unspecified');
    const { possibilities } = await said(policy);
    expect(possibilities.length).toBeGreaterThan(0);
    expect(possibilities.filter((one) => one.startsWith(title))).toEqual([]);
  });

  test('a page that the reply names is opened first, with its address', async () => {
    const { fixes } = await verdictOf(apple);
    expect(fixes[0]?.id).toBe('ask/open-page');
    expect((await said(apple)).fixes[0]?.text).toContain('https://support.apple.com/en-us/HT204137');
    expect(await idsOf(policy)).not.toContain('ask/open-page');
  });

  test('a list that nothing speaks of is not to be cleaned', async () => {
    expect(await idsOf(policy)).not.toContain('list/clean');
    expect(await idsOf('550 5.7.1 Too many invalid recipients, denied by policy')).toContain('list/clean');
  });

  test('a mail-flow rule needs its administrator only', async () => {
    expect(await idsOf(mailFlow)).toEqual(['ask/admin']);
    expect((await said(mailFlow)).possibilities).toEqual([]);
  });

  test('a mail-flow rule that restricts an address, or blocks a sender, is asked for at its administrator, not at the recipient', async () => {
    for (const [text, category] of [
      ['550 5.7.1 Delivery to this address is restricted by a mail flow rule', 'recipient.restricted'],
      ['550 5.7.1 rejected by mail flow rule, sender address blocked', 'sender.blocked'],
    ] as const) {
      expect((await verdictOf(text)).category).toBe(category);
      const ids = await idsOf(text);
      expect(ids[0]).toBe('ask/admin');
      expect(ids).not.toContain('ask/allow-sender');
      expect((await said(text)).fixes[0]?.title).toBe('Ask the administrator of the Exchange for the rule');
    }
  });

  test('whose mailbox is a provider’s has no administrator to ask', async () => {
    const known = (recipient: string) =>
      said(
        `<${recipient}>: host mx01.mail.icloud.com[17.57.154.33] said: ${apple} (in reply to end of DATA command)`,
      );
    expect((await known('anna@icloud.com')).data.mailboxProvider).toBe('Apple');
    expect((await known('anna@example.org')).data.mailboxProvider).toBeUndefined();
  });

  test('look-ups are spoken of only where something was looked up, and the port only where a code came', async () => {
    for (const texts of catalogues) {
      const { turn, avoid } = texts.category('policy.unspecified');
      expect(fillFirst(turn, { lookUps: 2 })).not.toBe(fillFirst(turn, {}));
      expect((await said('5.7.1', texts)).avoid.length).toBe(avoid.length - 1);
    }
    expect((await said(policy)).data.lookUps).toBeUndefined();
  });
});

describe('the next attempt', () => {
  test.each([
    ['452 4.2.2 Mailbox full', { retried: true }],
    ['552 5.2.2 Mailbox full', { ended: true }],
    ['Mailbox full', {}],
  ])('%s', async (text, known) => {
    const { data: all } = await said(text);
    expect({
      ...(all.retried === true && { retried: true }),
      ...(all.ended === true && { ended: true }),
    }).toEqual(known);
  });

  test.each(['recipient.full', 'recipient.rate-limited', 'server.error', 'server.full'] as const)(
    '%s: three things are said of it, by what is known',
    (category) => {
      for (const texts of catalogues) {
        const { wait } = texts.category(category);
        const ways: readonly JsonObject[] = [{ retried: true }, { ended: true }, {}];
        expect(new Set(ways.map((known) => fillFirst(wait, known))).size).toBe(3);
      }
    },
  );

  test('what was put off arrives by itself, what was refused is sent again', async () => {
    const ofPtr = (code: string) =>
      said(`${code} Client host rejected: cannot find your reverse hostname, [192.0.2.1]`);
    expect((await ofPtr('450 4.7.1')).data.afterwards).toBe(english.ui('tell.afterwards.deferred'));
    expect((await ofPtr('550 5.7.1')).data.afterwards).toBe(english.ui('tell.afterwards.refused'));
  });

  test('to the recipient the receiving server is his own, or the provider that has a name', async () => {
    const { refusal } = (await said('550 5.7.23 SPF check failed')).data;
    expect(refusal).toBe(english.ui('tell.refused'));
    expect((await said(apple)).data.refusal).toBe(english.ui('tell.refused', { namedSpeaker: 'Apple' }));
  });
});

describe('a server that reached nobody', () => {
  test.each([
    ['550 5.4.4 Invalid domain name', /^The message could not be delivered because/],
    ['450 4.4.3 temporary resolution failure', /^The message could not be delivered yet because/],
    ['421 4.4.2 Timeout while waiting for command', /^The receiving server put it off because it waited/],
    [
      'Host or domain name not found. Name service error for name=nowhere.example type=A: Host not found',
      /^Your own server could not deliver it because/,
    ],
    [
      "Generating server: ex01.example.org\nuser@example.net\nRemote Server returned '550 5.4.316 Message expired, connection refused(Socket error code 10061)'",
      /^Your own server ex01\.example\.org could not deliver it because/,
    ],
  ])('no receiving server refused: %j', async (text, headline) => {
    expect((await said(text)).headline).toMatch(headline);
  });
});

describe('what the words blame', () => {
  test('SPF judged the address in the link, whose domain is the provider’s', async () => {
    const text =
      'host mx.example.net[198.51.100.4] said: 550 5.7.23 <a@example.net>: Recipient address rejected: Message rejected due to: SPF fail - not authorized. Please see http://www.openspf.net/Why?s=mfrom;id=anna@web.de;ip=192.0.2.66;r=a@example.net (in reply to RCPT TO command)';
    const { headline, fixes } = await said(text);
    expect(headline).toContain('web.de');
    expect(fixes[0]?.title).toContain('web.de');
    expect(await idsOf(text)).not.toContain('spf/add-ip');
  });

  test('a network is no IP', async () => {
    const text =
      '421 4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your IP Netblock [192.0.2.0/24].';
    expect((await said(text)).headline).toContain('192.0.2.0/24');
    expect((await idsOf(text)).slice(0, 2)).toEqual(['listing/find-cause', 'network/ask-owner']);
  });

  test('a client was turned away before any message', async () => {
    const text = '554 5.7.1 <mail.example.org[192.0.2.30]>: Client host rejected: Access denied';
    const ids = await idsOf(text);
    expect(ids.filter((id) => /^(?:dkim|dmarc|content)\//.test(id))).toEqual([]);
    expect((await said(text)).possibilities.join()).not.toContain('DKIM');
  });

  test.each([
    '450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.1]',
    '550-5.7.25 [192.0.2.74] The IP address sending this message does not have a PTR 550-5.7.25 record setup, or the corresponding forward DNS entry does not point 550 5.7.25 to the sending IP. - gsmtp',
  ])('one of two causes is not asserted: %j', async (text) => {
    expect((await said(text)).headline).toMatch(/missing or does not match/);
  });

  test('a page of the provider explains its words', async () => {
    const text =
      '554 5.7.9 Message not accepted for policy reasons. See https://postmaster.yahooinc.com/error-codes';
    expect((await said(text)).headline).toMatch(/SPF, DKIM or DMARC/);
    expect((await idsOf(text))[0]).toBe('dmarc/align');
  });

  test('who complained is not written to', async () => {
    const text =
      '{"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"r@example.com"}],"complaintFeedbackType":"abuse"},"mail":{"source":"a@example.org","messageId":"x"}}';
    expect((await said(text)).tell).toBe('');
  });
});

describe('figures and names that the text states are used', () => {
  const texts = (view: Awaited<ReturnType<typeof said>>): string =>
    [view.headline, ...view.fixes.flatMap((fix) => [fix.text, ...fix.commands]), view.wait, view.fine].join(
      '\n',
    );

  test.each([
    ['552 5.3.4 Message size exceeds fixed limit; size 31457280 of max 26214400', ['(31 MB)', '26 MB']],
    [
      '450 4.2.0 <max@example.net>: Recipient address rejected: Greylisted for 300 seconds',
      ['after 5 minutes', 'the 5 minutes'],
    ],
    [
      "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients",
      ['in a day', "The recipient's address"],
    ],
    ['504 5.5.2 <SRV-EXCH01>: Helo command rejected: need fully-qualified hostname', ['SRV-EXCH01']],
    [
      '<info@west.example>: Domain west.example does not accept mail (nullMX)',
      ['info@west.example', 'dig +noall +comments +answer MX west.example'],
    ],
    ['454 4.7.1 <info@west.example>: Relay access denied', ['dig +short MX west.example']],
    ['<info@west.example>: mail for west.example loops back to myself', ['Your own server', 'relay_domains']],
    [
      "Your message to info@west.example couldn't be delivered after 5 days.\n\n  info@west.example\n    host mail.west.example [192.0.2.99]\n    retry timeout exceeded",
      ['nc -vz -w 10 mail.west.example 25', 'grep info@west.example'],
    ],
    [
      "Die E-Mail an max@west.example wurde nicht zugestellt: 5.4.7 - Delivery expired (message too old) 'timeout'",
      ['max@west.example'],
    ],
    [
      '550-"JunkMail rejected - smtp.host.example (out12.host.example) [203.0.113.80]:50000 is in 550 an RBL: Blocked - see https://www.spamhaus.org/query/ip/203.0.113.80',
      ['because 203.0.113.80 is on'],
    ],
  ])('%s', async (text, stated) => {
    const words = texts(await said(text));
    for (const one of stated) expect(words).toContain(one);
  });
});

test('whom no mail reaches is told another way', async () => {
  const { tellTo } = await said('connect to mx.west.example[192.0.2.33]:25: Connection refused');
  expect(tellTo).toContain('by phone');
});

test('a name of syslog without a dot names no server, and nobody reached was at no greeting', async () => {
  const view = await said(
    'Nov 20 08:00:00 mail postfix/smtp[3011]: B07F3C0012: to=<eva@west.example>, relay=none, delay=30, dsn=4.4.1, status=deferred (connect to mx.west.example[198.51.100.200]:25: Connection timed out)',
  );
  expect(view.headline).toMatch(/^Your own server put it off/);
  expect(view.said).toBe('mail, your own server');
});

test('a warning of a delay is of a message that is still tried, until the time it names', async () => {
  const view = await said(
    `From: MAILER-DAEMON@mail.east.example\nSubject: Delayed Mail\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="BB"\n\n--BB\nContent-Type: text/plain\n\nIt will be retried.\n\n<lisa@west.example>: connect to mx.west.example[192.0.2.33]:25: Connection refused\n\n--BB\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.east.example\n\nFinal-Recipient: rfc822; lisa@west.example\nAction: delayed\nStatus: 4.4.1\nDiagnostic-Code: X-Postfix; connect to mx.west.example[192.0.2.33]:25: Connection refused\nWill-Retry-Until: Sun, 29 Nov 2026 07:00:00 +0100\n\n--BB--\n`,
  );
  expect(view.headline).toContain('has not been able to deliver it yet');
  expect(view.wait).toContain('until Sun, 29 Nov 2026 07:00:00 +0100');
});
