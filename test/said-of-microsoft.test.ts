/** What explain says of Microsoft's replies: whose side they speak of, and what mends them. */
import { describe, expect, test } from 'vitest';
import { wordsOf } from '../src/explain/say/document.ts';
import { formatLetter } from '../src/explain/say/letter.ts';
import type { VerdictView } from '../src/explain/say/view.ts';
import {
  texts as english,
  idsOf as fixesOf,
  services,
  explained as verdictOf,
} from '../src/explain/testing.ts';
import type { Verdict } from '../src/explain/verdict.ts';

const viewOf = (verdict: Verdict): VerdictView => wordsOf(verdict, english, services.providers);
const idsOf = async (text: string): Promise<readonly string[]> => fixesOf(await verdictOf(text));

describe('your organisation is the sender’s', () => {
  const forwarding =
    '550 5.7.520 Access denied, Your organization does not allow external forwarding. Please contact your administrator for further assistance. AS(7555)';

  test('who forwards may not, and nothing else is to be mended or guessed', async () => {
    const verdict = await verdictOf(forwarding);
    expect(verdict.fixes.map(({ id }) => id)).toEqual(['account/ask-own-admin']);
    expect([verdict.speaker.role, verdict.actor]).toEqual(['smarthost', 'sender-account']);
    const view = viewOf(verdict);
    expect(view.headline).not.toContain('does not say which');
    expect(view.possibilities).toEqual([]);
    expect(view.tellTo).toBe(english.ui('tellTo.account-admin'));
    expect(formatLetter(verdict, view, english, true)).not.toContain('your server refused');
  });

  test.each([
    [
      "550 5.7.703 Your message can't be delivered because messages to a@example.com are blocked by your organization using Tenant Allow Block List.",
    ],
    [
      "550 5.7.1 Your message can't be delivered because one or more recipients are blocked by your organization's tenant recipient block policy. AS(8910)",
    ],
  ])('%s', async (text) => {
    expect(await idsOf(text)).toEqual(['account/ask-own-admin']);
    expect((await verdictOf(text)).speaker.role).toBe('smarthost');
  });

  test('what another says of forwarding is not it', async () => {
    expect(await idsOf('550 5.7.1 SPF fail: forwarded mail without SRS')).toContain('spf/forwarder');
  });
});

describe('a login that takes no password', () => {
  test.each([
    ['550 5.7.30 Basic authentication is not supported for Client Submission.'],
    ['535 5.7.139 Authentication unsuccessful, basic authentication is disabled.'],
  ])('is not mended at the mailbox: %s', async (text) => {
    expect(await idsOf(text)).toEqual(['account/modern-login']);
    expect(JSON.stringify(viewOf(await verdictOf(text)))).not.toMatch(/Set-CASMailbox|PLAIN/);
  });

  test('the switch of the mailbox is for what it switches, and names whose', async () => {
    const text =
      '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.';
    expect(await idsOf(text)).toEqual(['account/allow-smtp-auth']);
    expect(viewOf(await verdictOf(text)).fixes[0]?.text).toContain('-Identity');
  });
});

describe('an account that nobody broke into', () => {
  test.each([
    [
      '550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains.',
      'account/verify-domain',
    ],
    [
      '550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP. S(7ba6)',
      'account/ask-unblock',
    ],
  ])('%s', async (text, fix) => {
    expect(await idsOf(text)).toEqual([fix]);
    expect(JSON.stringify(viewOf(await verdictOf(text)).tell)).not.toContain('password');
  });

  test('one that was is secured, and let go at the page that lists it', async () => {
    const text = '550 5.1.8 Access denied, bad outbound sender AS(42004)';
    expect((await idsOf(text)).slice(0, 2)).toEqual(['account/secure', 'account/ask-unblock']);
    expect(viewOf(await verdictOf(text)).fixes[1]?.text).toContain('Restricted entities');
  });

  test('a limit of a trial is one', async () => {
    const limit = "Your message can't be sent because your trial tenant has exceeded its daily limit";
    const of = async (text: string) =>
      viewOf(await verdictOf(text)).fixes.some(({ text: said }) => said.includes('on trial'));
    expect(await of(`550 5.7.232 ${limit}`)).toBe(true);
    expect(await of(`550 5.7.233 ${limit.replace('trial ', '')} for sending email`)).toBe(false);
  });
});

describe('a rule that says why', () => {
  const rule = '5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy';

  test('is followed', async () => {
    const { category } = await verdictOf(`${rule}: attachments of type .zip are not allowed`);
    expect(category).toBe('content.attachment');
    expect((await verdictOf(rule)).category).toBe('policy.unspecified');
  });

  test('in words that are no usual reason, too', async () => {
    const view = viewOf(await verdictOf(`550 ${rule}: personal data must be encrypted`));
    expect(view.headline).toContain('words');
    expect(view.tell).not.toContain('only they');
    expect(viewOf(await verdictOf(rule)).tell).toContain('only they');
  });
});

test('who takes insiders only wants no address of ours and no DKIM', async () => {
  const text =
    '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery restriction check failed because the sender was not authenticated when sending to this group';
  expect(await idsOf(text)).toEqual(['ask/allow-sender']);
  const { fixes, headline } = viewOf(await verdictOf(text));
  expect(fixes[0]?.text).toContain('RequireSenderAuthenticationEnabled');
  expect(fixes[0]?.text).not.toContain('DKIM');
  expect(headline).toContain('inside');
  const other =
    '550 5.7.124 RESOLVER.RST.SenderNotInAllowedList; not authorized to send to recipient because it is not on the list';
  expect(viewOf(await verdictOf(other)).headline).not.toContain('inside');
});

test('an error of a list is no listing', async () => {
  const text =
    '554 5.7.1 Service unavailable; Client host [192.0.2.71] blocked using zen.spamhaus.org; Error: open resolver; https://check.spamhaus.org/returnc/pub/192.0.2.12/';
  expect(await idsOf(text)).toEqual(['ask/fix-server']);
  const { tell, fixes } = viewOf(await verdictOf(text));
  expect(tell).toContain('resolver');
  expect(fixes[0]?.text).not.toContain('more than a few hours');
});

describe('who spoke', () => {
  const speakerOf = async (text: string) => (await verdictOf(text)).classification.provider;

  test.each([
    [
      '451 4.7.650 The mail server [192.0.2.60] has been temporarily rate limited. (S775)',
      'microsoft-consumer',
    ],
    ['451 4.7.1 Please slow down, see https://aka.ms/postmaster', 'microsoft-consumer'],
    [
      "550 5.7.515 Access denied, sending domain example.org doesn't meet the required authentication level.",
      'microsoft-consumer',
    ],
    ['550 5.7.606 Access denied, banned sending IP [192.0.2.60]', 'microsoft-365'],
    ['550 5.7.705 Words of another year', 'microsoft-365'],
    ['550 5.4.316 Message expired, connection refused(Socket error code 10061)', 'microsoft-365'],
    ['550 5.2.0 Something, see https://go.microsoft.com/fwlink/?LinkId=526653', 'microsoft-365'],
    ['550 5.7.1 Access denied', undefined],
    ['550 5.7.700 message contains forbidden attachment (in our house code)', undefined],
    ['554 5.7.610 Rejected by Cisco ESA: reputation too low', undefined],
    ['550 5.7.708 Access denied: host [192.0.2.7] not trusted, mx.example.org', undefined],
    ['host mx.example.org said 550 5.4.310 no mailbox anna', undefined],
    ['host mail.strato.de[192.0.2.1] said: 550 5.7.601 blocked (in reply to RCPT TO command)', undefined],
    ['450 4.4.316 Connection refused', 'microsoft-365'],
    ['550 5.7.26 Unauthenticated', undefined],
    ['550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required', undefined],
  ])('%s', async (text, provider) => {
    expect(await speakerOf(text)).toBe(provider);
  });
});

test.each([
  '550 5.7.1 mail is blocked by your organization using Barracuda; contact mx.example.org',
  'host mx.example.org[192.0.2.60] said: 550 5.7.1 Your organization does not allow external forwarding to us (in reply to MAIL FROM command)',
])('whose organisation is meant only Microsoft’s own sentences tell: %s', async (text) => {
  const { speaker, fixes } = await verdictOf(text);
  expect(speaker.role).not.toBe('smarthost');
  expect(fixes.map(({ id }) => id)).not.toContain('account/ask-own-admin');
});

describe('what was put off', () => {
  const isRetried = async (text: string) => (await idsOf(text)).includes('wait/retry');

  test.each([
    [
      '451 4.7.650 The mail server [192.0.2.60] has been temporarily rate limited due to IP reputation.',
      true,
    ],
    [
      '450 4.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137',
      true,
    ],
    [
      '550 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137',
      false,
    ],
    ['450 4.7.25 Client host rejected: cannot find your reverse hostname, [192.0.2.60]', false],
    ['450 4.7.1 <anna@example.org>: Relay access denied', false],
    ['451 4.7.1 Message looks like spam', false],
    ['421 4.7.0 content rejected: virus found', false],
    ['452 4.3.4 message too large', false],
    ['451 4.2.1 mailbox disabled', false],
    ['452 4.2.2 mailbox full', true],
  ])('%s', async (text, expected) => {
    expect(await isRetried(text)).toBe(expected);
  });
});

describe('the server that one hands mail in at', () => {
  test('is named with the one port that it has', async () => {
    const { fixes, tell } = viewOf(
      await verdictOf(
        '530 5.7.57 Client not authenticated to send mail. [FR2P281CA0001.DEUP281.PROD.OUTLOOK.COM]',
      ),
    );
    expect(tell).toContain('smtp.office365.com');
    expect(tell).not.toContain('465');
    expect(fixes.map(({ text }) => text).join()).not.toMatch(/or 465|Postfix mynetworks|Google/);
    const of = viewOf(
      await verdictOf('530 5.7.0 Must issue a STARTTLS command first, authentication required'),
    );
    expect(of.data.starttlsHost).toBeUndefined();
  });

  test('knows a server without login by its connector', async () => {
    const text =
      '550 5.7.64 TenantAttribution; Relay Access Denied SMTP. [DB8EUR05FT004.eop-eur05.prod.protection.outlook.com]';
    const { fixes } = viewOf(await verdictOf(text));
    expect(fixes[0]?.text).toContain('connector');
    expect(fixes[0]?.text).not.toContain('mynetworks');
  });
});

describe('Exchange Online that reached nobody', () => {
  const trace =
    '450 4.4.316 Connection refused [Message=Socket error code 10061] [LastAttemptedServerName=mail.example.org] [LastAttemptedIP=192.0.2.61:25]';

  test.each(['outlook.com', 'exchangelabs.com'])('is a provider’s under %s', async (domain) => {
    const text = `Generating server: AM0PR01MB1234.eurprd01.prod.${domain}\n\nanna@example.org\nRemote Server returned '550 5.4.316 Message expired, connection refused(Socket error code 10061)'`;
    const verdict = await verdictOf(text);
    expect(viewOf(verdict).headline).toMatch(/^Microsoft 365, your provider,/);
    expect(verdict.fixes.map(({ id }) => id)).not.toContain('route/port-25');
  });

  test('quotes the server that it reached, which is told as that one’s words', async () => {
    const text =
      '450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is required to send mail] [LastAttemptedServerName=mail.example.org] [LastAttemptedIP=192.0.2.61:25]';
    const verdict = await verdictOf(text);
    expect(viewOf(verdict).headline).toMatch(/^mail\.example\.org /);
    expect(verdict.fixes.map(({ id }) => id)).not.toContain('client/tls-rule');
  });

  test('is a provider’s, and nobody tests its network or reads its queue', async () => {
    const verdict = await verdictOf(trace);
    const view = viewOf(verdict);
    expect(view.headline).toMatch(/^Microsoft 365, your provider,/);
    expect(view.fixes.flatMap(({ commands }) => commands)).toEqual([]);
    expect(view.fixes[0]?.text).toContain('message trace');
    expect(view.tell).toContain('mail.example.org');
    expect(verdict.reply.senderIp).toBeUndefined();
  });

  test.each([
    ['550 5.4.316 Message expired, connection refused(Socket error code 10061)'],
    ['454 4.7.5 Certificate validation failure, Reason:UntrustedRoot [DB5EUR03]'],
    [
      "Generating server: FR0P281MB1234.DEUP281.PROD.OUTLOOK.COM\na@example.org\nServer at mail.example.org (192.0.2.61) returned '451 4.4.397 Error communicating with target host. -> 421 4.2.1 Unable to connect -> SocketTimedout: Socket error code 10060'",
    ],
  ])('%s', async (text) => {
    const { headline, fixes } = viewOf(await verdictOf(text));
    expect(headline).toMatch(/your provider/i);
    expect(fixes.flatMap(({ commands }) => commands).join()).not.toMatch(
      /nc -vz|postqueue|exim|openssl version/,
    );
  });

  test('an Exchange of one’s own is one’s own', async () => {
    const text =
      "Generating server: ex01.example.org\na@example.net\nRemote Server returned '550 5.4.316 Message expired, connection refused(Socket error code 10061)'";
    expect(viewOf(await verdictOf(text)).headline).toContain('Your own server');
  });

  test('what stands behind its own words is another’s', async () => {
    const text =
      '550 5.4.300 Message expired -> 451 4.4.4 Mail received as unauthenticated, incoming to a recipient domain configured in a hosted tenant which has no mail-enabled subscriptions.';
    expect((await verdictOf(text)).speaker.role).not.toBe('own-server');
  });
});

describe('an address that is not in a directory', () => {
  test.each([
    [
      '550 5.4.1 Recipient address rejected: Access denied. AS(201806281) [DB5EUR03FT001.eop-EUR03.prod.protection.outlook.com]',
    ],
    ['Remote-MTA: dns;mx1.hc123-45.eu.iphmx.com\nDiagnostic-Code: smtp;550 #5.1.0 Address rejected.'],
  ])('may be there all the same: %s', async (text) => {
    expect((await idsOf(text)).slice(0, 3)).toEqual([
      'list/correct-address',
      'ask/look-up-address',
      'list/remove',
    ]);
  });

  test('is given up where the words say that there is none', async () => {
    const text =
      '550 5.1.1 <a@example.org>: Recipient address rejected: User unknown in virtual mailbox table';
    expect(await idsOf(text)).not.toContain('ask/look-up-address');
  });

  test('may be one that the program remembered', async () => {
    const of = async (text: string) => viewOf(await verdictOf(text)).fixes[0]?.text;
    expect(
      await of('550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'),
    ).toContain('suggestion');
    expect(await of('550 5.1.1 User unknown')).not.toContain('suggestion');
  });

  test('is counted by the code of the reply', async () => {
    const commands = async (text: string) =>
      viewOf(await verdictOf(text))
        .fixes.flatMap((fix) => fix.commands)
        .join();
    expect(await commands('550 5.4.1 Recipient address rejected: Access denied. AS(201806281)')).toContain(
      'dsn=5.4.1',
    );
    expect(await commands('550 User unknown')).not.toContain('dsn=');
  });
});
