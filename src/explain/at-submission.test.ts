import { describe, expect, test } from 'vitest';
import { catalogueOf } from '../main/services.ts';
import { readArrivals } from './read-arrivals.ts';
import { headlineOf } from './say/headline.ts';
import { viewVerdict } from './say/view.ts';
import { data, explained, idsOf } from './testing.ts';

describe('the server that one sends through was not found', () => {
  test.each([
    'nodemailer: Error: getaddrinfo ENOTFOUND smtp.relay.example',
    'File "/usr/lib/python3.11/smtplib.py", line 341, in connect\nsocket.gaierror: [Errno -2] Name or service not known',
    'javax.mail.MessagingException: Unknown SMTP host: smtp.relay.example;\n  nested exception is:\n\tjava.net.UnknownHostException: smtp.relay.example',
    'Unknown SMTP host: smtp.relay.example',
    'gomail: could not send email 1: dial tcp: lookup smtp.relay.example on 192.0.2.53:53: no such host',
    'msmtp: cannot locate host smtp.relay.example: Name or service not known',
    'curl: (6) Could not resolve host: smtp.relay.example',
    "System.Net.Mail.SmtpException: Failure sending mail. ---> The remote name could not be resolved: 'smtp.relay.example'",
    'ssmtp: Cannot open smtp.relay.example:25',
    'Unable to initialize SMTP properly. Check config and use --smtp-debug. VALUES: server=smtp.relay.example',
    '<a@example.org>: Host or domain name not found. Name service error for name=smtp.relay.example type=A: Host not found',
  ])('%s', async (text) => {
    const verdict = await explained(text);
    expect(verdict.category).toBe('net.connection');
    const isNamed = !/^(?:ssmtp|Unable)/.test(text);
    expect(idsOf(verdict)[0]).toMatch(
      isNamed ? /^dns\/(?:check-name|ask-host)$/ : /^account\/submission-port$/,
    );
    expect(idsOf(verdict).filter((id) => id.startsWith('list/'))).toEqual([]);
    expect(verdict.suppress).toBe(false);
    expect(headlineOf(verdict, catalogueOf(data, 'en'), {})).toMatch(/^The message reached no server: /);
    expect(headlineOf(verdict, catalogueOf(data, 'de'), {})).toMatch(/ hat keinen Server erreicht: /);
  });

  test.each([
    // A server with a code looked for the recipient's.
    'smtplib.SMTPRecipientsRefused: {"a@example.org": (550, b"5.1.2 Host unknown (Name server: example.org: no such host)")}',
    // The recipient's own domain.
    '<a@example.org>: Host or domain name not found. Name service error for name=example.org type=A: Host not found',
    '<a@example.org>: Host or domain name not found. Name service error for name=example.org type=MX: Host not found',
  ])('another was: %s', async (text) => {
    expect((await explained(text)).category).toBe('domain.not-found');
  });
});

describe('a domain without a mail server, said at RCPT to a mail program', () => {
  const words = 'Requested action not taken: mailbox unavailable\ninvalid DNS MX or A/AAAA resource record.';
  test("is the recipient's", async () => {
    const verdict = await explained(
      `An error occurred while sending mail. The mail server responded: ${words} Please check the message recipient "bob@example.org" and try again.`,
    );
    expect([verdict.category, verdict.suppress]).toEqual(['domain.no-route', false]);
    expect(idsOf(verdict)).not.toContain('dns/sender-mx');
  });
  test.each([
    `550-${words.replace('\n', '\n550 ')}`,
    `An error occurred while sending mail. The mail server responded: ${words} Please verify that your email address is correct in your account settings and try again.`,
    'An error occurred while sending mail. The mail server responded: 4.1.8 <me@example.net>: Sender address rejected: Domain not found. Please check the message recipient "bob@example.org" and try again.',
  ])("the sender's: %s", async (text) => {
    expect((await explained(text)).category).toBe('dns.sender-domain');
  });
});

test("a host that is neither a relay by its name nor the recipient's: his MX may name it, and his address is fine", async () => {
  const words =
    'Host or domain name not found. Name service error for name=mx7.example.net type=A: Host not found';
  const verdict = await explained(`<a@example.org>: ${words}`);
  expect(verdict.category).toBe('domain.no-route');
  expect(idsOf(verdict)).not.toContain('list/remove');
  // Of the sender's own domain: our relay.
  expect((await explained(`<a@example.org>: ${words}`, { sender: 's@example.net' })).category).toBe(
    'net.connection',
  );
});

describe("a host that is not the recipient's domain: nothing is said of that domain", () => {
  const line = (program: string, name: string, isDeferred = false): string =>
    `Nov 20 10:00:00 mail postfix/${program}[123]: 4F1B2C3D4E5: to=<a@example.org>, relay=none, delay=1, delays=0/0/0/0, ${
      isDeferred ? 'dsn=4.4.3, status=deferred' : 'dsn=5.4.4, status=bounced'
    } (Host or domain name not found. Name service error for name=${name} type=A: Host not found${isDeferred ? ', try again' : ''})`;
  test.each([
    [line('lmtp', 'dovecot'), 'server.config'],
    [line('lmtp', 'dovecot', true), 'server.config'],
    [line('smtp', 'mailhub'), 'server.config'],
    [line('smtp', 'mailhub', true), 'server.config'],
    [line('smtp', 'smtp.relay.example'), 'net.connection'],
    [line('lmtp', 'dovecot.internal.example.org'), 'server.config'],
    [line('smtp', 'mx7.example.org'), 'domain.no-route'],
    [line('smtp', 'smtp.example.org'), 'domain.no-route'],
  ])('%s', async (text, category) => {
    const verdict = await explained(text);
    expect([verdict.category, verdict.suppress]).toEqual([category, false]);
    expect(idsOf(verdict)).not.toContain('list/remove');
  });
  test('the very domain', async () => {
    expect(await explained(line('smtp', 'example.org'))).toMatchObject({
      category: 'domain.not-found',
      suppress: true,
    });
  });
});

test.each([
  'smtplib.SMTPServerDisconnected: Connection unexpectedly closed',
  "Task 'a@example.org - Sending' reported error (0x800CCC0F): 'The connection to the server was interrupted.'",
  'javax.mail.MessagingException: Could not connect to SMTP host: smtp.relay.example, port: 587',
  'Connection could not be established with host smtp.relay.example [Connection timed out #110]',
])('nobody who was not reached has put anything off: %s', async (text) => {
  const verdict = await explained(text);
  expect(headlineOf(verdict, catalogueOf(data, 'en'), { speaker: 'X' })).not.toContain('X');
});

describe('Client host rejected: Access denied', () => {
  const denied = '554 5.7.1 <host.example.net[192.0.2.4]>: Client host rejected: Access denied';
  test('through a program, or in the log of a relay: nobody has logged in', async () => {
    for (const via of ['program', 'relay'] as const) {
      const verdict = await explained(denied, { via });
      expect([verdict.category, idsOf(verdict)[0]]).toEqual([
        'sender-account.auth-required',
        'relay/authenticate',
      ]);
    }
  });
  test("by a server of the recipient's it is a rule of his", async () => {
    expect((await explained(denied)).category).toBe('policy.unspecified');
    expect((await explained(denied, { via: 'mx' })).category).toBe('policy.unspecified');
  });
});

test.each(['curl: (55) RCPT failed: 550', 'curl: (55) MAIL failed: 550'])(
  'a code alone is no word about the recipient: %s',
  async (text) => {
    const verdict = await explained(text);
    expect([verdict.category, verdict.suppress]).toEqual(['unknown', false]);
    expect(idsOf(verdict).filter((id) => id.startsWith('list/'))).toEqual([]);
  },
);

describe('a client of a private address: the server that turned it away stands in our own network', () => {
  test.each([
    ['554 5.7.1 <unknown[192.168.0.4]>: Client host rejected: Access denied', 'sender-account.auth-required'],
    ['450 4.7.1 <unknown[172.17.0.2]>: Client host rejected: cannot find your hostname', 'dns.ptr'],
    [
      '554 5.7.1 Service unavailable; Client host [10.0.0.5] blocked using bl.example.org',
      'reputation.ip-listed',
    ],
  ])('%s', async (text, category) => {
    const verdict = await explained(text);
    expect([verdict.category, verdict.speaker.role, idsOf(verdict)[0]]).toEqual([
      category,
      'smarthost',
      'relay/authenticate',
    ]);
  });

  test('not where another host is known to have spoken, nor of an address of the internet', async () => {
    const words = '554 5.7.1 <unknown[192.168.0.4]>: Client host rejected: Access denied';
    for (const facts of [{ speakerIp: '192.0.2.1' }, { reportingHost: 'mail.example.net' }])
      expect((await explained(words, facts)).speaker.role).not.toBe('smarthost');
    expect((await explained(words.replace('192.168.0.4', '192.0.2.4'))).speaker.role).toBe('unknown');
  });
});

test('a client that is refused by its name or address sent no content and no list', async () => {
  const ids = idsOf(
    await explained(
      '554 5.7.1 <mail.example.org[192.0.2.44]>: Client host rejected: Blocked by local policy',
    ),
  );
  for (const id of ['content/compare', 'list/clean', 'spf/add-ip', 'dkim/sign'])
    expect(ids).not.toContain(id);
  expect(ids.length).toBeGreaterThan(0);
});

describe('no valid recipients: the reason stands in the answer to RCPT TO', () => {
  test.each([
    'Swift_TransportException: Expected response code 354 but got code "554", with message "554 5.5.1 Error: no valid recipients"',
    '554 5.5.1 Error: no valid recipients',
    '503 valid RCPT command must precede DATA',
  ])('%s', async (text) => {
    const verdict = await explained(text);
    expect(idsOf(verdict)).toEqual(['route/read-rcpt']);
    expect([verdict.category, verdict.actor]).toEqual(['protocol.error', 'sender-account']);
  });
});

test('TLS from the start where the server speaks it only after STARTTLS: neither a HELO name nor a certificate', async () => {
  for (const text of [
    'SSL_connect returned=1 errno=0 peeraddr=192.0.2.1:587 state=SSLv3/TLS write client hello: wrong version number',
    'SSL_connect SYSCALL returned=5 errno=0 peeraddr=192.0.2.1:587 state=SSLv2/v3 read server hello A: unknown protocol',
    'nodemailer: Error: error:1408F10B:SSL routines:ssl3_get_record:wrong version number:../ssl3_record.c:332:',
    'System.Net.Mail.SmtpException: Failure sending mail. ---> System.IO.IOException: The handshake failed due to an unexpected packet format.',
  ]) {
    const verdict = await explained(text);
    expect([verdict.category, verdict.class, idsOf(verdict)]).toEqual([
      'tls.failed',
      'permanent',
      ['tls/other-mode'],
    ]);
  }
});

test('a certificate for another name is told with both', async () => {
  const verdict = await explained(
    "PHPMailer: stream_socket_enable_crypto(): Peer certificate CN=`*.example.net' did not match expected CN=`mail.example.org'",
  );
  expect([verdict.category, idsOf(verdict)]).toEqual(['tls.failed', ['tls/server-name']]);
  expect(verdict.told).toMatchObject({ certificateName: '*.example.net', expectedName: 'mail.example.org' });
  const { headline } = viewVerdict(verdict, catalogueOf(data, 'en'), undefined);
  expect(headline).toContain('for *.example.net, not for mail.example.org');
});

describe('the port that the error names', () => {
  test.each([
    ['Error: connect ETIMEDOUT 192.0.2.1:587', 'net/try-port'],
    ['Could not connect to SMTP host: smtp.example.net, port: 465', 'net/try-port'],
    ['gomail: could not send email 1: dial tcp 192.0.2.1:25: i/o timeout', 'account/submission-port'],
  ])('%s', async (text, first) => {
    const ids = idsOf(await explained(`nodemailer: ${text}`));
    expect(ids[0]).toBe(first);
    expect(ids).not.toContain('route/port-25');
    expect(ids.includes('account/submission-port')).toBe(first === 'account/submission-port');
  });
});

test("Outlook's report of what its outgoing server said: log in, before any HELO name", async () => {
  const reported = (said: string): string =>
    `The following recipient(s) cannot be reached:\n\n      'a@example.org' on 12.03.2024 09:14\n            ${said}`;
  const verdict = await explained(reported('550 Access denied - Invalid HELO name (See RFC2821 4.1.1.1)'));
  expect([verdict.category, verdict.speaker.role, idsOf(verdict)[0]]).toEqual([
    'dns.helo',
    'smarthost',
    'relay/authenticate',
  ]);
  // Exchange's looks the same and says something of its own there.
  const exchange = 'The e-mail account does not exist.\n <mx.example.org #5.1.1 smtp;550 5.1.1 unknown>';
  expect((await explained(reported(exchange))).speaker.role).not.toBe('smarthost');
});

describe('what services and programs say of what one may send', () => {
  test.each([
    [
      'exception \'Aws\\Ses\\Exception\\SesException\' with message \'Error executing "SendEmail" on "https://email.eu-west-1.amazonaws.com"; Throttling (client): Maximum sending rate exceeded.\'',
      'rate.throttled',
    ],
    [
      '{"ErrorCode":400,"Message":"The \'From\' address you supplied (Shop <s@example.org>) is not a Sender Signature on your account."}',
      'sender-account.not-owner',
    ],
    ['Error: 550 that IP address is not allowed to send', 'sender-account.relay-denied'],
    [
      String.raw`{"message":"Send Mail Fail. \\r\\nError Code: 550 \\r\\nMessage: Expected response code \"250\" but got code \"550\", with message \"550 \"envelope sender not allowed s@example.org\"\".","level":600}`,
      'sender.blocked',
    ],
  ])('%s', async (text, category) => {
    const { category: is, speaker, suppress } = await explained(text);
    expect([is, speaker.role, suppress]).toEqual([category, 'smarthost', false]);
  });
});

describe("what our own server's delivery says", () => {
  const line = (words: string): string =>
    `Nov 20 10:00:00 mail postfix/pipe[123]: 4F1B2C3D4E5: to=<a@example.org>, relay=none, delay=1, delays=0/0/0/0, dsn=4.3.0, status=deferred (${words})`;

  test('without a code it judges nobody: it could not do something', async () => {
    const verdict = await explained(
      'Nov 20 10:00:00 mail postfix/smtpd[123]: warning: problem talking to server private/anvil: Permission denied',
    );
    expect(verdict.category).toBe('server.config');
  });

  test('a filter behind it may', async () => {
    const words =
      '2024-02-12 10:00:00 1rZ0aB-0001Ab-Cd ** b@example.org R=dmarc_router T=local_delivery: rejected because of the DMARC policy of example.net';
    expect((await explained(words)).category).toBe('auth.dmarc');
  });

  test('with one it may', async () => {
    const verdict = await explained(line('550 5.7.1 Message rejected as spam by the filter'));
    expect(verdict.category).toMatch(/^content\./);
  });
});

test.each([
  'lost connection with dovecot[192.0.2.1] while sending end of data -- message may be sent more than once',
  'lda(anna): Fatal: setgid(5000(vmail) from userdb lookup) failed: Operation not permitted',
])('what puts mail into our own mailboxes, without a code and a server that spoke: %j', async (text) => {
  const verdict = await explained(text);
  expect([verdict.category, verdict.speaker.role]).toEqual(['server.local-delivery', 'own-server']);
  expect(idsOf(verdict)).not.toContain('ask/fix-server');
});

test('the report of a server is of its own delivery', async () => {
  const text =
    'This is the mail system at host mx.example.net.\n\n<bob@example.net>: Command died with status 1: "/usr/bin/procmail"';
  expect((await explained(text)).speaker.role).not.toBe('own-server');
});

test('the same with a code was said by a server', async () => {
  const verdict = await explained(
    '451 4.3.0 lda(anna): Fatal: setgid(5000(vmail) from userdb lookup) failed',
  );
  expect(verdict.speaker.role).not.toBe('own-server');
});

describe('who must act where the server that one sends through refuses', () => {
  test.each([
    'smtplib.SMTPDataError: (451, b"4.3.0 Temporary system problem. Try again later.")',
    'smtplib.SMTPDataError: (554, b"5.7.1 policy violation")',
    'smtplib.SMTPSenderRefused: (550, b"5.5.2 Helo command rejected: Invalid name", "s@example.net")',
  ])('who has an account there: %s', async (text) => {
    const verdict = await explained(text);
    expect([verdict.speaker.role, verdict.actor]).toEqual(['smarthost', 'sender-account']);
    const { turn } = viewVerdict(verdict, catalogueOf(data, 'en'), undefined);
    expect(turn).not.toContain("recipient's administrator");
  });

  test('a program is told the name that it calls itself by; a mail program has none to set', async () => {
    const words = '550 5.5.2 Helo command rejected: Invalid name';
    expect(idsOf(await explained(`smtplib.SMTPSenderRefused: (550, b"${words}")`))[0]).toBe('helo/name');
    const outlook = `'a@example.org' on 12.03.2024 09:14\n            ${words}`;
    expect(idsOf(await explained(outlook))).not.toContain('helo/name');
  });

  test('it offers no login: another way to log in, no other password', async () => {
    const verdict = await explained(
      'System.NotSupportedException: The SMTP server does not support authentication.\n   at MailKit.Net.Smtp.SmtpClient.Authenticate()',
    );
    expect(idsOf(verdict)[0]).toBe('account/mechanism');
    expect(idsOf(verdict)).not.toContain('account/credentials');
  });
});

describe('what went well until there is no delivery', () => {
  const conversation =
    '220 mx.example.org ESMTP\nEHLO client.example.net\n250-mx.example.org\n250 SIZE 1000000';

  test('beside an error it is none', async () => {
    const text = `Error: self signed certificate\n  code: 'ESOCKET',\n\n${conversation}`;
    expect((await explained(text)).category).toBe('tls.failed');
  });

  test('alone, it took no message', () => {
    expect([...readArrivals(Buffer.from(conversation))]).toMatchObject([
      { ok: false, problem: { code: 'positive-replies' } },
    ]);
  });

  test.each([
    '220 mail.example.org ESMTP hMailServer 5.6.8\n250 OK\n250 OK\n354 OK, send.\n250 Queued (0.078 seconds)',
    'Linux 5.4.17 swaks\n250 2.0.0 Ok: queued as F00',
    "{ accepted: [ 'b@example.org' ], rejected: [], response: '250 2.0.0 Ok: queued as 4XyZ', messageId: '<5.1.2@example.net>' }",
    'Verification error: self-signed certificate in certificate chain\n250 STARTTLS\nDATA\n354 Go ahead\n.\n250 2.0.0 OK 1707731234',
    'SMTP error: none\n250 2.0.0 Ok: queued as 4XyZ',
  ])('where a message was taken, also beside the version of a program, it is one: %s', async (text) => {
    expect((await explained(text)).category).toBe('notice.delivered');
  });

  test.each([
    '220 2.0.0 Ready to start TLS\n*** TLS startup failed (connect(): error: certificate verify failed)',
    '220 mx.example.org ESMTP\n250 SIZE 1000\nthen it says: 5.7.1 Relaying denied',
  ])('where it broke off, none: %s', async (text) => {
    expect((await explained(text)).category).not.toBe('notice.delivered');
  });
});

describe('what only the client of one’s own server says', () => {
  test.each([
    'What does it mean? mail for example.net loops back to myself',
    '(connect to mx.example.net[192.0.2.7]:25: Connection refused)',
    'TLS is required, but was not offered by host mx.example.net[192.0.2.7]',
    "Sorry, I couldn't find any host named example.net. (#5.1.2)",
    'retry timeout exceeded',
  ])('%s', async (text) => {
    expect((await explained(text)).speaker.role).toBe('own-server');
  });

  test.each([
    '550 5.4.6 mail for example.net loops back to myself',
    'smtplib.SMTPServerDisconnected: Connection unexpectedly closed',
    'connect to smtp.example.net[192.0.2.7]:587: Connection refused',
  ])('but not where another may have said it: %s', async (text) => {
    expect((await explained(text)).speaker.role).not.toBe('own-server');
  });
});

test('a relay whose name is not found is not the recipient’s domain', async () => {
  const verdict = await explained(
    'May 27 08:54:56 mx dma[1fc69]: using smarthost (smarthost.example.net:25)\nMay 27 08:54:56 mx dma[1fc69]: remote delivery failed: DNS lookup failure: host smarthost.example.net not found',
  );
  expect([verdict.category, verdict.suppress]).toEqual(['net.connection', false]);
});
