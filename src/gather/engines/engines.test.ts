import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import { createRspamd, createSpamd, parseRspamdUrl, parseSpamdTarget } from './index.ts';
import { relayCopy } from './relay-copy.ts';
import type { EngineLimits, RelayContext } from './types.ts';

const limits: EngineLimits = { connectMs: 300, wholeMs: 400, maxAnswerBytes: 50_000 };
const message = Buffer.from('From: ann@example.org\nSubject: hello\n\nHi.\n');
const relay: RelayContext = {
  ip: '192.0.2.7',
  helo: 'mail.example.org',
  mailFrom: 'ann@example.org',
  rcptTo: 'bob@example.com',
};
const open: Server[] = [];
const sockets = new Set<Socket>();

async function listen(server: Server): Promise<number> {
  open.push(server);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const http = (listener: RequestListener) => listen(createHttpServer(listener));

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  for (const server of open.splice(0)) server.close();
});

const rspamdAt = (port: number, password?: string) =>
  createRspamd({
    url: new URL(`http://127.0.0.1:${port}`),
    clock: systemClock,
    limits,
    ...(password !== undefined && { password }),
  });
const spamdAt = (port: number) =>
  createSpamd({ target: { kind: 'tcp', host: '127.0.0.1', port }, clock: systemClock, limits });

const good = JSON.stringify({ score: 1, required_score: 15, action: 'no action', symbols: {} });

describe('the copy for an engine', () => {
  const text = (given: RelayContext) => Buffer.from(relayCopy(message, given, 0)).toString();

  test('has the Received field of the receiving host on top, and CRLF', () => {
    expect(text(relay)).toBe(
      'Received: from mail.example.org (mail.example.org [192.0.2.7])\r\n\tby mx.receiver.example with ESMTPS id waypost\r\n' +
        '\tfor <bob@example.com>;\r\n\tThu, 1 Jan 1970 00:00:00 +0000\r\n' +
        'From: ann@example.org\r\nSubject: hello\r\n\r\nHi.\r\n',
    );
  });

  test('without an address it is the message alone', () => {
    expect(text({ helo: 'mail.example.org' })).toMatch(/^From: /);
  });

  test('IPv6 is written as RFC 5321 §4.1.3 writes it', () => {
    expect(text({ ip: '2001:db8::7' })).toMatch(
      /^Received: from \[IPv6:2001:db8::7\] \(\[IPv6:2001:db8::7\]\)/,
    );
  });

  test('nothing that was given breaks out of the field', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (helo, rcptTo) => {
        const copy = text({ ip: '192.0.2.7', helo, rcptTo });
        const head = copy.slice(0, copy.indexOf('From: ann'));
        expect(
          head
            .split('\r\n')
            .slice(1, -1)
            .every((line) => line.startsWith('\t')),
        ).toBe(true);
      }),
    );
  });

  test('only bare line feeds get a CR', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '\r', '\n', '\r\n')), (parts) => {
        const raw = parts.join('');
        const copy = Buffer.from(relayCopy(Buffer.from(raw), {}, 0)).toString();
        expect(copy).toBe(raw.replaceAll(/(?<!\r)\n/g, '\r\n'));
      }),
    );
  });
});

describe('rspamd', () => {
  test('is told of the connection, and its answer is read', async () => {
    let seen: Record<string, unknown> = {};
    const port = await http((request, response) => {
      seen = { ...request.headers, url: request.url, method: request.method };
      response.setHeader('Server', 'rspamd/3.4').end(good);
    });
    const reading = await rspamdAt(port, 'secret')(message, relay);
    expect(reading).toMatchObject({
      state: 'answered',
      hasRelay: true,
      answer: { version: '3.4', score: 1 },
    });
    expect(seen).toMatchObject({
      url: '/checkv2',
      method: 'POST',
      ip: '192.0.2.7',
      helo: 'mail.example.org',
      hostname: 'mail.example.org',
      from: 'ann@example.org',
      rcpt: 'bob@example.com',
      'deliver-to': 'bob@example.com',
      password: 'secret',
    });
  });

  test('without an address nothing is pretended about the host', async () => {
    let seen: Record<string, unknown> = {};
    const port = await http((request, response) => {
      seen = request.headers;
      response.end(good);
    });
    const reading = await rspamdAt(port)(message, {
      helo: 'mail.example.org',
      mailFrom: 'ann@example.org\r\nX: y',
    });
    expect(reading).toMatchObject({ state: 'answered', hasRelay: false });
    expect(seen).toMatchObject({ from: 'ann@example.orgX:y' });
    expect(Object.keys(seen)).not.toEqual(expect.arrayContaining(['helo']));
  });

  test.each<[string, RequestListener, string]>([
    ['hangs', () => undefined, 'time-out'],
    ['answers garbage', (_, response) => response.end('<html>'), 'not-rspamd'],
    ['wants a password', (_, response) => response.writeHead(401).end(), 'denied'],
    ['is broken', (_, response) => response.writeHead(500).end(), 'http-status'],
    [
      'redirects',
      (_, response) => response.writeHead(302, { Location: 'http://192.0.2.1/' }).end(),
      'http-status',
    ],
    ['answers without end', (_, response) => response.end('x'.repeat(60_000)), 'too-large'],
    [
      'closes inside its answer',
      (_, response) =>
        void response.writeHead(200, { 'Content-Length': 9 }).write('{', () => response.destroy()),
      'reset',
    ],
  ])('that %s', async (_, listener, code) => {
    const port = await http(listener);
    const started = performance.now();
    expect(await rspamdAt(port)(message, relay)).toMatchObject({ state: 'failed', engine: 'rspamd', code });
    expect(performance.now() - started).toBeLessThan(limits.wholeMs + 400);
  });

  test('that speaks no HTTP', async () => {
    const port = await listen(createServer((socket) => socket.end('220 mail.example.org ESMTP\r\n')));
    expect(await rspamdAt(port)(message, relay)).toMatchObject({ state: 'failed', code: 'not-rspamd' });
  });
});

const spamd = (answer: string) =>
  listen(
    createServer({ allowHalfOpen: true }, (socket) => {
      socket.resume();
      socket.on('end', () => socket.end(answer));
    }),
  );

describe('spamd', () => {
  test('its report is read, the version once for many messages', async () => {
    const commands: string[] = [];
    const port = await listen(
      createServer({ allowHalfOpen: true }, (socket) => {
        let text = '';
        socket.on('data', (part) => {
          text += part;
        });
        socket.on('end', () => {
          const [first = ''] = text.split('\r\n');
          commands.push(first);
          const isReport = first.startsWith('REPORT');
          const body = isReport
            ? '---- ----------------------\n 1.2 MISSING_DATE          Missing Date: header\n'
            : 'X-Spam-Checker-Version: SpamAssassin 4.0.1 (x)\r\n';
          socket.end(
            `SPAMD/1.1 0 EX_OK\r\nContent-length: ${body.length}\r\nSpam: False ; 1.2 / 5.0\r\n\r\n${body}`,
          );
        });
      }),
    );
    const ask = spamdAt(port);
    const reading = await ask(message, relay);
    expect(reading).toMatchObject({
      state: 'answered',
      answer: { version: '4.0.1', score: 1.2, threshold: 5, symbols: [{ name: 'MISSING_DATE', score: 1.2 }] },
    });
    await ask(message, relay);
    expect(commands).toEqual(['REPORT SPAMC/1.5', 'HEADERS SPAMC/1.5', 'REPORT SPAMC/1.5']);
  });

  test('a report without a table: the names alone', async () => {
    const body = 'MISSING_DATE,HTML_MESSAGE';
    const port = await spamd(
      `SPAMD/1.1 0 EX_OK\r\nContent-length: ${body.length}\r\nSpam: False ; 1.2 / 5.0\r\n\r\n${body}`,
    );
    const reading = await spamdAt(port)(message, relay);
    expect(reading).toMatchObject({
      answer: { symbols: [{ name: 'HTML_MESSAGE' }, { name: 'MISSING_DATE' }] },
    });
  });

  test.each([
    ['answers garbage', '220 mail.example.org ESMTP\r\n', 'not-spamd'],
    ['says nothing', '', 'not-spamd'],
    ['complains', 'SPAMD/1.0 76 Bad header line\r\n', 'engine-error'],
    ['answers without end', 'x'.repeat(60_000), 'too-large'],
    ['is cut off', 'SPAMD/1.1 0 EX_OK\r\nContent-length: 90\r\nSpam: False ; 1.2 / 5.0\r\n\r\nx', 'cut-off'],
  ])('that %s', async (_, answer, code) => {
    expect(await spamdAt(await spamd(answer))(message, relay)).toMatchObject({
      state: 'failed',
      engine: 'SpamAssassin',
      code,
    });
  });

  test('that hangs, that hangs up', async () => {
    const hangs = await listen(createServer({ allowHalfOpen: true }, (socket) => void socket.resume()));
    expect(await spamdAt(hangs)(message, relay)).toMatchObject({ state: 'failed', code: 'time-out' });
    const hangsUp = await listen(createServer((socket) => socket.resetAndDestroy()));
    expect(await spamdAt(hangsUp)(message, relay)).toMatchObject({ state: 'failed', code: 'reset' });
  });

  test('a message larger than spamc hands over is not sent', async () => {
    const large = Buffer.alloc(600_000, 'x');
    expect(await spamdAt(1)(large, relay)).toMatchObject({ state: 'failed', code: 'message-too-large' });
  });
});

describe('an engine that is not there', () => {
  test('rspamd, spamd on a port, spamd on a socket', async () => {
    const gone = createServer();
    const port = await listen(gone);
    await new Promise((resolve) => gone.close(resolve));
    open.splice(0);
    const path = join(tmpdir(), 'waypost-no-such-socket');
    const onSocket = createSpamd({ target: { kind: 'socket', path }, clock: systemClock, limits });
    const readings = await Promise.all([
      rspamdAt(port)(message, relay),
      spamdAt(port)(message, relay),
      onSocket(message, relay),
    ]);
    expect(readings.map((reading) => reading.state === 'failed' && reading.code)).toEqual([
      'refused',
      'refused',
      'not-found',
    ]);
  });

  test('nobody waits for what was called off', async () => {
    const port = await http(() => undefined);
    const signal = AbortSignal.abort();
    expect(await rspamdAt(port)(message, relay, signal)).toMatchObject({ code: 'aborted' });
    expect(await spamdAt(port)(message, relay, signal)).toMatchObject({ code: 'aborted' });
  });
});

describe('where engines are', () => {
  test.each([
    ['http://127.0.0.1:11333', '127.0.0.1:11333'],
    ['localhost:11333', 'localhost:11333'],
    ['https://scan.example.org/rspamd/', 'scan.example.org'],
  ])('%s', (text, host) => {
    const url = parseRspamdUrl(text);
    expect(url.ok && url.value.host).toBe(host);
  });

  test.each(['', 'ftp://example.org', 'http://user:word@example.org', 'http://'])(
    "'%s' is no rspamd",
    (text) => {
      expect(parseRspamdUrl(text).ok).toBe(false);
    },
  );

  test.each([
    ['127.0.0.1', { kind: 'tcp', host: '127.0.0.1', port: 783 }],
    ['scan.example.org:1783', { kind: 'tcp', host: 'scan.example.org', port: 1783 }],
    ['[::1]:783', { kind: 'tcp', host: '::1', port: 783 }],
    ['/run/spamd.sock', { kind: 'socket', path: '/run/spamd.sock' }],
  ])('%s', (text, value) => {
    expect(parseSpamdTarget(text)).toEqual({ ok: true, value });
  });

  test.each(['', 'host:0', 'host:99999', 'http://host', 'a b'])("'%s' is no spamd", (text) => {
    expect(parseSpamdTarget(text).ok).toBe(false);
  });
});
