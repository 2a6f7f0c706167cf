import { describe, expect, test } from 'vitest';
import { readArrivals } from './read-arrivals.ts';
import { lines, readFrom } from './testing.ts';

describe('events of mail services in JSON', () => {
  const failed = (email: string, reason: string) => ({ event: 'bounce', email, status: '5.1.1', reason });
  test('each is one refusal; codes in the words count before those beside them', () => {
    const events = [
      failed('a@example.org', '552 5.2.2 mailbox full'),
      failed('b@example.org', 'no such user'),
    ];
    for (const text of [JSON.stringify(events), JSON.stringify(events, undefined, 2)]) {
      expect(readFrom(text)).toEqual(['552 a@example.org', '5.1.1 b@example.org']);
      expect([...readArrivals(Buffer.from(text))].every((one) => one.ok && one.value.format === 'json')).toBe(
        true,
      );
    }
  });

  test('that hosts and IPs are taken from', () => {
    const event = {
      type: 'Bounce',
      recipient: 'a@example.org',
      response: { code: 550, content: 'blocked by our list' },
      peer_address: { name: 'mx.example.org', addr: '192.0.2.25' },
      source_ip: '198.51.100.7',
    };
    const [arrival] = readArrivals(Buffer.from(JSON.stringify(event)));
    expect(arrival?.ok && arrival.value.refusals[0]?.facts).toMatchObject({
      replyCode: 550,
      speakerHost: 'mx.example.org',
      speakerIp: '192.0.2.25',
      senderIp: '198.51.100.7',
    });
  });

  test('of which none failed: that is said', () => {
    const event = { event: 'delivered', email: 'a@example.org', response: '250 2.0.0 OK queued' };
    const [arrival] = readArrivals(Buffer.from(JSON.stringify(event)));
    expect(arrival).toMatchObject({ ok: false, problem: { code: 'json' } });
  });
});

test.each([
  ['The host said: the guest is unknown, the user does not exist.', 'unknown'],
  ['The server returned: File not found. The user does not exist.', 'unknown'],
  ['Server response: HTTP 404 user does not exist', 'unknown'],
  ['The remote server returned an error: (404) Not Found. The user does not exist.', 'unknown'],
  ['The remote server returned an error: (500) Internal Server Error. No such user.', 'unknown'],
  ['The remote server returned an error: (550) File unavailable. No such user.', 'unknown'],
  ['My SMTP number (550) is not what you think: no such user', 'unknown'],
  ['My SMTP (550) is not what you think: no such user', 'unknown'],
  ['Ответ сервера: пользователь не найден', 'unknown'],
  ['服务器返回：用户不存在', 'unknown'],
  ['The mail server responded: the user does not exist', 'bounce'],
  ['Postfach nicht verfügbar. Die Serverantwort war: Benutzer existiert nicht', 'bounce'],
  ['The server said: 550 no such user', 'bounce'],
  ['The server said: 5.1.1 no such user', 'bounce'],
  ['SMTP Error (550): no such user', 'bounce'],
  ['SMTP-feil (550): no such user', 'bounce'],
  ['(550) no such user', 'bounce'],
])('what a server said without a code is a refusal only where it speaks of mail: %s', (text, kind) => {
  const [arrival] = [...readArrivals(Buffer.from(text))];
  expect(arrival?.ok && arrival.value.kind).toBe(kind);
});

describe('success', () => {
  test.each(['250 ok', '250 2.0.0 Ok: queued as 123', '2.0.0 Ok'])('%s is no bounce', (text) => {
    const [arrival] = [...readArrivals(Buffer.from(text))];
    expect(arrival?.ok && arrival.value.kind).not.toBe('bounce');
  });

  test('a conversation that stops where the server waits has delivered nothing', () => {
    const [arrival] = [...readArrivals(Buffer.from('354 End data with <CR><LF>.<CR><LF>\nSMTP Error: data'))];
    expect(arrival?.ok && arrival.value).not.toHaveProperty('notice');
  });
});

describe('what programs write down of a session', () => {
  test('step by step is no message, though its lines look like fields', () => {
    const text = 'from: 250 2.0.0 OK\nto: 550 5.7.1 Relaying denied\nquit: 221 See you later';
    expect(readFrom(text)).toEqual(['550']);
  });
  test('a positive reply that is none to what was asked is no delivery', () => {
    const [arrival] = readArrivals(
      Buffer.from('Expected response code 354 but got code "250", with message "250 Accepted"'),
    );
    expect(arrival?.ok && arrival.value.kind).toBe('unknown');
  });
  test('sendmail sums up in words of its own what it heard, which is no reason', () => {
    const heard = '553 5.7.1 <me@example.net>: Sender address rejected: not logged in';
    const text = lines(
      '   ----- Transcript of session follows -----',
      '... while talking to mx.example.org.:',
      '>>> DATA',
      `<<< ${heard}`,
      '550 5.1.1 <user@example.org>... User unknown',
      '<<< 554 5.5.1 Error: no valid recipients',
    );
    expect(readFrom(text)).toEqual(['553 user@example.org']);
  });
});

test.each([
  '\t021C03F820: filter: RCPT from mx.example.org[192.0.2.1]: <mx.example.org[192.0.2.1]>: Client host triggers FILTER smtp:[127.0.0.1]:10025;',
  'policyd-spf[19706]: Pass; identity=helo; client-ip=192.0.2.15; helo=mx.example.net',
])('%s refuses nothing', (text) => {
  expect([...readArrivals(Buffer.from(text))]).toMatchObject([
    { ok: false, problem: { code: 'nothing-refused' } },
  ]);
});
