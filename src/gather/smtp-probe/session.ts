/**
 * One SMTP connection that asks: whole replies out of a stream, with limits on time, bytes and lines; TLS from the start
 * (RFC 8314 §3.3) or after STARTTLS (RFC 3207). Every failure, also of the connection, is the answer of the next question.
 */
import { connect, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Result } from '../../base/result.ts';
import { openTls, type TlsSettings } from './open-tls.ts';
import { problemOf, type SessionProblem } from './session-problem.ts';
import { type SessionReply, takeReply } from './take-reply.ts';

export type SessionAnswer = Result<SessionReply, SessionProblem>;

export interface Session {
  /** The next reply; waits at most `waitMs`, or until the connection's time is over. */
  readonly readReply: (waitMs?: number) => Promise<SessionAnswer>;
  /** One command line without its line end, and its reply. */
  readonly ask: (line: string) => Promise<SessionAnswer>;
  /** Bytes as they are, one a character. */
  readonly send: (text: string) => void;
  /** Begins TLS on this connection; what was received before is thrown away (RFC 3207 §4.2). */
  readonly secure: (settings: TlsSettings) => Promise<Result<TLSSocket, SessionProblem>>;
  /**
   * Sends bytes that are no SMTP and hands what comes back to `take` until that gives something. What was received before is
   * thrown away, and no SMTP is spoken on this connection from then on.
   */
  readonly exchange: <T>(
    bytes: Uint8Array,
    take: (received: Uint8Array) => T | undefined,
  ) => Promise<Result<T, SessionProblem>>;
  /** Our own address, once connected. */
  readonly localAddress: () => string | undefined;
  /** Says QUIT where the host has spoken and listens, then hangs up. */
  readonly close: () => void;
}

export interface SessionOptions {
  /** For the whole connection. */
  readonly timeoutMs: number;
  /** Until the connection stands; not longer than `timeoutMs`. */
  readonly connectTimeoutMs?: number;
  readonly signal?: AbortSignal;
}

const maxBytes = 16_384;
/** How long the other side may take to hang up after QUIT. */
const farewellMs = 500;

/** Connects at once. Never throws. */
export function openSession(ip: string, port: number, options: SessionOptions): Session {
  const { timeoutMs, signal } = options;
  const raw = connect({ host: ip, port });
  let socket: Socket = raw;
  let pending = '';
  let received = 0;
  let hasSpoken = false;
  let failure: SessionProblem | undefined;
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const one of waiting) one();
  };
  const fail = (problem: SessionProblem): void => {
    failure ??= problem;
    wake();
  };
  const tooLate = (ms: number) => () => fail({ outcome: 'time-out', detail: `no answer within ${ms} ms` });
  const timer = setTimeout(tooLate(timeoutMs), timeoutMs);
  const connectMs = options.connectTimeoutMs ?? timeoutMs;
  const connectTimer = setTimeout(tooLate(connectMs), connectMs);
  raw.once('connect', () => clearTimeout(connectTimer));
  const onAbort = (): void => fail({ outcome: 'time-out', detail: 'given up' });
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted === true) onAbort();

  const onData = (chunk: Buffer): void => {
    received += chunk.length;
    if (received > maxBytes) fail({ outcome: 'not-smtp', detail: `more than ${maxBytes} bytes` });
    else pending += chunk.toString('latin1');
    wake();
  };
  const listen = (): void => {
    socket.on('data', onData);
    socket.on('error', (error: NodeJS.ErrnoException) => fail(problemOf(error)));
    socket.on('close', () => fail({ outcome: 'reset', detail: 'the server closed the connection' }));
  };
  listen();

  const next = (): SessionAnswer | undefined => {
    const reply = takeReply(pending);
    if (reply === 'bad')
      return { ok: false, problem: { outcome: 'not-smtp', detail: 'the answer is no SMTP' } };
    if (reply !== undefined) {
      pending = pending.slice(reply.length);
      hasSpoken = true;
      return { ok: true, value: reply.reply };
    }
    return failure === undefined ? undefined : { ok: false, problem: failure };
  };
  const readReply = async (waitMs?: number): Promise<SessionAnswer> => {
    let isOver = false;
    let onEvent: () => void = () => {};
    const onLimit = (): void => {
      isOver = true;
      onEvent();
    };
    const limit = waitMs === undefined ? undefined : setTimeout(onLimit, waitMs);
    try {
      for (;;) {
        const result = next();
        if (result !== undefined) return result;
        if (isOver) return { ok: false, problem: { outcome: 'time-out', detail: `silent for ${waitMs} ms` } };
        await new Promise<void>((resolve) => {
          onEvent = resolve;
          waiting.add(resolve);
        });
        waiting.delete(onEvent);
      }
    } finally {
      clearTimeout(limit);
    }
  };
  /** What comes first: this, or the failure of the connection. */
  const unlessFailed = async <T>(wanted: Promise<T>): Promise<T | SessionProblem> => {
    let onFailure: () => void = () => {};
    const failed = new Promise<SessionProblem>((resolve) => {
      onFailure = () => failure !== undefined && resolve(failure);
      waiting.add(onFailure);
      onFailure();
    });
    const first = await Promise.race([wanted, failed]);
    waiting.delete(onFailure);
    return first;
  };
  const send = (text: string): void => {
    if (socket.writable) socket.write(text, 'latin1');
  };
  return {
    readReply,
    send,
    ask: (line) => {
      // An answer that comes before its question would be taken for the answer to it.
      if (pending !== '') {
        fail({ outcome: 'not-smtp', detail: 'the server spoke out of turn' });
        pending = '';
      }
      send(`${line}\r\n`);
      return readReply();
    },
    secure: async (settings) => {
      raw.removeListener('data', onData);
      const opened = openTls(raw, settings);
      if (!opened.ok) return opened;
      const handshake = opened.value;
      socket = handshake.socket;
      pending = '';
      listen();
      const problem = await unlessFailed(handshake.done);
      return problem === undefined ? { ok: true, value: handshake.socket } : { ok: false, problem };
    },
    exchange: async <T>(bytes: Uint8Array, take: (received: Uint8Array) => T | undefined) => {
      raw.removeListener('data', onData);
      pending = '';
      hasSpoken = false;
      const taken = new Promise<{ readonly ok: true; readonly value: T }>((resolve) => {
        raw.on('data', (chunk: Buffer) => {
          const value = take(chunk);
          if (value !== undefined) resolve({ ok: true, value });
        });
      });
      raw.write(bytes);
      const first = await unlessFailed(taken);
      return 'ok' in first ? first : { ok: false, problem: first };
    },
    localAddress: () => raw.localAddress,
    close: () => {
      clearTimeout(timer);
      clearTimeout(connectTimer);
      signal?.removeEventListener('abort', onAbort);
      if (raw.connecting || socket.destroyed || failure !== undefined) {
        socket.destroy();
        raw.destroy();
        return;
      }
      if (hasSpoken) send('QUIT\r\n');
      socket.end();
      const end = setTimeout(() => [socket.destroy(), raw.destroy()], farewellMs);
      raw.once('close', () => clearTimeout(end));
    },
  };
}
