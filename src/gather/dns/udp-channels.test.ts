/** Many questions at once over few sockets: whose answer is whose, and what happens to sockets. */
import { createSocket, type Socket } from 'node:dgram';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createUdpChannels } from './udp-channels.ts';

let server: Socket | undefined;
afterEach(() => server?.close());

/** Hands each datagram with its source port to `onQuery`; answers go back through it. */
async function serve(
  onQuery: (id: number, port: number, reply: (...octets: readonly number[]) => void) => void,
): Promise<{ host: string; port: number }> {
  const socket = createSocket('udp4');
  server = socket;
  socket.on('message', (bytes, peer) => {
    onQuery(bytes.readUInt16BE(0), peer.port, (...octets) =>
      socket.send(Buffer.from(octets), peer.port, peer.address),
    );
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { host: '127.0.0.1', port: (socket.address() as AddressInfo).port };
}

const random = (end: number): number => Math.floor(Math.random() * end);
const encode = (id: number, mark = 0): Uint8Array => Uint8Array.from([id >> 8, id & 255, mark]);

/** Asks and waits for the answer's third octet; counts strangers. */
function asking(
  channels: ReturnType<typeof createUdpChannels>,
  to: { host: string; port: number },
  mark: number,
  timeoutMs = 1000,
): Promise<{ readonly mark?: number; readonly strangers: number }> {
  return new Promise((resolve) => {
    let strangers = 0;
    const finish = (answer?: number): void => {
      clearTimeout(timer);
      end();
      resolve({ ...(answer !== undefined && { mark: answer }), strangers });
    };
    const timer = setTimeout(finish, timeoutMs);
    const end = channels.ask(to, {
      encode: (id) => encode(id, mark),
      onAnswer: (bytes) => finish(bytes[2]),
      onStranger: () => {
        strangers += 1;
      },
      onError: () => finish(),
    });
  });
}

test('200 questions at once: each gets its own answer, over many ports, none used more than 64 times', async () => {
  const uses = new Map<number, number>();
  const ids = new Set<number>();
  const to = await serve((id, port, reply) => {
    uses.set(port, (uses.get(port) ?? 0) + 1);
    ids.add(id);
    setTimeout(() => reply(id >> 8, id & 255, id & 127), random(20));
  });
  const channels = createUdpChannels(random);
  const answers = await Promise.all(
    Array.from({ length: 200 }, async () => {
      let sent = 0;
      const answer = await new Promise<number | undefined>((resolve) => {
        const end = channels.ask(to, {
          encode: (id) => {
            sent = id & 127;
            return encode(id);
          },
          onAnswer: (bytes) => {
            end();
            resolve(bytes[2]);
          },
          onStranger: () => resolve(undefined),
          onError: () => resolve(undefined),
        });
      });
      return answer === sent;
    }),
  );
  expect(answers.every(Boolean)).toBe(true);
  expect(uses.size).toBeGreaterThanOrEqual(20);
  expect(Math.max(...uses.values())).toBeLessThanOrEqual(64);
  expect(ids.size).toBeGreaterThan(150);
});

test('an answer under another id belongs to nobody; one that is late, or comes twice, is no forgery', async () => {
  const to = await serve((id, _, reply) => {
    reply(id >> 8, (id & 255) ^ 1, 9);
    reply(id >> 8, id & 255, 5);
    reply(id >> 8, id & 255, 5);
  });
  const channels = createUdpChannels(random);
  const kept = asking(channels, to, 1, 150);
  const answer = await asking(channels, to, 1);
  expect(answer.mark).toBe(5);
  expect((await kept).strangers).toBeLessThanOrEqual(2);
});

test('a constant random number still gives each waiting question its own id', async () => {
  const ids: number[] = [];
  const to = await serve((id, _, reply) => {
    ids.push(id);
    setTimeout(() => reply(id >> 8, id & 255, 1), 20);
  });
  const channels = createUdpChannels(() => 0);
  const answers = await Promise.all(Array.from({ length: 8 }, () => asking(channels, to, 1)));
  expect(answers.map(({ mark }) => mark)).toEqual(Array.from({ length: 8 }, () => 1));
});

test('no socket stays open when nothing is asked: the next question comes from another port', async () => {
  const ports: number[] = [];
  const to = await serve((id, port, reply) => {
    ports.push(port);
    reply(id >> 8, id & 255, 1);
  });
  const channels = createUdpChannels(random);
  for (let i = 0; i < 5; i++) await asking(channels, to, 1);
  expect(new Set(ports).size).toBe(5);
});

test('a port where nobody listens is an error for all who wait', async () => {
  const to = await serve(() => undefined);
  await new Promise<void>((resolve) => server?.close(() => resolve()));
  server = undefined;
  const channels = createUdpChannels(random);
  const answers = await Promise.all([asking(channels, to, 1, 2000), asking(channels, to, 2, 2000)]);
  expect(answers.map(({ mark }) => mark)).toEqual([undefined, undefined]);
});
