import { describe, expect, test } from 'vitest';
import { parsePostfixLine } from './postfix.ts';
import { readLog } from './recognise.ts';
import { check, events, PF } from './testing.ts';

describe('Postfix', () => {
  const refusal = {
    outcome: 'bounced',
    recipient: 'a@example.org',
    remoteHost: 'mx.example.org',
    remoteIp: '192.0.2.1',
    replyCode: 550,
    enhancedStatus: '5.1.1',
    phase: 'rcpt',
  } as const;
  const bounced =
    'dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.1] said: 550 5.1.1 no (in reply to RCPT TO command))';
  check('postfix', [
    [
      'bounced',
      `${PF}, ${bounced}`,
      { ...refusal, queueId: '4E74613FE76', loggingHost: 'mx1', at: 'Oct 11 22:14:15' },
    ],
    ['with a priority before', `<22>${PF}, ${bounced}`, refusal],
    [
      'RFC 5424',
      `<22>1 ${PF.replace('Oct 11 22:14:15', '2024-05-01T10:00:00.1Z').replace('postfix/smtp[42]:', 'postfix/smtp 42 - -')}, ${bounced}`,
      { ...refusal, at: '2024-05-01T10:00:00.1Z', loggingHost: 'mx1' },
    ],
    ['ISO time', `${PF.replace('Oct 11 22:14:15', '2024-05-01T10:00:00.123456+02:00')}, ${bounced}`, refusal],
    ['without time and host', `${PF.slice(20)}, ${bounced}`, refusal],
    ['without any prefix', `${PF.slice(38)}, ${bounced}`, refusal],
    ['after grep', `/var/log/mail.log:12:${PF}, ${bounced}`, refusal],
    ['wrapped', `${PF}, ${bounced}`.replaceAll(', ', ',\n  '), refusal],
    ['quoted', `> ${PF},\n> ${bounced}`, refusal],
    ['second instance', `${PF.replace('postfix/', 'postfix-out/')}, ${bounced}`, refusal],
    [
      'several lines of the reply on one',
      `${PF}, dsn=5.7.1, status=bounced (host mx.example.org[192.0.2.1] said: 550-5.7.1 a 550-5.7.1 b 550 5.7.1 c (in reply to end of DATA command))`,
      { replyCode: 550, enhancedStatus: '5.7.1', phase: 'end-of-data' },
    ],
    [
      'sent',
      `${PF}, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as F12)`,
      { outcome: 'sent', replyCode: 250, enhancedStatus: '2.0.0' },
    ],
    [
      'original recipient',
      `${PF.replace('relay', 'orig_to=<b@example.org>, relay')}, dsn=2.0.0, status=sent (250 ok)`,
      { originalRecipient: 'b@example.org' },
    ],
    ['undeliverable', `${PF}, ${bounced.replace('bounced', 'undeliverable')}`, refusal],
    [
      'no connection',
      `${PF.replace('mx.example.org[192.0.2.1]:25', 'none')}, dsn=4.4.1, status=deferred (connect to mx.example.org[192.0.2.1]:25: Connection timed out)`,
      {
        outcome: 'deferred',
        remoteHost: 'mx.example.org',
        remoteIp: '192.0.2.1',
        phase: 'connect',
        enhancedStatus: '4.4.1',
      },
    ],
    [
      'connection lost',
      'Oct 11 22:14:15 mx1 postfix/smtp[42]: 4E74613FE76: lost connection with mx.example.org[192.0.2.1] while sending RCPT TO',
      { outcome: 'deferred', remoteHost: 'mx.example.org', phase: 'rcpt' },
    ],
    [
      'no name',
      `${PF.replace('mx.example.org[192.0.2.1]:25', 'none')}, dsn=5.4.4, status=bounced (Host or domain name not found. Name service error for name=example.org type=AAAA: Host not found)`,
      { outcome: 'bounced', enhancedStatus: '5.4.4' },
    ],
    [
      'local',
      'Oct 11 22:14:15 mx1 postfix/local[42]: 892A0205B6: to=<a@example.org>, relay=local, delay=0, delays=0/0/0/0, dsn=5.1.1, status=bounced (unknown user: "a")',
      { outcome: 'bounced', enhancedStatus: '5.1.1', text: 'unknown user: "a"' },
    ],
    [
      'a remark before the next host',
      'Oct 11 22:14:15 mx1 postfix/smtp[42]: 4E74613FE76: host mx.example.org[192.0.2.1] refused to talk to me: 554 5.7.1 go',
      { outcome: 'deferred', replyCode: 554, phase: 'connect' },
    ],
    [
      'refused by us',
      'Oct 11 22:14:15 mx1 postfix/smtpd[42]: NOQUEUE: reject: RCPT from unknown[192.0.2.5]: 550 5.1.1 <a@example.org>: no; from=<s@example.net> to=<a@example.org> proto=ESMTP helo=<z>',
      {
        outcome: 'rejected-by-us',
        clientIp: '192.0.2.5',
        sender: 's@example.net',
        recipient: 'a@example.org',
        helo: 'z',
        replyCode: 550,
        phase: 'rcpt',
        text: '550 5.1.1 <a@example.org>: no',
      },
    ],
    [
      'refused by a milter',
      'Oct 11 22:14:15 mx1 postfix/cleanup[42]: B37FD2E05B9: milter-reject: END-OF-MESSAGE from c.example.net[192.0.2.4]: 4.7.1 Later; from=<s@example.net> to=<a@example.org> proto=ESMTP helo=<c>',
      {
        outcome: 'rejected-by-us',
        clientHost: 'c.example.net',
        enhancedStatus: '4.7.1',
        phase: 'end-of-data',
        queueId: 'B37FD2E05B9',
      },
    ],
    [
      'refused by postscreen',
      'Oct 11 22:14:15 mx1 postfix/postscreen[42]: NOQUEUE: reject: RCPT from [192.0.2.6]:2413: 550 5.5.1 Protocol error; from=<s@example.net>, to=<a@example.org>, proto=SMTP, helo=<h>',
      { outcome: 'rejected-by-us', clientIp: '192.0.2.6', replyCode: 550, helo: 'h' },
    ],
    [
      'refused by us, pasted from the word on',
      'reject: RCPT from c.example.net[192.0.2.6]: 550 5.1.1 <a@example.org>: Recipient address rejected: User unknown; from=<s@example.net> to=<a@example.org> proto=ESMTP helo=<h>',
      { outcome: 'rejected-by-us', clientIp: '192.0.2.6', replyCode: 550, recipient: 'a@example.org' },
    ],
  ]);

  test.each([
    ['(host mx[192.0.2.1] said: 450 4.2.0 later (in reply to RCPT TO command))', /RCPT TO command\)$/],
    [
      '(host mx[192.0.2.1] said: 550 sorry :( no (in reply to RCPT TO command)) and zen',
      /RCPT TO command\)$/,
    ],
    ['(host mx[192.0.2.1] said: 450 4.2.0 :-) later) and so on for hours', /:-\) later$/],
    ['(host mx[192.0.2.1] refused to talk to me: 554-mx (mx1) ESMTP 554 Bad DNS PTR', /Bad DNS PTR$/],
    ['(host mx[192.0.2.1] said: 450 4.2.0 later', /later$/],
  ])('words stand in the outer parentheses, to the end where the line was cut: %j', (words, end) => {
    expect(events(`${PF}, status=deferred ${words}`)[0]?.text).toMatch(end);
  });

  test('sender, size and message id come from other lines; an expiry carries the last cause', () => {
    const lines = [
      'Oct 11 22:14:14 mx1 postfix/cleanup[1]: 4E74613FE76: message-id=<m@example.net>',
      'Oct 11 22:14:14 mx1 postfix/qmgr[1]: 4E74613FE76: from=<s@example.net>, size=1234, nrcpt=1 (queue active)',
      `${PF}, dsn=4.2.0, status=deferred (host mx.example.org[192.0.2.1] said: 450 4.2.0 later (in reply to RCPT TO command))`,
      'Oct 16 22:14:14 mx1 postfix/qmgr[1]: 4E74613FE76: from=<s@example.net>, status=expired, returned to sender',
    ];
    const facts = {
      sender: 's@example.net',
      messageSizeBytes: 1234,
      messageId: '<m@example.net>',
      recipient: 'a@example.org',
      replyCode: 450,
      enhancedStatus: '4.2.0',
    };
    expect(events(lines.join('\n'))).toMatchObject([
      { ...facts, outcome: 'deferred', line: 3 },
      { ...facts, outcome: 'expired', line: 4 },
    ]);
  });

  test.each([
    'reject_warning: RCPT from x[192.0.2.5]: 550 no; from=<> to=<>',
    'lost connection after DATA from unknown[192.0.2.5]',
    'connect from x[192.0.2.5]',
  ])('%s is no event', (words) => {
    expect(parsePostfixLine(`Oct 11 22:14:15 mx1 postfix/smtpd[42]: NOQUEUE: ${words}`)).toBeUndefined();
  });

  const REJECT = 'Oct 11 22:14:15 mx1 postfix/smtpd[42]: NOQUEUE: reject: RCPT from x[192.0.2.5]: ';

  test.each([
    '550 no; from=<"x> to=<ceo@example.org> y"@evil.example> to=<a@example.org> proto=ESMTP helo=<z>',
    // Before Postfix 3.5.
    '550 no; from=<x> to=<ceo@example.org> y@evil.example> to=<a@example.org> proto=ESMTP helo=<z>',
    '550 no; from=<"x\\"> to=<ceo@example.org> y"@evil.example> to=<a@example.org> proto=ESMTP helo=<z>',
    '550 no; from=<"x; from=<"@evil.example> to=<a@example.org> proto=ESMTP helo=<z>',
    '550 5.1.8 <"x; to=<ceo@example.org>"@evil.example>: no; from=<"x; to=<ceo@example.org>"@evil.example> to=<a@example.org> proto=ESMTP helo=<z>',
    '550 no < than; from=<s@example.net>, to=<a@example.org>, proto=SMTP, helo=<z> to=<ceo@example.org>',
  ])('an address or a HELO name is no recipient: %s', (words) => {
    expect(parsePostfixLine(REJECT + words)).toMatchObject({ recipient: 'a@example.org', helo: 'z' });
  });

  test.each([
    [
      'from=<s@example.net> to=<a@example.org> proto=ESMTP helo=<z> sasl_username=<clerk@example.org>',
      'clerk@example.org',
    ],
    ['from=<s@example.net> to=<"x sasl_username=<boss"@example.org>', undefined],
    ['from=<"x sasl_username=<boss>"@example.net> to=<a@example.org> proto=ESMTP helo=<z>', undefined],
  ])('%s tells the login %s', (details, login) => {
    expect(parsePostfixLine(`${REJECT}550 no; ${details}`)?.login).toBe(login);
  });

  test('who greets postscreen(8) as a login has not logged in', () => {
    const line =
      'Oct 11 22:14:15 mx1 postfix/postscreen[42]: NOQUEUE: reject: RCPT from [203.0.113.9]:4242: 550 5.7.1 no; from=<a@example.com>, to=<b@example.org>, proto=ESMTP, helo=<x> sasl_username=<boss>';
    for (const words of [line, line.slice(line.indexOf('NOQUEUE'))])
      expect(parsePostfixLine(words)).not.toHaveProperty('login');
  });

  test('an address tells no outcome', () => {
    const recipient = '"x, status=sent (ok)"@example.org';
    expect(
      parsePostfixLine(`${PF.replace('a@example.org', recipient)}, dsn=5.1.1, status=bounced (no)`),
    ).toMatchObject({
      outcome: 'bounced',
      recipient,
    });
  });
});

test('a quote inside an address hides nothing behind it', () => {
  expect(
    events(
      'Oct 11 22:14:15 mx1 postfix/smtp[42]: 4E74613FE76: to=<x"y@example.org>, relay=mx.example.org[192.0.2.1]:25, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.1] said: 550 5.1.1 <x"y@example.org>: no such user (in reply to RCPT TO command))',
    ),
  ).toMatchObject([{ recipient: 'x"y@example.org', outcome: 'bounced', replyCode: 550 }]);
  expect(
    events(
      'Oct 11 22:14:15 mx1 postfix/smtp[42]: 4E74613FE76: to=<x."y@example.org>, relay=mx.example.org[192.0.2.1]:25, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.1] said: 550 5.1.1 <x."y@example.org>: no such user (in reply to RCPT TO command))',
    ),
  ).toMatchObject([{ recipient: 'x."y@example.org', outcome: 'bounced', replyCode: 550 }]);
  expect(
    events(
      'Oct 11 22:14:15 mx1 postfix/smtpd[42]: NOQUEUE: reject: RCPT from c.example.net[192.0.2.9]: 550 5.1.1 <x"y@example.org>: no; from=<s"t@example.net> to=<x"y@example.org> proto=ESMTP helo=<c> sasl_username=<anna>',
    ),
  ).toMatchObject([{ sender: 's"t@example.net', recipient: 'x"y@example.org', login: 'anna' }]);
});

test('a warning pasted alone names no message, and is our server’s own trouble', () => {
  const [event] = events(
    'warning: connect to Milter service unix:/run/opendkim/opendkim.sock: No such file or directory',
  );
  expect(event).toMatchObject({ outcome: 'deferred', ownStep: 'delivery' });
  for (const key of ['queueId', 'phase', 'remoteHost']) expect(event).not.toHaveProperty(key);
});

test.each(['xxxxxxxx', '4ABC'])('an id that somebody made unreadable or short is one: %s', (queueId) => {
  const words = `${queueId}: to=<a@example.org>, relay=none, status=deferred (no)`;
  expect(events(`Nov 20 10:00:00 mx1 postfix/smtp[42]: ${words}`)).toMatchObject([
    { recipient: 'a@example.org', queueId },
  ]);
  expect([...readLog(words)]).toMatchObject([{ recipient: 'a@example.org', queueId }]);
});

describe('a line that was pasted without its end', () => {
  const remark =
    'Oct 11 22:14:14 mx1 postfix/smtp[42]: connect to mx.example.org[192.0.2.1]:25: Connection timed out';
  const cut = PF.replace('mx.example.org[192.0.2.1]:25', 'none');

  test('waits for what the lines before it tell', () => {
    const [, event] = readLog(`${remark}\n${cut}, dsn=4.4.1, status=deferred`);
    expect(event).toMatchObject({
      recipient: 'a@example.org',
      remoteHost: 'mx.example.org',
      phase: 'connect',
    });
  });

  test.each([
    ['it tells its own reason', `${cut}, dsn=4.4.3, status=deferred (Host not found)`, 'Host not found'],
    ['a host was reached', `${PF}, dsn=4.4.1, status=deferred`, ''],
  ])('not where %s', (_name, line, text) => {
    expect([...readLog(`${remark}\n${line}`)].at(-1)?.text).toBe(text);
  });
});

describe('what smtp(8) met on the way, and what became of the message', () => {
  const told = (...lines: readonly string[]) =>
    [...readLog(lines.join('\n'), 10)].map(({ text }) => text.slice(0, 24));
  const at = 'Oct 11 22:14:15 mx1 postfix/smtp';
  const unsure = `${at}[42]: certificate verification failed for smtp.example.net: num=20:unable to get issuer`;
  const away = `${at}[42]: connect to mx.example.org[192.0.2.1]:25: Connection refused`;
  const refused = `${at}[42]: 4E74613FE76: to=<a@example.org>, relay=smtp.example.net[192.0.2.1]:587, dsn=5.1.0, status=bounced (host smtp.example.net[192.0.2.1] said: 550 5.1.0 Authentication required (in reply to MAIL FROM command))`;
  test('the process goes on with the message: its answer is told', () => {
    expect(told(unsure, refused)).toEqual(['host smtp.example.net[19']);
    expect(told(away, unsure, refused)).toHaveLength(1);
  });
  test('another process tells of the same message', () => {
    const lost = `${at}[41]: 4E74613FE76: lost connection with mx1.example.org[192.0.2.1] while sending RCPT TO`;
    const answer = `${at}[42]: 4E74613FE76: host mx3.example.org[192.0.2.3] said: 421 4.7.0 no (in reply to MAIL FROM command)`;
    expect(told(lost, answer)).toEqual(['host mx3.example.org[192']);
    expect(told(answer, lost)).toHaveLength(2);
    expect(told(lost, answer.replaceAll('mx3.example.org', 'mx.example.net'))).toHaveLength(2);
    expect(told(lost, answer.replace('4E74613FE76', '4E74613FE77'))).toHaveLength(2);
  });
  test('another process, nothing behind it, or a message that still waits: both are told', () => {
    expect(told(away)).toHaveLength(1);
    expect(told(refused, away)).toHaveLength(2);
    expect(told(away.replace('[42]', '[43]'), refused)).toHaveLength(2);
    expect(told(unsure, `${at}[42]: 4E74613FE76: Cannot start TLS: handshake failure`)).toHaveLength(2);
  });
});
