/** What a line of a log tells of where mail was stopped, through to the words. */
import { describe, expect, test } from 'vitest';
import { placeOf } from './place.ts';
import { formatLetter } from './say/letter.ts';
import { viewVerdict } from './say/view.ts';
import { explained, factsIn, texts } from './testing.ts';

const PF = 'May 10 10:00:00 mx1 postfix/smtp[42]: ABCDEF1234: to=<a@example.org>, ';
const EX = '2024-05-01 10:00:00 1s1abc-0001Ab-2C ';
const SM =
  'May  1 10:00:00 web1 sendmail[42]: 341A0x1C012345: to=<a@example.org>, delay=00:00:01, mailer=relay, pri=120000, ';
const RELAY_587 = `${PF}relay=smtp.relay.example[192.0.2.9]:587, delay=1, dsn=5.7.1, status=bounced (host smtp.relay.example[192.0.2.9] said: `;

test.each([
  ['smtp.relay.example', 'A', 'DNS gave no answer for smtp.relay.example'],
  ['mx1.hosting.example', 'AAAA', 'DNS gave no answer for mx1.hosting.example'],
  ['example.org', 'A', 'DNS gave no answer for example.org'],
  ['example.org', 'MX', 'DNS gave no answer for example.org'],
])('DNS was asked for %s, %s', async (name, type, said) => {
  const line = `${PF}relay=none, delay=3, dsn=4.4.3, status=deferred (Host or domain name not found. Name service error for name=${name} type=${type}: Host not found, try again)`;
  const { headline } = viewVerdict(await explained(line), texts, undefined);
  expect(headline).toContain(said);
});

describe('where it was', () => {
  test.each([
    [`${EX}== a@example.org R=smarthost T=remote_smtp_smarthost defer (110): Connection timed out`, 'relay'],
    [
      `${EX}** a@example.org R=smart_host T=remote_smtp H=smtp.relay.example [192.0.2.9]: SMTP error from remote mail server after RCPT TO:<a@example.org>: 550 5.7.1 no`,
      'relay',
    ],
    [
      `${EX}** a@example.org R=relay_to_domains T=remote_smtp H=mx.example.org [192.0.2.9]: SMTP error from remote mail server after RCPT TO:<a@example.org>: 550 5.7.1 blocked by policy`,
      'gateway',
    ],
    [
      `${EX}** a@example.org R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.9]: SMTP error from remote mail server after RCPT TO:<a@example.org>: 550 5.1.1 [192.0.2.1]:587 user unknown`,
      'gateway',
    ],
    [
      `${PF}relay=none, delay=1, dsn=4.4.1, status=deferred (connect to smtp.relay.example[192.0.2.1]:587: Connection refused)`,
      'relay',
    ],
    [
      `${PF}relay=none, delay=1, dsn=4.4.1, status=deferred (connect to mx.example.org[192.0.2.1]:25: Connection refused)`,
      'client',
    ],
    [
      '[NOTICE] [930E3B02-4254-4499-8294-70044A00835D.1.1] [outbound] recipient <a@example.org> rejected: 550 5.7.1 Sender verify failed',
      'gateway',
    ],
    [`${SM}relay=smtp.relay.example. [192.0.2.9], dsn=5.7.1, stat=Service unavailable`, 'relay'],
    [`${SM}relay=mx.example.org. [192.0.2.9], dsn=5.7.1, stat=Service unavailable`, 'gateway'],
    [
      `${SM}relay=[127.0.0.1] [127.0.0.1], dsn=4.0.0, stat=Deferred: Connection refused by [127.0.0.1]`,
      'home',
    ],
  ])('%s', async (line, place) => {
    const { reply, speaker, category } = await explained(line);
    expect(placeOf(reply, speaker, category)).toBe(place);
  });
});

describe('at the server that one sends through', () => {
  test('its missing TLS is no fault of the recipient’s side, nor to be turned on here', async () => {
    const verdict = await explained(
      `${PF}relay=smtp.relay.example[192.0.2.1]:587, delay=1, dsn=4.7.4, status=deferred (TLS is required, but was not offered by host smtp.relay.example[192.0.2.1])`,
    );
    expect(verdict.fixes.map(({ id }) => id)).not.toContain('tls/turn-on');
    expect(verdict.fixes[0]?.id).toBe('client/tls-rule');
    const view = viewVerdict(verdict, texts, undefined);
    expect(`${view.headline} ${view.tell}`).not.toMatch(/Your (?:mail )?server|not encrypted/);
  });

  test('a missing reverse name asks for a login', async () => {
    const verdict = await explained(
      `${RELAY_587}550 5.7.25 Client host rejected: cannot find your reverse hostname, [203.0.113.5] (in reply to RCPT TO command))`,
    );
    expect(verdict.fixes[0]?.id).toBe('relay/authenticate');
    expect(viewVerdict(verdict, texts, undefined).turn).toBe(
      'your turn: log in at the server that you send through',
    );
  });

  test('its greylisting is not told the recipient as his server’s', async () => {
    const verdict = await explained(
      `${RELAY_587}450 4.7.1 Greylisted, try again later (in reply to RCPT TO command))`.replace(
        'bounced',
        'deferred',
      ),
    );
    expect(verdict.category).toBe('greylist');
    expect(viewVerdict(verdict, texts, undefined).tell).toMatch(/^The server that I send through/);
  });
});

describe('the letter', () => {
  const letterOf = async (line: string): Promise<string> => {
    const verdict = await explained(line);
    return formatLetter(verdict, viewVerdict(verdict, texts, undefined), texts, true);
  };

  test('of a refusal at the relay goes to its operator', async () => {
    const letter = await letterOf(
      `${RELAY_587}554 5.7.1 Client host [203.0.113.5] blocked using zen.spamhaus.org (in reply to RCPT TO command))`,
    );
    expect(letter).toMatch(/^Send it to: the operator of the server that you send through/);
    expect(letter).not.toContain('postmaster@example.org');
  });

  test('of a server that was not reached says no refusal', async () => {
    const letter = await letterOf(
      `${PF}relay=none, delay=1, dsn=4.4.1, status=deferred (connect to mx.example.org[192.0.2.1]:25: Connection refused)`,
    );
    expect(letter).toContain('could not deliver');
    expect(letter).not.toContain('your server refused');
  });
});

describe('our own filter', () => {
  test('is ours to look at, not the recipient’s administrator’s', async () => {
    const verdict = await explained(
      `${PF}relay=127.0.0.1[127.0.0.1]:2525, delay=1, dsn=5.7.1, status=bounced (host 127.0.0.1[127.0.0.1] said: 550 5.7.1 rejected by policy (in reply to end of DATA command))`,
    );
    const view = viewVerdict(verdict, texts, undefined);
    expect(view.turn).toBe('your turn: your own server');
    expect(view.tell).toBe('');
  });
});

test.each([
  [
    'INFO Connection error (delivery.connect-error) queueId = 1, to = ["a@example.org"], domain = "example.org", hostname = "mx.example.org", remoteIp = 192.0.2.9, remotePort = 25, causedBy = SMTP error occurred (smtp.error) { details = "I/O Error", reason = "Connection timed out (os error 110)" }, elapsed = 3ms',
    'own-server',
    'client',
  ],
  [
    'INFO SMTP RCPT TO rejected (delivery.rcpt-to-rejected) queueId = 1, hostname = "mx.example.org", to = "a@example.org", code = 550, details = "5.1.1 unknown user"',
    'recipient-gateway',
    'gateway',
  ],
  [
    'queue: delivery attempt failed\t{"msg_id":"2f6f32e9","rcpt":"a@example.org","reason":"Domain does not accept email (null MX)","smtp_code":556,"smtp_enchcode":"5.1.10"}',
    'own-server',
    'client',
  ],
])('Stalwart and maddy tell who spoke: %s', async (line, role, place) => {
  const { reply, speaker, category } = await explained(line);
  expect([speaker.role, placeOf(reply, speaker, category)]).toEqual([role, place]);
});

test('Exchange names the domain that it looked up as the host: nobody there has spoken', () => {
  const row = (status: string): string =>
    `2026-11-20T07:01:05Z,SMTP,DEFER,OUTBOUND,a@example.com,c@example.org,"[${status}]"`;
  const [failed] = factsIn(row('{LED=451 4.4.0 DNS query failed};{MSG=};{FQDN=example.org};{IP=}'));
  expect(failed).toMatchObject({ ownStep: 'client', recipient: 'c@example.org' });
  const [answered] = factsIn(row('{LED=451 4.4.0 Try later};{MSG=};{FQDN=mx.example.org};{IP=192.0.2.1}'));
  expect(answered).toMatchObject({ speakerHost: 'mx.example.org' });
  expect(answered?.ownStep).toBeUndefined();
});
