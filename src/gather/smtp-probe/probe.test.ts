import type { Server } from 'node:net';
import { createServer } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { probeMx } from './probe.ts';
import { takeReply } from './take-reply.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that says its lines one after another: the first at once, the others after each line it hears. */
async function speak(says: readonly (string | 'close')[], heard: string[] = []): Promise<number> {
  const server = createServer((socket) => {
    let turn = 0;
    const say = (): void => {
      const line = says[turn];
      turn += 1;
      if (line === 'close') socket.destroy();
      else if (line !== undefined) socket.write(line);
    };
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      heard.push(chunk.toString());
      say();
    });
    say();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const target = { host: 'mx.example.org', ip: '127.0.0.1' };
const probe = async (port: number, timeoutMs = 400) =>
  (
    await probeMx([target], () => false, {
      port,
      timeoutMs,
      allowPrivate: true,
      ehloName: 'mail.example.net',
    })
  )[0];

describe('what a host says is told', () => {
  test('greeting and keywords, and nothing but EHLO and QUIT is sent', async () => {
    const heard: string[] = [];
    const ehlo = '250-mx.example.org\r\n250-SIZE 1000\r\n250-STARTTLS\r\n250 8BITMIME\r\n';
    const port = await speak(['220-mx.example.org\r\n220 ESMTP\r\n', ehlo], heard);
    expect(await probe(port)).toEqual({
      ...target,
      outcome: 'accepted',
      banner: 'mx.example.org ESMTP',
      ehloKeywords: ['SIZE 1000', 'STARTTLS', '8BITMIME'],
    });
    expect(heard[0]).toBe('EHLO mail.example.net\r\n');
    expect(heard.join('')).not.toMatch(/MAIL|RCPT/);
  });

  test.each([
    [['554 no service\r\n'], 'greeting-refused'],
    [['220 hello\r\n', '550 not you\r\n'], 'greeting-refused'],
    [['close'], 'reset'],
    [['220 hello\r\n', 'close'], 'reset'],
    [['HTTP/1.1 400 Bad Request\r\n'], 'error'],
    [[], 'time-out'],
    [['220-hello\r\n'], 'time-out'],
    [[`220 ${'x'.repeat(20_000)}`], 'error'],
  ] as const)('%#: %j', async (says, outcome) => {
    expect((await probe(await speak(says)))?.outcome).toBe(outcome);
  });

  test('a closed port is refused', async () => {
    const port = await speak([]);
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    expect((await probe(port))?.outcome).toBe('refused');
  });
});

test('private addresses are not connected to', async () => {
  const [attempt] = await probeMx([{ host: 'mx.example.org', ip: '10.0.0.1' }], () => false);
  expect(attempt).toMatchObject({ outcome: 'error', detail: 'not-public' });
});

test('any bytes are read without a throw', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const reply = takeReply(`220-${text}\r\n${text}\r\n`);
      return reply === undefined || reply === 'bad' || reply.length > 0;
    }),
  );
});
