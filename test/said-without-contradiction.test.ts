/** Advice does not contradict what is known: fixes, sentences to pass on and times of one answer fit together. */
import { describe, expect, test } from 'vitest';
import { idsOf as fixesOf, said as rejected, explained as verdictOf } from '../src/explain/testing.ts';

const idsOf = async (text: string): Promise<readonly string[]> => fixesOf(await verdictOf(text));

describe('advice does not contradict what is known', () => {
  test('a list of Amazon’s own is not the customer’s to open; his account’s is', async () => {
    const global =
      'Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address.';
    const own =
      'Amazon SES did not send the message to this address because it is on the suppression list for your account.';
    expect(await idsOf(global)).toEqual(['list/override-global', 'list/remove']);
    expect((await rejected(global)).headline).toMatch(/^Amazon SES .*global suppression list/);
    expect((await rejected(global)).wait).toContain('by itself');
    expect(await idsOf(own)).toEqual(['list/unsuppress', 'list/remove']);
    expect((await rejected(own)).wait).toContain('until you remove it');
  });

  test('a full mailbox is tried again where it was put off, and only there', async () => {
    const text = "4.2.2 The recipient's inbox is out of storage space.";
    expect((await rejected(`452-${text}\n452 4.2.2 Please direct the recipient to`)).tell).toContain(
      'is tried again',
    );
    expect((await rejected('552 5.2.2 mailbox full')).tell).toContain('I will send it again');
  });

  test('of two meanings that a provider gives a code the fitting one is said', async () => {
    const busy = await rejected(
      '550-5.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered. For more information, please visit https://support.google.com/mail/?p=ReceivingRatePerm',
    );
    expect(busy.codeMeanings.join()).not.toContain('disabled');
    expect(busy.codeMeanings).toHaveLength(1);
  });

  test('who logged in too often gets in later', async () => {
    const often = await rejected('535 5.7.0 Too many login attempts; please try again later');
    expect(often.facts[0]).toBe('refused for now: send it again later');
    expect(often.fixes[0]?.title).toBe('Log in less often');
    expect((await rejected('535 5.7.8 Authentication failed')).facts[0]).toBe('permanent until fixed');
  });

  test('an MX that answered is not asked for', async () => {
    const text =
      '550-Verification failed for <noreply@example.net>\n550-Called:   192.0.2.20\n550-Sent:     RCPT TO:<noreply@example.net>\n550-Response: 550 No Such User Here\n550 Sender verify failed';
    expect(await idsOf(text)).toEqual(['account/mail-from', 'route/accept-bounces']);
    expect((await rejected(text)).headline).toContain('noreply@example.net');
    expect(await idsOf('550 Sender verify failed')).toContain('dns/sender-mx');
  });

  test('a machine’s own name as sender waits for no record', async () => {
    const text = (domain: string): string =>
      `550 5.1.0 <www-data@${domain}>: Sender address rejected: Domain not found`;
    expect((await rejected(text('srv3.localdomain'))).wait).toContain('Nothing to wait for');
    expect((await rejected(text('example.net'))).wait).toContain('TTL');
  });

  test('an IP of a sending service is the service’s to look after, and the list is no speaker', async () => {
    const listed = '554 5.7.1 Service unavailable; Client host [192.0.2.66] blocked using zen.spamhaus.org';
    const event = JSON.stringify([
      {
        email: 'bob@example.net',
        event: 'bounce',
        type: 'blocked',
        ip: '192.0.2.66',
        sg_message_id: 'y',
        reason: listed,
      },
    ]);
    const ofService = await rejected(event);
    expect(ofService.turn).toBe('your turn: ask your sending service about 192.0.2.66');
    expect(ofService.fixes[1]?.text).toContain('your sending service');
    expect(ofService.tell).not.toContain('our server');
    expect(await idsOf(event)).not.toContain('relay/use-relay');
    expect((await rejected(listed)).turn).toContain('end the cause');
    const byList = await rejected(
      'host mx.example.net[198.51.100.77] said: 550 192.0.2.99 is in an RBL, see Client host blocked using Barracuda Reputation (in reply to RCPT TO command)',
    );
    expect(byList.headline).toMatch(/^mx\.example\.net refused it .*Barracuda/);
    expect(byList.tell).toMatch(/^Your mail server refused/);
  });

  test('the recipient is told of his mail server, not of what filters there; a figure is no block', async () => {
    const low = await rejected(
      "554 5.7.1 Your access to this mail system has been rejected due to the sending MTA's poor reputation.",
    );
    expect(low.tell).toMatch(/^Your mail server does not trust ours/);
    expect(low.fixes.map(({ title }) => title).join()).not.toContain('lift the block');
  });

  test('what is not to be done stands a line each', async () => {
    const { avoid } = await rejected(
      '550-5.7.26 This mail has been blocked because the sender is unauthenticated. 550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM. 550-5.7.26 Authentication results: 550-5.7.26 DKIM = did not pass 550-5.7.26 SPF [gmx.de] with ip: [192.0.2.66] = did not pass 550 5.7.26 - gsmtp',
    );
    expect(avoid).toHaveLength(2);
  });

  test('large receivers that time out are no fault of theirs; a smaller one may be', async () => {
    const line = (host: string, to: string, words: string): string =>
      `Mar  3 10:00:00 vps1 postfix/smtp[123]: 9ABC: to=<${to}>, relay=none, delay=30, delays=0.1/0/30/0, dsn=4.4.1, status=deferred (connect to ${host}[192.0.2.26]:25: ${words})`;
    const large = line('gmail-smtp-in.l.google.com', 'bob@gmail.com', 'Connection timed out');
    const stuck = await rejected(large);
    expect(stuck.turn).toContain('your own network');
    expect(stuck.tell).not.toContain('does not answer');
    expect(stuck.wait).not.toContain('Until the server answers');
    expect((await idsOf(large))[0]).toBe('route/port-25');
    expect(await idsOf(large)).not.toContain('route/recipient-mx');
    const words = 'Could not connect to gmail-smtp-in.l.google.com: Connection timed out';
    expect((await rejected(words)).turn).toContain('your own network');
    const submission = 'Could not connect to gmail-smtp-in.l.google.com:587: Connection timed out';
    expect((await rejected(submission)).turn).not.toContain('most likely its port 25');
    const small = line('mx.example.org', 'bob@example.org', 'Connection timed out');
    expect((await rejected(small)).tell).toContain('On which side the fault is');
    // That it does not answer says nothing of its MX records.
    expect(await idsOf(small)).not.toContain('route/recipient-mx');
    expect(await idsOf(small)).toContain('ask/fix-server');
    const reached = large.replace('relay=none', 'relay=gmail-smtp-in.l.google.com[192.0.2.26]:25');
    const refused = reached.replace(
      /\(connect.*/,
      '(host gmail-smtp-in.l.google.com[192.0.2.26] said: 421 4.7.0 Try again later)',
    );
    expect(await idsOf(refused)).not.toContain('route/port-25');
  });

  test('sendmail names whom it did not reach, who has said nothing', async () => {
    const line = (stat: string): string =>
      `May 16 14:42:58 srv1 sm-mta[223]: p4GABcSv: to=<bob@example.org>, delay=00:01:20, xdelay=00:01:20, mailer=esmtp, pri=120, relay=mx.example.org. [192.0.2.34], dsn=4.0.0, stat=Deferred: ${stat}`;
    for (const stat of [
      'Connection timed out with mx.example.org.',
      'mx.example.org.: No route to host',
      'Connection refused by mx.example.org.',
    ])
      expect((await rejected(line(stat))).said).toBe('srv1, your own server');
    expect((await rejected(line('421 4.3.2 mx.example.org too busy'))).said).toContain('the recipient');
  });

  test('a server that tries to reach itself is told to keep its mail', async () => {
    const line = (log: string, host: string): string =>
      [
        `Feb 24 16:27:02 ${log} postfix/qmgr[34]: 5CD04: from=<cron@srv1.example.org>, size=632, nrcpt=1 (queue active)`,
        `Feb 24 16:27:02 ${log} postfix/smtp[20]: 5CD04: to=<root@${host}>, relay=none, delay=0.32, dsn=4.4.1, status=deferred (connect to ${host}[192.0.2.18]:25: Connection timed out)`,
      ].join('\n');
    expect((await idsOf(line('srv1', 'srv1.example.org')))[0]).toBe('route/take-own');
    expect((await idsOf(line('srv1.example.org', 'srv1.example.org')))[0]).toBe('route/take-own');
    expect((await idsOf(line('srv1', 'srv1.example.net')))[0]).toBe('route/port-25');
  });

  test('a service beside it is no network', async () => {
    for (const to of ['127.0.0.1[127.0.0.1]:10024', 'mail.example.org[private/dovecot-lmtp]']) {
      const { headline } = await rejected(
        `Feb 24 16:27:02 mail postfix/lmtp[20]: 5CD04: to=<root@example.net>, relay=none, delay=0.32, dsn=4.4.1, status=deferred (connect to ${to}: Connection refused)`,
      );
      expect(headline).toContain('the service of your own');
    }
  });
});
