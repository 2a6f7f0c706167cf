/**
 * UDP sockets that carry many questions to a server at the same time, for a socket a question costs more than the
 * question.
 *
 * What a forger has to guess stays as much (RFC 5452 §9): each question goes out on a socket chosen at random, each
 * socket has a source port that the system chose at random and is given up after 64 questions, ids are random, and the
 * sockets are connected, so that the kernel drops what comes from elsewhere. An answer must carry the id and the question
 * of one that waits on its socket. No socket stays open while nothing is asked.
 */
import { createSocket, type Socket } from 'node:dgram';
import { isIP } from 'node:net';
import type { DnsServer } from './servers.ts';

/** One who waits for an answer. */
export interface Waiting {
  /** The query's octets under this id. */
  readonly encode: (id: number) => Uint8Array;
  /** An answer with the id asked. */
  readonly onAnswer: (bytes: Uint8Array, id: number) => void;
  /** Something came whose id belongs to nobody. */
  readonly onStranger: () => void;
  readonly onError: (error: Error) => void;
}

export interface UdpChannels {
  /** Sends; gives the function that ends the wait. An answer after that is late, not forged. */
  readonly ask: (server: DnsServer, waiting: Waiting) => () => void;
}

const maxUses = 64;
/** A socket takes that many waiting questions before another is opened. */
const roomy = 8;

interface Channel {
  readonly socket: Socket;
  readonly waiting: Map<number, Waiting>;
  /** Ids of questions that are over: an answer may still come, or come again. */
  readonly late: Set<number>;
  readonly unsent: (() => void)[];
  uses: number;
  isConnected: boolean;
  isClosed: boolean;
}

/** `random` gives a whole number from 0 to below `end` that nobody can guess. */
export function createUdpChannels(random: (end: number) => number): UdpChannels {
  const byServer = new Map<string, Channel[]>();

  const channelTo = (server: DnsServer): Channel => {
    const key = `${server.host} ${server.port}`;
    const channels = (byServer.get(key) ?? []).filter((one) => !one.isClosed);
    byServer.set(key, channels);
    const usable = channels.filter((one) => one.uses < maxUses && one.waiting.size < roomy);
    const chosen = usable.length < 2 ? undefined : usable[random(usable.length)];
    if (chosen !== undefined) return chosen;
    const opened = openChannel(server);
    channels.push(opened);
    return opened;
  };

  /** A socket on which nobody waits is kept only while others of its server are busy. */
  const tidy = (server: DnsServer): void => {
    const channels = byServer.get(`${server.host} ${server.port}`) ?? [];
    const isIdle = channels.every(({ waiting }) => waiting.size === 0);
    for (const channel of channels)
      if (channel.waiting.size === 0 && (isIdle || channel.uses >= maxUses)) closeChannel(channel);
    if (isIdle) byServer.delete(`${server.host} ${server.port}`);
  };

  return {
    ask: (server, waiting) => {
      const channel = channelTo(server);
      let id = random(0x10000);
      while (channel.waiting.has(id) || channel.late.has(id)) id = (id + 1) & 0xffff;
      channel.uses += 1;
      channel.waiting.set(id, waiting);
      const send = (): void => channel.socket.send(waiting.encode(id));
      if (channel.isConnected) send();
      else channel.unsent.push(() => channel.waiting.get(id) === waiting && send());
      return () => {
        channel.waiting.delete(id);
        channel.late.add(id);
        tidy(server);
      };
    },
  };
}

function openChannel(server: DnsServer): Channel {
  const socket = createSocket(isIP(server.host) === 6 ? 'udp6' : 'udp4');
  const state = { uses: 0, isConnected: false, isClosed: false };
  const channel: Channel = { socket, waiting: new Map(), late: new Set(), unsent: [], ...state };
  // Those who wait hold their timers; a socket holds nobody.
  socket.unref();
  const fail = (error: Error): void => {
    channel.uses = maxUses;
    for (const one of [...channel.waiting.values()]) one.onError(error);
  };
  socket.on('error', fail);
  socket.on('message', (bytes) => {
    if (bytes.length < 2) return;
    const id = bytes.readUInt16BE(0);
    const waiting = channel.waiting.get(id);
    if (waiting !== undefined) waiting.onAnswer(bytes, id);
    else if (!channel.late.has(id)) for (const one of channel.waiting.values()) one.onStranger();
  });
  socket.on('connect', () => {
    if (channel.isClosed) return;
    channel.isConnected = true;
    for (const send of channel.unsent.splice(0)) send();
  });
  try {
    socket.connect(server.port, server.host);
  } catch (cause) {
    // The system refuses the address itself.
    queueMicrotask(() => fail(cause instanceof Error ? cause : new Error(String(cause))));
  }
  return channel;
}

function closeChannel(channel: Channel): void {
  if (channel.isClosed) return;
  channel.isClosed = true;
  channel.socket.close();
}
