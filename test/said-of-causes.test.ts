/** A code's meaning, and words that name the cause, are followed by category, first fix and sentences; neighbouring words are not. */
import { describe, expect, test } from 'vitest';
import { noLetterOf } from '../src/explain/say/no-letter.ts';
import { idsOf as fixesOf, said, texts, explained as verdictOf } from '../src/explain/testing.ts';

const idsOf = async (text: string): Promise<readonly string[]> => fixesOf(await verdictOf(text));
const to = (recipient: string, host: string, words: string): string =>
  `<${recipient}>: host ${host}[192.0.2.25] said: ${words}`;

describe('what a provider’s code means is what is advised', () => {
  const gmx = (code: string): string =>
    to(
      'lisa@gmx.de',
      'mx00.emig.gmx.net',
      `554-Transaction failed 554-Reject due to policy restrictions. 554 For explanation visit https://postmaster.gmx.net/en/case?c=${code}&i=ip&v=203.0.113.8&r=x (in reply to end of DATA command)`,
    );
  test.each(['hi', 'hd', 'r0701'])('c=%s: a header to repair', async (code) => {
    expect((await verdictOf(gmx(code))).category).toBe('content.format');
    expect((await idsOf(gmx(code)))[0]).toBe('content/repair-format');
  });
  test('another code is no header', async () => {
    expect((await verdictOf(gmx('r0305'))).category).toBe('policy.unspecified');
  });
  test('a library keeps the lines of a reply in an array', async () => {
    const lines =
      '["554-Transaction failed", "554-Reject due to policy restrictions.", "554 For explanation visit https://www.ionos.com/help/index.php?id=2425&ip=192.0.2.178&c=hd", ""]';
    const verdict = await verdictOf(lines);
    expect(verdict.category).toBe('content.format');
    expect(verdict.speaker).toMatchObject({ role: 'smarthost', provider: 'united-internet' });
  });

  const tOnline = (mark: string): string =>
    `554 IP=192.0.2.1 - None/bad reputation. Ask your postmaster for help or to contact tosa@rx.t-online.de for reset. (${mark})`;
  test('T-Online: an IP that it does not know is introduced, one on its list is looked into', async () => {
    expect((await verdictOf(tOnline('NOWL'))).speaker.provider).toBe('t-online');
    expect(await idsOf(tOnline('NOWL'))).toEqual(['listing/introduce']);
    expect((await said(tOnline('NOWL'))).fixes[0]?.text).toContain('tosa@rx.t-online.de');
    expect((await idsOf(tOnline('BL')))[0]).toBe('listing/find-cause');
  });
  test('the address that the words name is the one to write to', async () => {
    const dial =
      '554 IP=192.0.2.1 - Dialup/transient IP not allowed. Use a mailgateway or contact toda@rx.t-online.de if obsolete. (DIAL)';
    expect((await verdictOf(dial)).speaker.provider).toBe('t-online');
    expect((await said(dial)).fixes.map(({ text }) => text).join()).toContain('toda@rx.t-online.de');
  });
  test('an address at T-Online that wrote the mail does not make T-Online speak', async () => {
    expect((await verdictOf('550 5.7.1 <a@t-online.de>: sender refused')).speaker.provider).toBeUndefined();
  });

  const orange = (code: string, number: string): string =>
    to('a@wanadoo.fr', 'smtp-in.orange.fr', `${code} Service refused, please try later. ${number}`);
  test('"try later" is a pause, a spam incident a block', async () => {
    const paused = orange('421 mwinf5c77 ME Service refuse. Veuillez essayer plus tard.', 'OFR_999 [999]');
    expect((await verdictOf(paused)).category).toBe('rate.throttled');
    expect((await said(paused)).headline).toContain('for now');
    const blocked =
      '550 mwinf5c04 ME Adresse IP source bloquee pour incident de spam. Client host blocked for spamming issues. OFR006_102';
    expect((await verdictOf(to('a@wanadoo.fr', 'smtp-in.orange.fr', blocked))).category).toBe(
      'reputation.provider-block',
    );
  });
  test.each([
    ['end of DATA', 'content.spam'],
    ['RCPT TO', 'reputation.provider-block'],
  ])('laposte.net’s 510 at %s: %s', async (step, category) => {
    const words = `550 5.5.0 Service refuse. Veuillez essayer plus tard. service refused, please try later. LPN007_510 (in reply to ${step} command)`;
    expect((await verdictOf(to('a@laposte.net', 'smtpz4.laposte.net', words))).category).toBe(category);
  });
});

describe('a code’s meaning does not say another thing than the headline', () => {
  test.each([
    [
      'a code that stands for a domain, beside words about the sender',
      to(
        'a@gmail.com',
        'gmail-smtp-in.l.google.com',
        '553-5.1.2 The sender address <a@b@example.org> is not a valid 553 5.1.2 RFC-5321 address. iu8 - gsmtp',
      ),
      0,
    ],
    [
      'the reason behind a rule that the words do not name',
      to(
        'a@gmx.de',
        'mx00.gmx.net',
        '550-Requested action not taken: mailbox unavailable 550-Reject due to policy restrictions. 550 For explanation visit http://postmaster.gmx.com/en/error-messages?ip=192.0.2.1&c=poli',
      ),
      1,
    ],
  ])('%s', async (_, text, count) => {
    expect((await said(text)).codeMeanings).toHaveLength(count);
  });
});

describe('words that name the cause', () => {
  test.each([
    '550 5.7.1 <z@example.edu>... Access denied by list owner',
    '550 5.7.1 <kuni@list.example.org>: Recipient address rejected: Sorry, only subscribers may post.',
  ])('a list for members: %s', async (text) => {
    const verdict = await verdictOf(text);
    expect(verdict.category).toBe('recipient.restricted');
    expect(fixesOf(verdict)[0]).toBe('list/subscribe');
    expect(fixesOf(verdict)).not.toContain('dmarc/align');
    expect((await said(text)).possibilities).toEqual([]);
  });
  test.each([
    '550 5.7.1 Access denied by administrator',
    '550 5.7.1 Sender not authenticated for group',
    '550 Your message to devel is being held because you are not a member of the list',
  ])('no list for members: %s', async (text) => {
    expect(await idsOf(text)).not.toContain('list/subscribe');
  });

  test('an open relay is meant before a recipient is named, and relaying after it', async () => {
    const at = (step: string): string =>
      to('jan@example.nl', 'mx.example.nl', `550 Insecure Mail Relay (in reply to ${step} command)`);
    expect((await verdictOf(at('MAIL FROM'))).category).toBe('reputation.provider-block');
    expect((await idsOf(at('MAIL FROM')))[0]).toBe('listing/close-relay');
    expect((await said(at('MAIL FROM'))).turn).toContain('relays for nobody');
    expect((await verdictOf(at('RCPT TO'))).category).toBe('relay.denied');
  });

  test('no address answers for the message', async () => {
    const text = to(
      'a@example.jp',
      'mx.example.jp',
      "550 5.7.1 can't determine Purported Responsible Address",
    );
    expect((await verdictOf(text)).category).toBe('content.format');
    expect((await idsOf(text))[0]).toBe('from/usable');
  });

  test('Microsoft’s number tells, where the beginning of the line is cut off', async () => {
    expect((await verdictOf('jected: Access denied. AS(201806281) [VE1EUR01FT0')).category).toBe(
      'recipient.unknown',
    );
    expect((await verdictOf('jected: Access denied. AS(1430) [VE1EUR01FT0')).category).not.toBe(
      'recipient.unknown',
    );
  });

  test('where a provider hides that the owner blocks, he is asked', async () => {
    const unknown = (domain: string, host: string): string =>
      to(`taro@${domain}`, host, `550 Unknown user taro@${domain} (in reply to RCPT TO command)`);
    expect(await idsOf(unknown('docomo.ne.jp', 'mfsmax.docomo.ne.jp'))).toContain('ask/let-through');
    expect((await said(unknown('docomo.ne.jp', 'mfsmax.docomo.ne.jp'))).headline).toContain('owner');
    expect(await idsOf(unknown('example.jp', 'mx.example.jp'))).not.toContain('ask/let-through');
  });
});

describe('a domain that was probably mistyped', () => {
  const lost = (domain: string): string =>
    `Mar  3 10:00:00 vps1 postfix/smtp[123]: 9ABC: to=<bob@${domain}>, relay=none, delay=30, delays=0.1/0/30/0, dsn=4.4.1, status=deferred (connect to ${domain}[192.0.2.26]:25: Connection timed out)`;
  const gone = (domain: string): string =>
    lost(domain).replace(
      /dsn=.*/,
      `dsn=5.4.4, status=bounced (Host or domain name not found. Name service error for name=${domain} type=MX: Host not found)`,
    );
  const takesNone = (domain: string): string =>
    lost(domain).replace(
      /dsn=.*/,
      `dsn=5.1.0, status=bounced (Domain ${domain} does not accept mail (nullMX))`,
    );
  test.each([gone, takesNone])('is asked about, and nothing is sent there again', async (line) => {
    const verdict = await verdictOf(line('gmial.com'));
    const view = await said(line('gmial.com'));
    expect(fixesOf(verdict)[0]).toBe('list/right-domain');
    expect(verdict.retry).toBe('no');
    expect(fixesOf(verdict).join()).not.toMatch(/wait|port-25|mx|fix-server/);
    expect(view.headline).toContain('gmail.com');
    expect([view.fine, view.tell, view.wait].join()).not.toMatch(/keep it|send it again|tries/);
    expect(view.avoid.join()).toContain('postmaster');
  });

  const unanswered = (domain: string): string =>
    lost(domain).replace(
      /dsn=.*/,
      `dsn=4.4.3, status=deferred (Host or domain name not found. Name service error for name=${domain} type=MX: Host not found, try again)`,
    );
  const isAdvised = async (line: string): Promise<void> => {
    const verdict = await verdictOf(line);
    const view = await said(line);
    expect(fixesOf(verdict)[0]).toBe('list/right-domain');
    expect(view.fixes[0]?.title).toBe('Is it gmail.com?');
    expect(view.fixes[0]?.text).not.toMatch(/out of the queue/);
    expect([view.fine, view.tell, view.wait, ...view.avoid].join()).not.toMatch(
      /is fine|keep (?:it|the)|Nothing to wait/,
    );
    expect(noLetterOf(verdict, texts)).toContain('by phone');
  };
  test.each([lost, unanswered])('does not answer: is asked about, and tried again', async (line) => {
    const verdict = await verdictOf(line('gmial.com'));
    await isAdvised(line('gmial.com'));
    expect((await said(line('gmial.com'))).headline).toContain('nothing at gmial.com answers');
    expect(verdict.retry).toBe('later');
    expect(fixesOf(verdict)).toContain('wait/retry');
  });
  test('of an answer that does not come the usual reasons stay', async () => {
    expect(await idsOf(lost('gmial.com'))).toContain('route/port-25');
  });

  const reply = (domain: string, words: string): string =>
    lost(domain)
      .replace('relay=none', `relay=mx.${domain}[192.0.2.26]:25`)
      .replace(/dsn=.*/, `dsn=4.0.0, status=deferred (host mx.${domain}[192.0.2.26] said: ${words})`);
  test.each([
    ['451 4.7.1 Greylisted, please try again later (in reply to RCPT TO command)', 'wait/greylist'],
    ['452 4.2.2 Mailbox full (in reply to RCPT TO command)', 'ask/empty-mailbox'],
    ['554 5.7.1 Message rejected as spam (in reply to end of DATA command)', 'content/compare'],
    ['421 4.7.0 Too many connections from your IP', 'rate/fewer-connections'],
  ])('answers: is asked about before what is usual: %s', async (words, usual) => {
    await isAdvised(reply('gmial.com', words));
    expect((await idsOf(reply('gmial.com', words)))[1]).toBe(usual);
    expect((await idsOf(reply('west.example', words)))[0]).toBe(usual);
    const headline = async (domain: string) => (await said(reply(domain, words))).headline;
    expect((await headline('gmial.com')).replaceAll('gmial.com', 'west.example')).toBe(
      await headline('west.example'),
    );
  });
  test('what the server that one sends through says of the login tells nothing of it', async () => {
    const login = reply('gmial.com', '535 5.7.8 Authentication failed').replaceAll(
      'mx.gmial.com[192.0.2.26]:25',
      'smtp.sendgrid.net[192.0.2.26]:587',
    );
    expect(await idsOf(login)).not.toContain('list/right-domain');
  });
  test('is asked about before anything else, also of whoever has a mailbox at a provider', async () => {
    const notice = (domain: string): string =>
      [
        'Return-Path: <>',
        'From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
        'To: anna.example@gmail.com',
        'Subject: Delivery Status Notification (Failure)',
        'Message-ID: <20cf303dd90e6e1b9204b1f5a5d8@google.com>',
        'Date: Thu, 17 Nov 2011 14:11:21 +0000',
        '',
        `Delivery to the following recipient has been delayed:`,
        '',
        `     bob.example@${domain}`,
        '',
        'Technical details of permanent failure:',
        `TEMP_FAILURE: Could not initiate SMTP conversation with any hosts: [${domain} (1): Connection timed out]`,
        '',
      ].join('\n');
    const ids = await idsOf(notice('gmial.com'));
    expect(ids[0]).toBe('list/right-domain');
    expect(ids).not.toContain('mailbox/check-domain');
    expect(ids).not.toContain('route/port-25');
    expect((await idsOf(notice('west.example')))[0]).toMatch(/^mailbox\//);
  });
  test.each([
    ...['gmail.com', 'ymail.com', 'hmail.com', 'example.org', 'cloud.com', 'vcloud.com', 'gail.com'],
    ...['never.com', 'range.fr', 'grange.fr', 'oranges.fr', 'gambler.ru', 'outlooks.com', 'mall.ru'],
  ])('%s is none', async (domain) => {
    expect(await idsOf(lost(domain))).not.toContain('list/right-domain');
  });
});

describe('a connection that was lost was made', () => {
  test.each([
    'lost connection with mx.example.org[192.0.2.25] while receiving the initial server greeting',
    'Connection was dropped by remote host (SENT_HELO)',
  ])('%s', async (words) => {
    const text = `Mar  3 10:00:00 vps1 postfix/smtp[123]: 9ABC: to=<bob@example.org>, relay=mx.example.org[192.0.2.25]:25, delay=30, delays=0.1/0/30/0, dsn=4.4.2, status=deferred (${words})`;
    const view = await said(text);
    expect(view.headline).toContain('broke off');
    expect(await idsOf(text)).toEqual(expect.arrayContaining(['wait/retry', 'net/lost']));
    expect(await idsOf(text)).not.toContain('route/port-25');
  });
  test('one that was not made is looked for at port 25', async () => {
    const text =
      'Mar  3 10:00:00 vps1 postfix/smtp[123]: 9ABC: to=<bob@example.org>, relay=none, delay=30, delays=0.1/0/30/0, dsn=4.4.1, status=deferred (connect to mx.example.org[192.0.2.25]:25: Connection timed out)';
    expect((await idsOf(text))[0]).toBe('route/port-25');
    expect((await said(text)).headline).not.toMatch(/refused|deferred it/);
  });
  test('whose time ran out refused nothing', async () => {
    const text = to(
      'a@example.com',
      'mx.example.com',
      '441 4.4.1 Failed to connect. Winsock error code: 10060. The last endpoint attempted was 10.1.1.3:25',
    );
    expect((await said(text)).headline).not.toContain('refused');
    expect(await idsOf(text)).not.toContain('route/port-25');
  });
});

describe('who refused', () => {
  test('a conversation on a port of submission is held with one’s own server', async () => {
    const swaks = (port: number): string =>
      `=== Trying mail.example.org:${port}...\n=== Connected to mail.example.org.\n<-  220 mail.example.org ESMTP Postfix\n -> EHLO laptop\n<-  250 8BITMIME\n -> MAIL FROM:<me@example.org>\n<** 530 5.7.0 Must issue a STARTTLS command first\n -> QUIT`;
    expect((await verdictOf(swaks(587))).speaker.role).toBe('smarthost');
    expect((await idsOf(swaks(587)))[0]).toBe('tls/turn-on-program');
    expect((await verdictOf(swaks(25))).speaker.role).not.toBe('smarthost');
  });

  test('a filter at somebody’s own host is named by the host', async () => {
    const at = (host: string): string => to('fred@example.com', host, '550 cuda_nsu No such recipient');
    expect((await said(at('spamfilter.example.edu'))).headline).toMatch(
      /^spamfilter\.example\.edu, a filter by Barracuda, /,
    );
    expect((await said(at('d1.ess.barracudanetworks.com'))).headline).toMatch(/^Barracuda /);
  });

  const bounce = (words: string): string =>
    `This is the mail system at host mail.example.net.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients. It's attached below.\n\n                   The mail system\n\n<bob@gmail.com>: ${words}\n\nReporting-MTA: dns; mail.example.net\nX-Postfix-Queue-ID: 325E31E2B87\nX-Postfix-Sender: rfc822; a@example.org\n\nFinal-Recipient: rfc822; bob@gmail.com\nAction: failed\nStatus: 5.7.1\nDiagnostic-Code: X-Postfix; ${words}\n`;
  test('Postfix names no host where its own filter refused', async () => {
    expect((await verdictOf(bounce('Spam message rejected'))).speaker.role).toBe('own-filter');
    const remote = 'host mx.example.com[192.0.2.25] said: 554 5.7.1 Spam message rejected';
    expect((await verdictOf(bounce(remote))).speaker.role).not.toBe('own-filter');
  });
});
