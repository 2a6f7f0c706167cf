/** One SMTP connection that only listens and asks: whole replies out of a stream, with limits on time and bytes. */
import { connect } from 'node:net';
import type { Result } from '../../base/result.ts';

export interface SessionReply {
  readonly code: number;
  /** The words of each line, code removed. */
  readonly lines: readonly string[];
}

export interface SessionProblem {
  readonly outcome: 'refused' | 'time-out' | 'reset' | 'error';
  readonly detail: string;
}

export interface Session {
  readonly readReply: () => Promise<Result<SessionReply, SessionProblem>>;
  /** One command line, without its line end. */
  readonly send: (line: string) => void;
  readonly close: () => void;
}

const maxBytes = 16_384;
const maxLines = 100;
const replyLine = /^[2-5][0-9][0-9](?:[ -]|$)/;

/** Connects at once; every failure, also of the connection, is the answer of the next `readReply`. */
export function openSession(ip: string, port: number, timeoutMs: number, signal?: AbortSignal): Session {
  const socket = connect({ host: ip, port });
  let pending = '';
  let received = 0;
  let failure: SessionProblem | undefined;
  let wake: () => void = () => {};
  const fail = (problem: SessionProblem): void => {
    failure ??= problem;
    wake();
  };
  const timer = setTimeout(
    () => fail({ outcome: 'time-out', detail: `no answer within ${timeoutMs} ms` }),
    timeoutMs,
  );
  const onAbort = (): void => fail({ outcome: 'time-out', detail: 'given up' });
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted === true) onAbort();
  socket.on('data', (chunk) => {
    received += chunk.length;
    if (received > maxBytes) fail({ outcome: 'error', detail: `more than ${maxBytes} bytes` });
    else pending += chunk.toString('latin1');
    wake();
  });
  socket.on('error', (error: NodeJS.ErrnoException) => fail(problemOf(error)));
  socket.on('close', () => fail({ outcome: 'reset', detail: 'the server closed the connection' }));
  const next = (): Result<SessionReply, SessionProblem> | undefined => {
    const reply = takeReply(pending);
    if (reply === 'bad') return { ok: false, problem: { outcome: 'error', detail: 'the answer is no SMTP' } };
    if (reply !== undefined) {
      pending = pending.slice(reply.length);
      return { ok: true, value: reply.reply };
    }
    return failure === undefined ? undefined : { ok: false, problem: failure };
  };
  return {
    readReply: async () => {
      for (;;) {
        const result = next();
        if (result !== undefined) return result;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    send: (line) => {
      if (socket.writable) socket.write(`${line}\r\n`);
    },
    close: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      socket.end();
      socket.destroySoon();
    },
  };
}

function problemOf(error: NodeJS.ErrnoException): SessionProblem {
  const detail = error.code ?? error.message;
  if (error.code === 'ECONNREFUSED') return { outcome: 'refused', detail };
  if (error.code === 'ECONNRESET' || error.code === 'EPIPE') return { outcome: 'reset', detail };
  return { outcome: error.code === 'ETIMEDOUT' ? 'time-out' : 'error', detail };
}

/** A whole reply at the start of the text (RFC 5321 §4.2.1: '250-' goes on, '250 ' ends), 'bad', or not yet. */
export function takeReply(
  text: string,
): { readonly reply: SessionReply; readonly length: number } | 'bad' | undefined {
  const lines: string[] = [];
  let start = 0;
  for (;;) {
    const newline = text.indexOf('\n', start);
    if (newline < 0) return undefined;
    const line = text.slice(start, text[newline - 1] === '\r' ? newline - 1 : newline);
    if (!replyLine.test(line) || lines.length >= maxLines) return 'bad';
    lines.push(line.slice(4));
    start = newline + 1;
    if (line[3] !== '-') return { reply: { code: Number(line.slice(0, 3)), lines }, length: start };
  }
}
