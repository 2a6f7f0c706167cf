import { Writable } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import { type Logs, openLogs } from './logs.ts';
import { errorFields, safeFields, safeText } from './redact.ts';

const token = 'wp_4fJx9Q2LmZk8T1vB7cD3nR6yH0sW5uEaGiKoMqPtXzA';
const random = 'HASmYJwpFLIelYAMFCQrDBg8R4dqco6srIMi7Patuz4';

describe('secrets do not stand in texts', () => {
  test.each<[what: string, text: string, secret: string]>([
    ['an API token', `used ${token} again`, token],
    ['a bearer header', `Authorization: Bearer abc.def-ghi`, 'abc.def-ghi'],
    ['a basic header', 'authorization: basic YW5uOnNlY3JldA==', 'YW5uOnNlY3JldA=='],
    ['a session cookie', 'cookie waypost_session=abc123; path=/', 'abc123'],
    ['a __Host- cookie', '__Host-waypost_session=abc123', 'abc123'],
    ['a set-up link', `http://127.0.0.1:8550/setup#token=${random}`, random],
    ['a query string', 'https://example.org/hook?key=hunter2&x=1', 'hunter2'],
    ['the query of a path', 'GET /api/v1/reports?words=private+words', 'private'],
    ['a share link', '/api/v1/shared/abc-def failed', 'abc-def'],
    ['a password hash', 'argon2id$v=19$m=65536,t=3,p=1$c2FsdA$aGFzaA', 'aGFzaA'],
    ['a password in words', 'password="hunter2" refused', 'hunter2'],
    ['a secret in JSON', '{"secret": "hunter2"}', 'hunter2'],
    [
      'a private key',
      '-----BEGIN PRIVATE KEY-----\nMIIBVgIBADANBg\n-----END PRIVATE KEY-----',
      'MIIBVgIBADANBg',
    ],
    ['a key without a name', `sealed with ${random}`, random],
  ])('%s', (_, text, secret) => {
    const safe = safeText(text);
    expect(safe).not.toContain(secret);
    expect(safe).toContain('[withheld]');
  });

  test('what is no secret stays', () => {
    const id = '01a2189a-a757-7000-8382-0ee684ad516e';
    expect(safeText(`job ${id} of example.org asked mx1.example.org`)).toBe(
      `job ${id} of example.org asked mx1.example.org`,
    );
  });

  test('control characters and line ends cannot forge a line', () => {
    expect(safeText('a\r\n2026-01-01 error: b\u001b[31m\u202ec')).toBe('a 2026-01-01 error: b [31m c');
  });

  test('long texts are cut, hostile ones in linear time', () => {
    const began = performance.now();
    for (const piece of ['a', '-----BEGIN ', '/?', 'password=', 'Bearer ', 'wp_', '/shared/'])
      expect(safeText(piece.repeat(200_000)).length).toBeLessThanOrEqual(301);
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe('fields', () => {
  test.each([
    'password',
    'newPassword',
    'cookie',
    'authorization',
    'tokenHash',
    'secret',
    'totp',
    'input',
    'inputBase64',
    'body',
    'document',
    'recipient',
    'from',
    'key',
  ])('the value of %s is withheld', (name) => {
    expect(safeFields({ [name]: 'x', deep: { [name]: ['x'] } })).toEqual({
      [name]: '[withheld]',
      deep: { [name]: '[withheld]' },
    });
  });

  test('what a request is logged with stays', () => {
    const fields = {
      requestId: '1',
      method: 'GET',
      route: '/api/v1/reports/{id}',
      status: 200,
      ms: 3,
      ip: '192.0.2.1',
      actor: 'Ann',
    };
    expect(safeFields(fields)).toEqual(fields);
  });

  test('depth and number have an end', () => {
    const deep = { a: { a: { a: { a: { a: 1 } } } } };
    expect(JSON.stringify(safeFields(deep))).toBe('{"a":{"a":{"a":{"a":"…"}}}}');
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`n${at}`, at]));
    expect(Object.keys(safeFields(many))).toHaveLength(30);
  });

  test('an error keeps its name, code and places, without the values in its message', () => {
    const error = Object.assign(new TypeError(`no ${token}`), { code: 'ERR_X' });
    const fields = errorFields(error);
    expect(fields).toMatchObject({ error: 'TypeError', code: 'ERR_X', cause: 'no wp_[withheld]' });
    expect(JSON.stringify(fields)).not.toContain(token);
    expect(String(fields.at)).toContain('redact.test.ts');
  });
});

describe('the log', () => {
  let logs: Logs | undefined;
  afterEach(() => logs?.close());

  function open(level: 'debug' | 'info' | 'warning' | 'error', form: 'text' | 'json') {
    let text = '';
    const stream = new Writable({
      write(chunk, _, done) {
        text += String(chunk);
        done();
      },
    });
    const opened = openLogs(stream, { level, form });
    logs = opened;
    return {
      log: opened.log,
      change: opened.change,
      lines: () => {
        opened.flush();
        return text.split('\n').filter((line) => line !== '');
      },
    };
  }

  test('JSON: an object a line', () => {
    const { log, lines } = open('info', 'json');
    log({ level: 'info', part: 'http', message: 'request', fields: { status: 200, cookie: 'x' } });
    expect(lines().map((line) => JSON.parse(line))).toEqual([
      {
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        level: 'info',
        part: 'http',
        message: 'request',
        status: 200,
        cookie: '[withheld]',
      },
    ]);
  });

  test('text: one line, values with blanks in quotes', () => {
    const { log, lines } = open('info', 'text');
    log({
      level: 'error',
      part: 'jobs',
      message: 'something broke',
      error: new Error('two words\nand a line'),
    });
    expect(lines()).toHaveLength(1);
    expect(lines()[0]).toMatch(/ error {3}jobs: something broke .*cause="two words and a line"/);
  });

  test('less than the level is not written, until that changes', () => {
    const { log, change, lines } = open('warning', 'json');
    log({ level: 'info', part: 'a', message: 'one' });
    change({ level: 'debug', form: 'json' });
    log({ level: 'debug', part: 'a', message: 'two' });
    expect(lines().map((line) => JSON.parse(line).message)).toEqual(['two']);
  });

  test('braces in a message are no place-holders', () => {
    const { log, lines } = open('info', 'json');
    log({ level: 'info', part: 'a', message: 'x {status} y', fields: { status: 1 } });
    expect(JSON.parse(lines()[0] ?? '').message).toBe('x {status} y');
  });
});
