/**
 * Asks SpamAssassin's spamd about a message (spamd/PROTOCOL, version 1.5): REPORT for the rules with their points, once a
 * run HEADERS of an empty message for the version, SYMBOLS where the report has a form of its own. Limits: 3 s to connect,
 * 20 s in all, 1 MiB of answer, 512,000 octets of message (spamc hands over no larger one).
 */
import { connect } from 'node:net';
import type { Clock } from '../../base/clock.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import {
  type EngineAnswer,
  readSpamdReply,
  readSpamdReport,
  readSpamdSymbols,
  readSpamdVersion,
  type SpamdReply,
} from '../../wire/engines/index.ts';
import { codeOfError, engineFailure } from './failure.ts';
import { relayCopy } from './relay-copy.ts';
import { type EngineAsker, type EngineLimits, type EngineReading, engineLimits } from './types.ts';

/** Where spamd listens. */
export type SpamdTarget =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'socket'; readonly path: string };

export interface SpamdOptions {
  readonly target: SpamdTarget;
  readonly clock: Clock;
  readonly limits?: EngineLimits;
}

const DEFAULT_PORT = 783;
const MAX_MESSAGE = 512_000;

/** Reads --spamd: 'host', 'host:port', '[2001:db8::1]:783' or '/path/of/socket'. Problem: 'bad-target'. */
export function parseSpamdTarget(text: string): Result<SpamdTarget> {
  if (text.startsWith('/')) return ok({ kind: 'socket', path: text });
  const [, literal, name, port] =
    /^(?:\[([0-9a-f:.]{2,45})\]|([\w.-]{1,253}))(?::(\d{1,5}))?$/i.exec(text) ?? [];
  const host = literal ?? name;
  const number = port === undefined ? DEFAULT_PORT : Number(port);
  if (host === undefined || number < 1 || number > 65_535)
    return failed('bad-target', `'${text.slice(0, 100)}' is neither host:port nor the path of a socket.`);
  return ok({ kind: 'tcp', host, port: number });
}

/** Opens an asker; it remembers the version. */
export function createSpamd({ target, clock, limits = engineLimits }: SpamdOptions): EngineAsker {
  const server = target.kind === 'tcp' ? `${target.host}:${target.port}` : target.path;
  let version: Promise<string | undefined> | undefined;
  return async (message, relay, signal): Promise<EngineReading> => {
    const started = clock.monotonicMs();
    const copy = relayCopy(message, relay, clock.nowMs());
    if (copy.length > MAX_MESSAGE)
      return engineFailure(
        'SpamAssassin',
        server,
        'message-too-large',
        `spamc hands over at most ${MAX_MESSAGE} octets.`,
      );
    const ask = async (command: string, body: Uint8Array): Promise<Result<SpamdReply>> => {
      const left = limits.wholeMs - (clock.monotonicMs() - started);
      const answer = await exchange(target, command, body, { ...limits, wholeMs: Math.max(1, left) }, signal);
      return answer.ok ? readSpamdReply(answer.value) : answer;
    };
    const reply = await ask('REPORT', copy);
    const answer = reply.ok ? readSpamdReport(reply.value) : reply;
    if (!answer.ok) return engineFailure('SpamAssassin', server, answer.problem.code, answer.problem.message);
    version ??= versionOf(ask);
    const known = await version;
    const whole = answer.value.symbols.length > 0 ? answer.value : await withNames(answer.value, ask, copy);
    return {
      state: 'answered',
      answer: { ...whole, ...(known !== undefined && { version: known }) },
      server,
      elapsedMs: clock.monotonicMs() - started,
      hasRelay: relay.ip !== undefined,
    };
  };
}

type Ask = (command: string, body: Uint8Array) => Promise<Result<SpamdReply>>;

async function versionOf(ask: Ask): Promise<string | undefined> {
  const headers = await ask('HEADERS', Buffer.from('Subject: version\r\n\r\n'));
  return headers.ok ? readSpamdVersion(headers.value) : undefined;
}

/** A report without a table that can be read: at least the names are had. */
async function withNames(answer: EngineAnswer, ask: Ask, copy: Uint8Array): Promise<EngineAnswer> {
  const symbols = await ask('SYMBOLS', copy);
  return symbols.ok ? { ...answer, symbols: readSpamdSymbols(symbols.value.body) } : answer;
}

/** One question on a connection of its own; the answer as one character an octet until UTF-8 is known to hold. */
function exchange(
  target: SpamdTarget,
  command: string,
  body: Uint8Array,
  limits: EngineLimits,
  signal: AbortSignal | undefined,
): Promise<Result<string>> {
  return new Promise((resolve) => {
    const socket = target.kind === 'tcp' ? connect({ ...target, family: 0 }) : connect({ path: target.path });
    const parts: Buffer[] = [];
    let size = 0;
    const settle = (result: Result<string>): void => {
      clearTimeout(connecting);
      clearTimeout(whole);
      signal?.removeEventListener('abort', onAbort);
      resolve(result);
      socket.destroy();
    };
    const fail = (code: string, why: string): void => settle(failed(code, why));
    const late = (ms: number, what: string) =>
      setTimeout(() => fail('time-out', `${what} within ${Math.round(ms / 100) / 10} s.`), ms);
    const connecting = late(limits.connectMs, 'No connection');
    const whole = late(limits.wholeMs, 'No whole answer');
    const onAbort = (): void => fail('aborted', 'The question was called off.');
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
    socket.on('connect', () => {
      clearTimeout(connecting);
      socket.write(`${command} SPAMC/1.5\r\nContent-length: ${body.length}\r\n\r\n`, 'latin1');
      socket.end(body);
    });
    socket.on('data', (part: Buffer) => {
      size += part.length;
      if (size > limits.maxAnswerBytes)
        fail('too-large', `The answer is longer than ${limits.maxAnswerBytes} octets.`);
      else parts.push(part);
    });
    socket.on('end', () => settle(ok(Buffer.concat(parts).toString('latin1'))));
    socket.on('error', (cause) => fail(codeOfError(cause), cause.message));
    // A close without an end: the other side tore the connection down.
    socket.on('close', () => fail('reset', 'The connection was closed.'));
  });
}
