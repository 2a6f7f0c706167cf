import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factsIn, lines } from './testing.ts';

/** Of each refusal: did a program hear it, its code, its recipient. */
const heardIn = (text: string): readonly string[] =>
  factsIn(text).map(({ via, replyCode, recipient }) =>
    `${via ?? 'nobody'} ${replyCode ?? '-'} ${recipient ?? ''}`.trim(),
  );

describe('a program heard it', () => {
  test.each([
    ['Serverfehler: 550\nServerantwort: 550 5.1.0 Absender ungültig', '550'],
    [
      "Erreur de serveur : 550\nRéponse du serveur : 550 5.1.0 Invalid Sender.\nServeur : 'smtp.example.net'",
      '550',
    ],
    ['It says { "code": "EMESSAGE", "response": "552 5.3.4 too large", "responseCode": 552 }', '552'],
    ['Server terminates connection. response=421-4.7.0 Try again later, closing connection. (EHLO)', '421'],
    ['MAIL_DRIVER: smtp\nSMTP_PORT: 587\nReason: certificate has expired', '-'],
    ['EMAIL_HOST_USER = "a@example.org"\nsend failed: 554 5.7.1 no', '554'],
    [
      "Serveur non disponible à l'adresse smtp.example.net sur le port 465 - Error 111 - Connection refused",
      '-',
    ],
    ['Netzwerkfehler [Error 11001] getaddrinfo failed', '-'],
    ['Failed to receive the SMTP banner from the service listening on port 587', '-'],
    ['SMTP Error: Could not connect to SMTP host.', '-'],
    ['WordPress wp_mail failed: SMTP Error: Could not connect to SMTP host.', '-'],
    ['Failed to send email: dial tcp 192.0.2.1:587: connect: connection refused', '-'],
    ['Error: connect ETIMEDOUT 2001:db8::1:465', '-'],
    ['SMTP ERROR: Password command failed: 535 5.7.8 no', '535'],
    ['SMTP ERROR: DATA END command failed: 554 5.7.1 no', '554'],
    ['SMTP-Fehler: Konnte keine Verbindung zum SMTP-Host herstellen.', '-'],
    ['Erreur SMTP : échec de l’authentification.', '-'],
    ['SMTP 错误：无法连接到 SMTP 主机。', '-'],
    // What the server says, and what the program says of it, may be one word.
    ['An error occurred while sending mail. The mail server responded: 554 error', '554'],
    [
      '0|main | Error: Invalid login: 535 no\n0|main |     at SMTPConnection._formatError (/x/lib/smtp-connection/index.js:605:19)',
      '535',
    ],
    [
      String.raw`Error: Invalid greeting. response=554 no
    at SMTPConnection._actionGreeting (D:\x\node_modules\nodemailer\lib\smtp-connection\index.js:1189:27)`,
      '554',
    ],
    ['SMTP Error (550): Failed to add recipient (5.1.1 user unknown)', '550'],
    ['Erreur SMTP (550) : ajout impossible (5.1.1 inconnu)', '550'],
    ['Erro (SMTP) 550 5.7.1 relay negado', '550'],
    ['Error SMTP: [550] Incorrect sender header (LOCAL)', '550'],
    ['Error: Message failed: 432 4.3.2 Concurrent connections limit exceeded.', '432'],
    ["Error: MAIL FROM failed: '452 4.3.1 Insufficient system storage'", '452'],
    [
      "responseCode: 451,\n  response: '451 4.3.5 <a@example.org>: Recipient address rejected: Server configuration problem'",
      '451 a@example.org',
    ],
    ['Ran into problems sending Mail. Response: 501 5.5.2 : Helo command rejected: Invalid name', '501'],
    ['Connection to tcp://smtp.relay.example:465 Timed Out', '-'],
    ['Errno::ECONNREFUSED: Connection refused - connect(2) for "smtp.relay.example" port 587', '-'],
    [
      "Can't send email: 'SMTP Failed to connect to mail server: Connection refused at /usr/lib/perl5/MIME/Lite.pm line 3044.'",
      '-',
    ],
    [
      'AUTH CRAM-MD5\n235 2.7.0 Authentication successful\nMAIL FROM:<s@example.net>\n250 2.1.0 Ok\nRCPT TO:<a@example.org>\n550 5.1.1 <a@example.org>: Recipient address rejected',
      '550 a@example.org',
    ],
    [
      "Error: Message failed: 554 5.7.1 spam\n    at SMTPConnection._formatError (/app/node_modules/nodemailer/lib/smtp-connection/index.js:784:19) {\n  code: 'EMESSAGE',\n  responseCode: 554\n}",
      '554',
    ],
    [
      "Server Response: '550-no (PC1)\n550-[192.0.2.66]:51234 is listed', Port: 25, Server Error: 550, Error Number: 0x800CCC79",
      '550',
    ],
  ])('%s', (text, code) => {
    expect(heardIn(text)).toEqual([`program ${code}`]);
  });

  test('the transcript of PHPMailer: the words of the server end where its own lines begin', () => {
    const transcript = (time: string): string =>
      lines(
        `${time}CLIENT -> SERVER: MAIL FROM:<s@example.net>`,
        `${time}SERVER -> CLIENT: 250 2.1.0 Ok`,
        `${time}CLIENT -> SERVER: RCPT TO:<a@example.org>`,
        `${time}SERVER -> CLIENT: 554 5.7.1 Relay access denied`,
        `${time}SMTP ERROR: RCPT TO command failed: 554 5.7.1 Relay access denied`,
        'SMTP Error: The following recipients failed: a@example.org',
        `${time}CLIENT -> SERVER: QUIT`,
        `${time}SERVER -> CLIENT: 221 2.0.0 Bye`,
      );
    for (const time of ['', '2026-11-20 10:00:00 ', '2026-11-20 10:00:00\t']) {
      const [facts, ...others] = factsIn(transcript(time));
      expect(others).toEqual([]);
      expect(facts).toMatchObject({
        via: 'program',
        text: 'Relay access denied',
        phase: 'rcpt',
        recipient: 'a@example.org',
      });
    }
  });

  test('the frames of an exception, and what is nested in it, are no words of the server', () => {
    const java = lines(
      'com.sun.mail.smtp.SMTPAddressFailedException: 550 5.1.1 <a@example.org>: no user',
      ';',
      '  nested exception is:',
      '\tcom.sun.mail.smtp.SMTPAddressFailedException: 550 5.1.1 <b@example.org>: no such',
      '\tat com.sun.mail.smtp.SMTPTransport.rcptTo(SMTPTransport.java:1862)',
    );
    expect(factsIn(java).map(({ via, text }) => [via, text])).toEqual([
      ['program', '<a@example.org>: no user'],
      ['program', '<b@example.org>: no such'],
    ]);
  });

  test('a port behind the name of a host is no code of a reply', () => {
    expect(heardIn('Connection could not be established with host "smtp.example.net:587"')).toEqual([
      'program -',
    ]);
    expect(heardIn('stream_socket_client(): Unable to connect to ssl://smtp.example.net:465 (no)')).toEqual([
      'program -',
    ]);
  });
});

describe('a server heard it, and tells of it', () => {
  test.each([
    'Die Nachricht konnte nicht gesendet werden. mx.example.org antwortete: 550 5.7.1 abgelehnt',
    'From: MAILER-DAEMON@mx.example.net\nUnable to send message to a: remote server said 550 5.1.1 no',
    'Unable to send message. Remote host said: 550 5.7.1 denied',
    'Sending of the message failed: SMTP error from remote mail server after RCPT TO: 550 no such user',
    'An error occurred while sending mail. The mail server responded: host mx.example.org[192.0.2.1] said: 550 no',
    '550 5.7.1 An error occurred while sending mail',
  ])('%s', (text) => {
    expect(heardIn(text)).toEqual(['nobody 550']);
  });

  const listed = '554 5.7.1 Service unavailable; Client host [203.0.113.1] blocked using bl.example.org';
  test.each([
    'X-Mailer: PHPMailer 6.8.0 (https://github.com/PHPMailer/PHPMailer)',
    'X-Mailer: PHPMailer 5.2.9 (https://github.com/PHPMailer/PHPMailer/)',
    'X-PHP-Originating-Script: 1000:Mail.php(143)',
    'Message-ID: <x@nodemailer/lib>',
    'Received: by x\n\tfrom smtplib.example',
    '> User-Agent: smtplib. 1',
  ])('a message that a bounce quotes tells of no program: %s', (field) => {
    expect(heardIn(lines('The response from the remote server was:', listed, '', field))).toEqual([
      'nobody 554',
    ]);
    expect(heardIn(lines(listed, field))).toEqual(['nobody 554']);
  });

  test.each([
    'goroutine 12 [running]:\nmain.sendMail(...)\n\t/srv/app/mail.go:19',
    '#0 /var/www/html/lib/Mail.php(1500): Mail->send()',
    '\tat com.example.Mail.rcptTo(Mail.java:1986)',
    '    at Object.sendMail (/app/lib/mail.js:280:12)',
  ])('frames behind a blank line tell of a program: %s', (frames) => {
    expect(heardIn(`panic: ${listed}\n\n${frames}\n`)).toEqual(['program 554']);
  });

  test.each([
    `${listed}\n\nSee also\napp.go:120`,
    `logger=smtp.out remote=mx.example.org msg="${listed}"`,
    `SMTP delivery failed: ${listed}\n/opt/postal/app/lib/postal/smtp_sender.rb:120:in \`send'`,
    `mx.example.org rejected your message to:\n\na@example.org\n\nThe server response was: ${listed}`,
    `Unable to send message. Remote server mx.example.org returned '${listed}'`,
    `Unable to send message. The response from the remote server was:\n\n${listed}`,
  ])('a server that delivers, however it tells of it: %s', (text) => {
    expect(heardIn(text)).toEqual([expect.stringMatching(/^nobody /)]);
  });

  test('fields of a message, however many, are cut in linear time', () => {
    const took = (lines: number): number => {
      const start = performance.now();
      heardIn(`smtplib.\n${'X-A:\n \n'.repeat(lines)}550 no`);
      return performance.now() - start;
    };
    took(1_000);
    expect(took(8_000)).toBeLessThan(1_000);
  });

  test('the server that one sends through is no other', () => {
    expect(heardIn('Senden der Nachricht fehlgeschlagen. smtp.example.net antwortete: 550 no')).toEqual([
      'program 550',
    ]);
  });
});

describe('each refusal is told by what stands around it', () => {
  const program = "smtplib.SMTPDataError: (554, b'5.7.1 spam')";
  const quoted = 'host mx.example.org[192.0.2.1] said: 550 5.1.1 user unknown (in reply to RCPT TO command)';
  test('whichever comes first', () => {
    expect(heardIn(`1) ${program}\n\n2) ${quoted}`)).toEqual(['program 554', 'nobody 550']);
    expect(heardIn(`1) ${quoted}\n\n2) ${program}`)).toEqual(['nobody 550', 'program 554']);
    expect(
      heardIn('1) PHPMailer error: 535 5.7.8 bad\n\n2) From the bounce of mx.example.org: 550 5.1.1 no'),
    ).toEqual(['program 535', 'nobody 550']);
  });

  test('the recipients of one exception, on one line and on many', () => {
    const dict = "{'a@example.org': (550, b'5.1.1 no'),§'b@example.org': (552, b'5.2.2 full')}";
    for (const space of [' ', '\n '])
      expect(heardIn(`smtplib.SMTPRecipientsRefused: ${dict.replace('§', space)}`)).toEqual([
        'program 550 a@example.org',
        'program 552 b@example.org',
      ]);
  });
});

describe('whom an exception of Python names', () => {
  test('SMTPSenderRefused: the sender, and his address is no word of the server', () => {
    const [facts] = factsIn("SMTPSenderRefused(553, b'5.7.1 Sender address rejected', 's@example.net')");
    expect(facts).toMatchObject({ text: 'Sender address rejected', sender: 's@example.net' });
    expect(facts?.recipient).toBeUndefined();
  });
  test('SMTPRecipientRefused of aiosmtplib, and a key in parentheses: the recipient', () => {
    const [one] = factsIn("aiosmtplib.SMTPRecipientRefused: (550, '5.1.1 no', 'a@example.org')");
    expect(one).toMatchObject({ text: 'no', recipient: 'a@example.org' });
    const [other] = factsIn("SMTPRecipientsRefused({'a@example.org': (550, b'5.1.1 no')})");
    expect(other).toMatchObject({ recipient: 'a@example.org' });
  });
});

test('a reply among others is marked by its own paragraph alone', () => {
  const kind = fc.constantFrom('smtplib.SMTPDataError: 554', 'mx.example.org said: 550', '552');
  fc.assert(
    fc.property(fc.array(kind, { minLength: 2, maxLength: 12 }), (kinds) => {
      const all = ['smtplib.SMTPHeloError: 501', ...kinds];
      const text = all.map((one, at) => `${one} ${'abcdefghijklm'.charAt(at)}${at}z`).join('\n\n');
      expect(heardIn(text).map((one) => one.startsWith('program'))).toEqual(
        all.map((one) => one.startsWith('smtplib')),
      );
    }),
  );
});

test('many short refusals take about as long where a program speaks as where none does', () => {
  const refusals = Array.from(
    { length: 4_500 },
    (_, at) => `5${50 + (at % 4)} ${'!'.repeat(1 + (at % 3))}${at}\n\n`,
  ).join('');
  const took = (word: string): number => {
    const all = [0, 1, 2, 3, 4].map(() => {
      const start = performance.now();
      heardIn(`${word}\n\n${refusals}`);
      return performance.now() - start;
    });
    return Math.min(...all);
  };
  // Where each refusal's words were looked for in the whole text it took seven times as long.
  expect(took('smtplib.')).toBeLessThan(4 * took('nothing.'));
});

describe('a mail program is told from an application that uses a library', () => {
  test.each([
    ['An error occurred while sending mail. The mail server responded: 554 5.7.1 no.', 'mail-program'],
    ["Server Response: '550 no', Port: 25, Server Error: 550, Error Number: 0x800CCC79", 'mail-program'],
    ["'a@example.org' am 12.03.2024 09:14\n    550 no", 'mail-program'],
    ['An error occurred while sending mail (Net::SMTPFatalError: 554 5.7.1 no)', undefined],
    ["smtplib.SMTPDataError: (554, b'no')", undefined],
  ])('%s', (text, software) => {
    expect(factsIn(text).map(({ via, reportingSoftware }) => [via, reportingSoftware])).toEqual([
      ['program', software],
    ]);
  });
});

describe('what wrote a bounce or a log is told', () => {
  const bounce = (reporter: string, to: string): string =>
    lines(
      `From: MAILER-DAEMON@${reporter}`,
      'Subject: Undelivered Mail',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'Not delivered.',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      `Reporting-MTA: dns; ${reporter}`,
      '',
      `Final-Recipient: rfc822; ${to}`,
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 no',
      '',
      '--b--',
      '',
    );
  test.each([
    [bounce('a1.smtp-out.amazonses.com', 'a@example.org'), 'service'],
    [bounce('a1.smtp-out.amazonses.com', 'a@amazonses.com'), undefined],
    ['2026-11-20 10:00:00 1rVabc-0001xy-0A ** a@example.org R=dnslookup T=remote_smtp: 550 no', 'exim'],
  ])('%#', (text, software) => {
    expect(factsIn(text).map(({ reportingSoftware }) => reportingSoftware)).toEqual([software]);
  });
});

describe('a server heard it, or nobody can tell', () => {
  const listed = '550 5.7.1 Client host [192.0.2.7] blocked using bl.example.net';
  test.each([
    `Our container has SMTP_PORT: 587 for its users. In the log: host mx.example.org[192.0.2.1] said: ${listed}`,
    `lines:\nSMTP_PORT=587\nhost mx.example.org[192.0.2.1] said: ${listed}`,
    `{"event":"deferred","response":"${listed}","attempt":"5"`,
    'port 25 timed out, port 587 refused',
    'could not bind to port 587: address in use',
    'could not connect to mx.example.org port 25, nor to port 587',
    'mx.example.org port 587: 220 ready',
    `550: Message failed: ${listed}`,
    `zone-mta: ERR! error="Invalid greeting. response=${listed}"`,
    'The remote server error: 550 is told in the report',
    `Delivery of your message failed: ${listed}`,
    `{ email: 'b@example.org', event: 'deferred', response: '${listed}', attempt: '5' }`,
    lines(
      '235 2.7.0 Authentication successful',
      '250 2.0.0 Ok: queued as 4XyZ',
      '',
      `Later, from mx.example.org: ${listed}`,
    ),
    lines(
      '[core] S: 235 2.7.0 Authentication successful',
      '[outbound] C: RCPT TO:<b@example.org>',
      `[outbound] S: ${listed}`,
    ),
    '550 5.7.1 Message 235 accepted earlier; Client host [192.0.2.7] blocked using bl.example.net',
    lines('submission: listening on tls://0.0.0.0:465', `remote: RCPT rejected: ${listed}`),
    lines(
      'Testing ssl://mx.example.org:465 ... closed',
      'Testing mx.example.org:25',
      '220 mx.example.org ESMTP',
      listed,
    ),
    lines('mail policyd-spf[77]: [Errno 111] Connection refused', listed),
    '<** 451 4.5.0 Error in processing: execute failed at /usr/share/perl5/Amavis/Out/SQL/Connection.pm line 190.',
    `[mta] domain=example.org mx=mx.example.org RCPT TO failed: ${listed}`,
    `Mail delivery error (SMTP) while talking to mx.example.org: ${listed}`,
    `time="2024-02-12" level=error msg="${listed}" mx=mx.example.org queue=out`,
    'The size of the message you are trying to send exceeds the limit of the mailbox at example.org.',
  ])('%s', (text) => {
    for (const facts of factsIn(text)) expect(facts.via).not.toBe('program');
  });
});

test.each(['delivery to smtp-in.mx.example (550): user unknown', 'mx.example.org smtp (550): user unknown'])(
  'a host is no name of a program: %s',
  (text) => {
    expect(factsIn(text).map(({ via }) => via)).toEqual([undefined]);
  },
);
