import { describe, expect, test } from 'vitest';
import { type CategoryId, categories } from '../findings/category.ts';
import { readDataFolder } from '../main/data-folder.ts';
import { catalogueOf, createExplainServices, languagesOf } from '../main/services.ts';
import { explainArrival } from './explain.ts';
import { groupKindOf } from './group.ts';
import { clientGroupOf } from './own-client.ts';
import { ownGroupOf } from './own-refusal.ts';
import { readArrivals } from './read-arrivals.ts';
import { viewVerdict } from './say/view.ts';
import type { Verdict } from './verdict.ts';

const data = readDataFolder('data');
const services = createExplainServices(data);
const texts = catalogueOf(data, 'en');

async function explained(text: string): Promise<readonly Verdict[]> {
  const arrivals = [...readArrivals(Buffer.from(text))].flatMap((one) => (one.ok ? [one.value] : []));
  return (await Promise.all(arrivals.map((one) => explainArrival(one, services)))).flatMap(
    ({ verdicts }) => verdicts,
  );
}

const POSTFIX = (words: string) =>
  `Oct 11 22:14:15 mx1 postfix/smtpd[42]: NOQUEUE: reject: RCPT from unknown[198.51.100.7]: ${words}; from=<s@example.net> to=<a@example.org> proto=ESMTP helo=<x.example.net>`;

describe('what our own server turned away', () => {
  test.each<readonly [log: string, line: string, category: CategoryId, first: string]>([
    ['Postfix', POSTFIX('554 5.7.1 <a@example.org>: Relay access denied'), 'relay.denied', 'own/nothing'],
    [
      'Postfix, a list',
      POSTFIX('554 5.7.1 Service unavailable; Client host [198.51.100.7] blocked using zen.spamhaus.org'),
      'reputation.ip-listed',
      'own/nothing',
    ],
    [
      'Postfix, a rule against forgers: nobody had logged in',
      POSTFIX(
        '550 5.7.1 <boss@example.org>: Sender address rejected: spoofed: not authorized to send as this address',
      ),
      'sender-account.not-owner',
      'own/nothing',
    ],
    [
      'Postfix, an address that names an account',
      POSTFIX(
        '550 4.1.8 <"not owned by user root"@nosuch.example>: Sender address rejected: Domain not found',
      ),
      'dns.sender-domain',
      'own/nothing',
    ],
    [
      'Postfix, an unknown recipient',
      POSTFIX('550 5.1.1 <a@example.org>: Recipient address rejected: User unknown in virtual mailbox table'),
      'recipient.unknown',
      'own/nothing',
    ],
    [
      'Exim',
      '2024-05-01 10:00:00 H=(x.example.net) [198.51.100.7] F=<s@example.net> rejected RCPT <a@example.org>: relay not permitted',
      'relay.denied',
      'own/nothing',
    ],
    [
      'sendmail',
      'May  1 10:00:00 mx1 sm-mta[42]: 34IA1b2c012345: ruleset=check_rcpt, arg1=<a@example.org>, relay=x.example.net [198.51.100.7], reject=550 5.7.1 <a@example.org>... Relaying denied',
      'relay.denied',
      'own/nothing',
    ],
    [
      'OpenSMTPD',
      'May  1 10:00:00 mx1 smtpd[42]: 0123456789abcdef smtp failed-command address=198.51.100.7 host=x.example.net command="RCPT TO:<a@example.org>" result="550 Invalid recipient: <a@example.org>"',
      'recipient.unknown',
      'own/nothing',
    ],
  ])(
    '%s: our server is the speaker, nobody is suppressed, nothing of the sender is to be mended',
    async (_, line, category, first) => {
      const [verdict] = await explained(line);
      expect(verdict).toMatchObject({
        category,
        suppress: false,
        actor: 'nobody',
        speaker: { role: 'own-server', because: ['log'] },
        turnedAway: { ip: '198.51.100.7' },
      });
      expect(verdict?.fixes[0]?.id).toBe(first);
      for (const { id } of verdict?.fixes ?? []) expect(id).toMatch(/^own\//);
      if (verdict === undefined) return;
      const view = viewVerdict(verdict, texts, undefined);
      expect(view.headline).toMatch(/^Your server (mx1 )?turned .*198\.51\.100\.7\] away: /);
      expect([view.tell, view.fine, view.contact, view.possibilities]).toEqual(['', '', '', []]);
    },
  );

  test.each<
    readonly [log: string, line: string, category: CategoryId, own: string, first: string, client: string]
  >([
    [
      'an account and its address, by the words',
      POSTFIX('553 5.7.1 <s@example.net>: Sender address rejected: not owned by user clerk@example.net'),
      'sender-account.not-owner',
      'login',
      'own-client/allow-address',
      'clerk@example.net',
    ],
    [
      'the same under soft_bounce',
      POSTFIX('453 4.7.1 <s@example.net>: Sender address rejected: not owned by user clerk'),
      'sender-account.not-owner',
      'login',
      'own-client/allow-address',
      'clerk',
    ],
    [
      'an address in quotes, and an account with a space',
      POSTFIX('553 5.7.1 <"my boss"@example.net>: Sender address rejected: not owned by user clerk smith'),
      'sender-account.not-owner',
      'login',
      'own-client/allow-address',
      'clerk smith',
    ],
    [
      'a login in the reject line of Postfix',
      `${POSTFIX('554 5.7.1 Service unavailable; Client host [198.51.100.7] blocked using zen.spamhaus.org')} sasl_username=<clerk@example.net>`,
      'reputation.ip-listed',
      'login',
      'own-client/before-rule',
      'clerk@example.net',
    ],
    [
      'a login in an earlier line of the queue id',
      `Oct 11 22:14:14 mx1 postfix/smtpd[42]: 4E74613FE76: client=unknown[198.51.100.7], sasl_method=PLAIN, sasl_username=clerk@example.net
Oct 11 22:14:15 mx1 postfix/cleanup[43]: 4E74613FE76: milter-reject: END-OF-MESSAGE from unknown[198.51.100.7]: 5.7.1 Spam message rejected; from=<s@example.net> to=<a@example.org> proto=ESMTP helo=<x.example.net>`,
      'content.spam',
      'login',
      'own-client/what-was-found',
      'clerk@example.net',
    ],
    [
      'a machine of our network',
      POSTFIX('554 5.7.1 <a@example.org>: Relay access denied').replace('198.51.100.7', '192.168.1.20'),
      'relay.denied',
      'network',
      'own-client/log-in',
      '[192.168.1.20]',
    ],
    [
      "Exim's A=",
      '2024-05-01 10:00:00 H=(laptop) [198.51.100.7] X=TLS1.3 F=<s@example.net> A=dovecot_login:clerk@example.net rejected RCPT <a@example.org>: relay not permitted',
      'relay.denied',
      'login',
      'own-client/before-rule',
      'clerk@example.net',
    ],
    [
      "sendmail's AUTH=server",
      `May  1 10:00:00 mx1 sm-mta[42]: 34IA1b2c012345: AUTH=server, relay=laptop [198.51.100.7], authid=clerk, mech=PLAIN, bits=0
May  1 10:00:01 mx1 sm-mta[42]: 34IA1b2c012345: ruleset=check_rcpt, arg1=<a@example.org>, relay=laptop [198.51.100.7], reject=550 5.7.1 <a@example.org>... Relaying denied`,
      'relay.denied',
      'login',
      'own-client/before-rule',
      'clerk',
    ],
  ])('%s: one of ours, whose mail is to work', async (_, line, category, own, first, client) => {
    const [verdict] = await explained(line);
    expect(verdict).toMatchObject({ category, suppress: false, turnedAway: { own } });
    expect(verdict?.actor).not.toBe('nobody');
    expect(verdict?.fixes[0]?.id).toBe(first);
    if (verdict === undefined) return;
    const view = viewVerdict(verdict, texts, undefined);
    expect(view.headline).toMatch(/^Your server (?:mx1 )?refused /);
    expect(view.headline).toContain(client);
    expect(view.facts[0]).toMatch(/^mail (?:of your own users|from your own network) was refused$/);
    expect(groupKindOf(verdict)).toBe('failure');
  });

  test.each<readonly [line: string, category: CategoryId, role: string, first: string, headline: string]>([
    [
      'Oct 11 22:14:15 mx1 postfix/lmtp[42]: 4E74613FE76: to=<a@example.org>, relay=none, delay=0.1, dsn=4.4.1, status=deferred (connect to mx1.example.org[private/dovecot-lmtp]: Connection refused)',
      'net.connection',
      'own-server',
      'home/start-service',
      'Your own server has not been able to deliver it yet because the service of your own',
    ],
    [
      'Oct 11 22:14:15 mx1 postfix/smtp[42]: 4E74613FE76: to=<a@example.org>, relay=127.0.0.1[127.0.0.1]:10024, dsn=5.7.0, status=bounced (host 127.0.0.1[127.0.0.1] said: 554 5.7.0 Reject, id=12-34 - INFECTED: Eicar (in reply to end of DATA command))',
      'content.virus',
      'own-filter',
      'content/scan-malware',
      'The filter of your own server refused it because',
    ],
    [
      'Oct 11 22:14:15 mx1 postfix/local[42]: 4E74613FE76: to=<a@example.org>, relay=local, dsn=4.3.0, status=deferred (temporary failure. Command output: procmail: Couldn\'t create "/var/mail/a")',
      'server.local-delivery',
      'own-server',
      'route/own-delivery',
      'Your own server deferred it because',
    ],
    [
      '2024-05-01 10:00:00 1abcde-000001-AA ** a@example.org R=localuser T=local_delivery: mailbox is full (MTA-imposed quota exceeded while writing to /var/mail/a)',
      'recipient.full',
      'own-server',
      'ask/empty-mailbox',
      'Your own server refused it because',
    ],
    [
      'Jun 12 06:00:03 mx1 postfix/cleanup[1412]: warning: connect to Milter service unix:/run/opendkim/opendkim.sock: No such file or directory',
      'net.connection',
      'own-server',
      'home/start-service',
      'Your own server has not been able to deliver it yet because the service of your own',
    ],
    [
      '2024-05-01 10:00:00 1abcde-000001-AA malware acl condition: clamd /var/run/clamav/clamd.ctl : unable to connect to UNIX socket /var/run/clamav/clamd.ctl (No such file or directory)',
      'net.connection',
      'own-filter',
      'home/start-service',
      'The filter of your own server deferred it because the service of your own',
    ],
    [
      'procmail: Quota exceeded while writing "/home/anna/Maildir/new/x"',
      'recipient.full',
      'own-server',
      'ask/empty-mailbox',
      'Your own server deferred it because',
    ],
  ])('a step of our own server: %s', async (line, category, role, first, headline) => {
    const [verdict] = await explained(line);
    expect(verdict).toMatchObject({ category, speaker: { role, because: ['log'] } });
    expect(verdict?.turnedAway).toBeUndefined();
    expect(verdict?.fixes[0]?.id).toBe(first);
    expect(verdict?.fixes.map(({ id }) => id)).not.toContain('ask/fix-server');
    if (verdict === undefined) return;
    const view = viewVerdict(verdict, texts, undefined);
    expect(view.headline).toContain(headline);
    expect(view.contact).toBe('');
  });

  test.each([
    [
      'whoever comes to the port for our own users',
      POSTFIX('554 5.7.1 <a@example.org>: Recipient address rejected: Access denied').replace(
        'postfix/smtpd',
        'postfix/submission/smtpd',
      ),
    ],
    [
      'a name inside the sender',
      '2024-05-01 10:00:00 H=(x) [198.51.100.7] F=<"x A=plain:clerk@example.org y"@example.com> rejected RCPT <a@example.org>: relay not permitted',
    ],
    [
      'a login inside the sender',
      POSTFIX('554 5.7.1 <a@example.org>: Relay access denied').replace(
        'from=<s@example.net>',
        'from=<a sasl_username=<clerk@example.org> b@example.net>',
      ),
    ],
    [
      'an address that holds the words of the rule',
      POSTFIX(
        '553 5.7.1 <"x>: Sender address rejected: not owned by user root"@example.net>: Sender address rejected: not logged in',
      ),
    ],
    ['words of an account', POSTFIX("554 5.7.1 The sender's account is suspended")],
  ])('%s is no user of ours', async (_, line) => {
    const [verdict] = await explained(line);
    expect(verdict?.turnedAway).toBeDefined();
    expect(verdict?.turnedAway?.own).toBeUndefined();
  });

  test.each<readonly [words: string, category: CategoryId]>([
    [
      'plain authenticator failed for (x) [203.0.113.5]: 535 Incorrect authentication data (set_id=no mechanism available)',
      'sender-account.auth-failed',
    ],
    [
      'plain authenticator failed for (generic failure) [203.0.113.5]: 535 Incorrect authentication data (set_id=bob)',
      'sender-account.auth-failed',
    ],
    [
      'plain authenticator failed for (x) [203.0.113.5]: 435 Unable to authenticate at present (set_id=bob): failed to connect to saslauthd',
      'server.error',
    ],
  ])('Exim of a login: %s', async (words, category) => {
    const [verdict] = await explained(`2024-05-01 10:00:00 ${words}`);
    expect(verdict).toMatchObject({ category, turnedAway: { ip: '203.0.113.5' } });
  });

  test('mail of a provider was probably wanted: it is not told that nothing is to be done', async () => {
    const [verdict] = await explained(
      'Aug 19 16:22:10 mail postfix/smtpd[99]: NOQUEUE: reject: RCPT from mail-lj1-f175.google.com[198.51.100.7]: 454 4.7.1 <a@example.org>: Relay access denied; from=<s@example.net> to=<a@example.org> proto=ESMTP helo=<mail-lj1-f175.google.com>',
    );
    expect(verdict).toMatchObject({ actor: 'recipient-admin', turnedAway: { isKnown: true } });
    expect(verdict?.fixes[0]?.id).toBe('own/accept-domain');
  });

  test('our own client tells what it could not do, and says so as ours', async () => {
    const [verdict] = await explained(
      'Jun 21 07:00:12 mx1 postfix/smtp[21]: B1D2A00000: to=<a@example.org>, relay=none, delay=151, dsn=4.4.1, status=deferred (connect to mx.example.org[192.0.2.26]:25: Connection timed out)',
    );
    expect(verdict).toMatchObject({
      category: 'net.connection',
      actor: 'network',
      speaker: { role: 'own-server', host: 'mx1', because: ['log'] },
    });
    if (verdict === undefined) return;
    expect(viewVerdict(verdict, texts, undefined).headline).toMatch(
      /^Your own server has not been able to deliver it yet because no connection/,
    );
  });

  test('a delivery of ours that failed is told to the sender, as ever', async () => {
    const [verdict] = await explained(
      'Oct 11 22:14:15 mx1 postfix/smtp[42]: 4E74613FE76: to=<a@example.org>, relay=mx.example.org[192.0.2.1]:25, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command))',
    );
    expect([verdict?.turnedAway, verdict?.suppress]).toEqual([undefined, true]);
  });
});

describe.each(languagesOf(data))('%s', (language) => {
  const words = catalogueOf(data, language);

  test('every category is said whole, with everything known and with nothing', async () => {
    const [sample] = await explained(POSTFIX('554 5.7.1 <a@example.org>: Relay access denied'));
    if (sample === undefined) throw new Error('no verdict');
    for (const category of Object.keys(categories) as CategoryId[]) {
      for (const [known, own] of [true, false].flatMap(
        (one) => [[one], [one, 'login'], [one, 'network']] as const,
      )) {
        const fixes =
          own === undefined
            ? services.fixTable.own.get(ownGroupOf(category))
            : services.fixTable.ownClient.get(clientGroupOf(category));
        expect(fixes?.length, category).toBeGreaterThan(0);
        const verdict: Verdict = {
          ...sample,
          category,
          reply: known ? sample.reply : { text: 'no' },
          turnedAway: { ...(known && sample.turnedAway), ...(own !== undefined && { own }) },
          speaker: known ? sample.speaker : { role: 'own-server', because: ['log'] },
        };
        const view = viewVerdict(verdict, words, undefined);
        for (const text of [view.title, view.headline, view.turn]) {
          expect(text, category).not.toMatch(/[{}]|undefined|own(?:-client)?\.\w|^$/);
        }
        // The clause behind the client speaks of him, not to a sender.
        if (language === 'en')
          expect(view.headline.slice(view.headline.indexOf(': ')), category).not.toMatch(/\byou\b/);
      }
    }
  });
});

test('whom a rule for mail servers met at the port for our own users may be one of them', async () => {
  const line = POSTFIX(
    '554 5.7.1 Service unavailable; Client host [198.51.100.7] blocked using zen.spamhaus.org',
  );
  const [verdict] = await explained(line.replace('postfix/', 'postfix/submission/'));
  expect(verdict?.fixes.map(({ id }) => id)).toEqual(['own/nothing', 'own/user-login', 'own/guessing']);
  if (verdict === undefined) return;
  expect(viewVerdict(verdict, texts, undefined).turn).toBe('nobody, unless it is a user of yours');
});
