/** Words whose meaning is known, and their neighbours: what they are taken for, and what is advised first. */
import { describe, expect, test } from 'vitest';
import { explained, idsOf, said } from './testing.ts';

describe('the category', () => {
  test.each<readonly [text: string, category: string]>([
    // A queue's quota is no mailbox's.
    ['450 4.7.3 Organization queue quota exceeded. [outlook.com]', 'rate.throttled'],
    ['450 4.7.9 Application queue quota exceeded', 'rate.throttled'],
    ['452 4.2.2 Quota exceeded', 'recipient.full'],
    ["(553, b'5.1.3 The recipient address ....is not a valid RCF 5321 address", 'address.syntax'],
    ['550 5.1.1 not a valid recipient address', 'recipient.unknown'],
    ['{"status": "rejected", "reject_reason": "unsigned"}', 'sender-account.not-owner'],
    ['"status": "rejected", "reject_reason": "hard-bounce"', 'suppressed'],
    ['550 5.7.20 message rejected: unsigned, no DKIM signature', 'auth.dkim'],
  ])('%s: %s', async (text, category) => {
    expect((await explained(text)).category).toBe(category);
  });
});

describe('the first fix', () => {
  const called = '550-Verification failed for <shop@example.net>';
  test.each<readonly [text: string, first: string, what: string]>([
    [
      '535 5.7.139 Autenticação malsucedida, a solicitação não atendeu aos critérios. [MN2PR07CA0004.namprd07.prod.outlook.com]',
      'account/allow-smtp-auth',
      'the code tells it in every language',
    ],
    [
      '535 5.7.139 Autenticação malsucedida, as credenciais do usuário estavam incorretas. [MN2PR07CA0004.namprd07.prod.outlook.com]',
      'account/credentials',
      'words tell a wrong password',
    ],
    ['535 5.7.8 Error: authentication failed', 'account/credentials', 'another code tells neither'],
    [
      'I entered my gmail information in the settings. SMTP Error: Could not authenticate.',
      'account/app-password',
      'the account is at Google',
    ],
    [
      '552 5.2.2 This message is larger than the current system limit or the recipient mailbox is full.',
      'size/smaller',
      'a smaller message may pass',
    ],
    ['552 5.2.2 Mailbox is full', 'ask/empty-mailbox', 'only the owner can make room'],
    [
      `${called}\n550-No Such User Here\n550 Sender verify failed`,
      'account/mail-from',
      'the MX knows no such sender',
    ],
    [
      `${called}\n550-Could not complete sender verify callout\n550 Sender verify failed`,
      'route/accept-bounces',
      'the MX did not answer',
    ],
    [
      'Für den SMTP-Server ist eine sichere Verbindung erforderlich, oder der Client wurde nicht authentifiziert. Die Serverantwort war: 5.7.0 Must issue a STARTTLS command first. Mit App-Passwort',
      'account/app-password',
      'the text names it',
    ],
    ['Reject reason: Unsigned', 'account/verify-domain', 'Mandrill wants to know the domain'],
  ])('%s: %s', async (text, first) => {
    expect(idsOf(await explained(text))[0]).toBe(first);
  });
});

test('a host for local delivery only is set to send outside, and nothing else is guessed', async () => {
  const bounce =
    'This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  bob@example.org\n    Mailing to remote domains not supported\n';
  const verdict = await explained(bounce);
  expect(idsOf(verdict)).toEqual(['own/send-outside']);
  expect((await said(bounce)).possibilities).toEqual([]);
  expect(idsOf(await explained('554 5.7.1 <bob@example.org>: Relay access denied'))).not.toContain(
    'own/send-outside',
  );
});

describe('an address that a rule refuses', () => {
  const words = '554 5.7.1 <bob@example.org>: Recipient address rejected: Access denied';
  test('may or may not exist: nothing is said of it', async () => {
    const view = await said(words);
    expect(view.headline).toContain('a rule there refuses mail to bob@example.org');
    expect(JSON.stringify(view)).not.toContain('exists and works');
  });
  test('at the server that one sends through: whoever has not logged in', async () => {
    const verdict = await explained(
      `smtplib.SMTPRecipientsRefused: {'bob@example.org': (554, b'5.7.1 <bob@example.org>: Recipient address rejected: Access denied')}`,
    );
    expect([verdict.category, idsOf(verdict)[0]]).toEqual([
      'sender-account.auth-required',
      'relay/authenticate',
    ]);
  });
  test('that a directory does not know: its administrator can look, at a provider of everybody’s nobody', async () => {
    const edge = (to: string): string =>
      `<${to}>: host mx.example[192.0.2.9] said: 550 5.4.1 Recipient address rejected: Access denied. AS(201806281) (in reply to RCPT TO command)`;
    expect(idsOf(await explained(edge('info@microsoft.com')))).toContain('ask/look-up-address');
    expect(idsOf(await explained(edge('info@outlook.com')))).not.toContain('ask/look-up-address');
    const view = await said(edge('bob@example.org'));
    expect(view.headline).toContain('it does not know the address bob@example.org');
    expect(view.tellTo).toBe('the recipient, by phone or at another address');
  });
});

test('a summary that counts what bounced and what was rejected tells nothing of the null sender', async () => {
  const verdict = await explained(
    '1 bounced\n10 rejected (18%)\n<x@example.org>: Sender address rejected: User unknown in virtual mailbox table',
  );
  expect(idsOf(verdict)).not.toContain('route/null-sender');
  expect(idsOf(await explained('550 bounces not accepted here'))).toContain('route/null-sender');
});

test('Exchange servers of one organisation that do not let each other in', async () => {
  const queued = (words: string): string =>
    `LastError : [<LED=451 4.4.0 Primary target IP address responded with: "${words}" Attempted failover to alternate host, but that did not succeed. Either there are no alternate hosts, or delivery failed to all alternate hosts.>]`;
  expect(idsOf(await explained(queued('454 4.7.0 Temporary authentication failure.')))[0]).toBe(
    'own/exchange-login',
  );
  expect(idsOf(await explained(queued('451 4.3.0 Temporary lookup failure')))).not.toContain(
    'own/exchange-login',
  );
  expect(
    idsOf(
      await explained('454 4.7.0 Temporary authentication failure: Connection lost to authentication server'),
    ),
  ).not.toContain('own/exchange-login');
});

describe('what the words state', () => {
  test('the page that lifts the block', async () => {
    const page = 'https://mail.example.org/UnblockMe';
    const words = (host: string): string =>
      `host ${host}[192.0.2.1] said: 550 5.4.6 Unusual sending activity detected. Learn more: https://www.example.org/policy.html To unblock: ${page}`;
    const names = async (host: string): Promise<boolean> =>
      (await said(words(host))).fixes.some(({ text }) => text.includes(page));
    expect(await names('smtp.example.org')).toBe(true);
    // Anybody can write a link: one of somebody else is not recommended.
    expect(await names('smtp.example.net')).toBe(false);
  });
  test('what is not verified, and where; an HTTP status is final', async () => {
    const text =
      'SESAddressNotVerifiedError: 400 Email address is not verified. <ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Message>Email address is not verified. The following identities failed the check in region US-EAST-1: a@example.org, b@example.org</Message></ErrorResponse>';
    const [verdict, view] = [await explained(text), await said(text)];
    expect(verdict.class).toBe('permanent');
    expect(view.fixes[0]?.text).toContain('us-east-1: a@example.org, b@example.org');
    expect((await explained('400 4.4.7 Message delayed')).class).not.toBe('permanent');
    expect((await explained('451 4.3.0 Temporary lookup failure')).class).toBe('transient');
  });
  test('too many recipients: 5yz does not pass later by itself, 452 and 552 do', async () => {
    const classOf = async (text: string): Promise<string> => (await explained(text)).class;
    expect(await classOf('550 5.5.3 RESOLVER.ADR.RecipLimit; too many recipients')).toBe('permanent');
    expect(await classOf('452 4.5.3 Too many recipients')).toBe('transient');
    expect(await classOf('552 5.5.3 Too many recipients')).toBe('transient');
  });
});

describe('our own server of itself', () => {
  const line = (program: string, words: string): string => `Feb 13 04:56:17 mx1 ${program}: ${words}`;
  test.each([
    [
      line('postfix/smtpd[10324]', 'fatal: bad boolean configuration: smtpd_delay_reject = yes d'),
      'own/correct-setting',
    ],
    [
      line(
        'sm-mta[26392]',
        'p964f1qe026392: SYSERR(root): collect: Cannot write ./dfp964f1qe026392 (uid=0, gid=129): Input/output error',
      ),
      'own/check-storage',
    ],
    [
      line('postfix/cleanup[21]', 'fatal: open file defer 4F1B2C3D4E5: Read-only file system'),
      'own/check-storage',
    ],
    [
      line(
        'sm-mta[26392]',
        'p964f1qe026392: SYSERR(root): collect: Cannot write ./dfp964f1qe026392 (uid=0, gid=129): No space left on device',
      ),
      'own/mend-server',
    ],
  ])('%s', async (text, first) => {
    expect(idsOf(await explained(text))[0]).toBe(first);
  });
  test('the setting is named', async () => {
    const view = await said(
      line('postfix/smtpd[10324]', 'fatal: bad numerical configuration: message_size_limit = 20M'),
    );
    expect(view.fixes[0]?.text).toContain('message_size_limit = 20M');
  });
  test('a provider’s server that a list names is not refused by that alone', async () => {
    const reject = (host: string): string =>
      `Mar  4 10:22:31 mx1 postfix/smtpd[2211]: NOQUEUE: reject: RCPT from ${host}[192.0.2.50]: 554 5.7.1 Service unavailable; Client host [192.0.2.50] blocked using bl.spamcop.net; from=<a@example.net> to=<info@example.org> proto=ESMTP helo=<${host}>`;
    const title = async (host: string): Promise<string | undefined> =>
      (await said(reject(host))).fixes.at(-1)?.title;
    expect(await title('mail-ej1-f50.google.com')).toBe('Do not refuse large providers by that list alone');
    expect(await title('mail.example.net')).toMatch(/exception/);
    expect((await explained(reject('mail-ej1-f50.google.com'))).actor).toBe('recipient-admin');
    expect((await explained(reject('mail.example.net'))).actor).toBe('nobody');
  });
});

test('passed on by the recipient’s side, and refused behind it: not our address was judged', async () => {
  const report = (actual: string, reporter: string): string =>
    `From: MAILER-DAEMON@${reporter}\nTo: me@example.com\nSubject: Returned mail\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nreason\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; ${reporter}\n\nFinal-Recipient: rfc822; bob@example.org\n${actual}Action: failed\nStatus: 5.7.1\nRemote-MTA: dns; mx.filter.example.net\nDiagnostic-Code: smtp; 550 5.7.1 Message rejected as spam\n\n--b\nContent-Type: message/rfc822\n\nFrom: me@example.com\nReturn-Path: <me@example.com>\nSubject: x\n\nx\n--b--\n`;
  const first = async (text: string): Promise<string | undefined> =>
    idsOf(await explained(text, { sender: 'me@example.com' }))[0];
  expect(await first(report('', 'mx1.example.org'))).toBe('list/past-forwarder');
  expect(await first(report('X-Actual-Recipient: rfc822; bob@example.edu\n', 'mx1.example.edu'))).toBe(
    'list/past-forwarder',
  );
  // Our own server tells what the other said.
  expect(await first(report('', 'mail.example.com'))).not.toBe('list/past-forwarder');
});
