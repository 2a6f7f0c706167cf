/**
 * Asks rspamd's scanner about a message: one POST to /checkv2, what is known of the connection in header fields (rspamd's
 * protocol documentation). No redirect is followed. Limits: 3 s to connect, 20 s in all, 1 MiB of answer.
 */
import { type ClientRequest, request as plainRequest, type RequestOptions } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { Clock } from '../../base/clock.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import { readRspamdAnswer } from '../../wire/engines/index.ts';
import { codeOfError, engineFailure } from './failure.ts';
import { plainWord, relayCopy } from './relay-copy.ts';
import { type EngineAsker, type EngineLimits, type EngineReading, engineLimits } from './types.ts';

export interface RspamdOptions {
  readonly url: URL;
  readonly clock: Clock;
  /** Of the controller or of a guarded scanner. */
  readonly password?: string;
  readonly limits?: EngineLimits;
}

/** The scanner of a stock installation. */
export const defaultRspamdUrl = 'http://127.0.0.1:11333';

/** Reads --rspamd. Problem: 'bad-url'. */
export function parseRspamdUrl(text: string): Result<URL> {
  const given = /^[a-z]+:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (url === undefined || !isWeb || url.username !== '' || url.password !== '')
    return failed('bad-url', `'${text.slice(0, 100)}' is no address like ${defaultRspamdUrl}.`);
  return ok(url);
}

interface HttpAnswer {
  readonly status: number;
  readonly server: string;
  readonly body: string;
}
/** Code and words of a failure. */
type Fault = readonly [code: string, why: string];

/** Opens an asker. */
export function createRspamd(options: RspamdOptions): EngineAsker {
  const { url, clock, limits = engineLimits } = options;
  const target = new URL(`${url.pathname.replace(/\/+$/, '')}/checkv2`, url);
  return async (message, relay, signal): Promise<EngineReading> => {
    const started = clock.monotonicMs();
    const hasRelay = relay.ip !== undefined;
    const copy = relayCopy(message, relay, clock.nowMs());
    const headers = { 'Content-Type': 'message/rfc822', 'Content-Length': copy.length, ...fieldsOf(relay) };
    const guarded = options.password === undefined ? headers : { ...headers, Password: options.password };
    const answer = await post(target, guarded, copy, limits, signal);
    if (!answer.ok) return engineFailure('rspamd', url.host, ...answer.problem);
    const { status, server, body } = answer.value;
    if (status === 401 || status === 403)
      return engineFailure('rspamd', url.host, 'denied', `It asks for a password (HTTP ${status}).`);
    if (status !== 200) return engineFailure('rspamd', url.host, 'http-status', `It answers HTTP ${status}.`);
    const read = readRspamdAnswer(body, server);
    if (!read.ok) return engineFailure('rspamd', url.host, read.problem.code, read.problem.message);
    const elapsedMs = clock.monotonicMs() - started;
    return { state: 'answered', answer: read.value, server: url.host, elapsedMs, hasRelay };
  };
}

/** What rspamd is told of the connection. */
function fieldsOf(relay: Parameters<EngineAsker>[1]): Record<string, string> {
  const { ip, helo, hostname, mailFrom, rcptTo } = relay;
  const fields = {
    IP: ip,
    Helo: helo,
    Hostname: hostname ?? helo,
    From: mailFrom,
    Rcpt: rcptTo,
    'Deliver-To': rcptTo,
  };
  const plain = Object.entries(fields).map(([name, value]) => [name, plainWord(value ?? '')] as const);
  // Without an address the others would make rspamd judge a connection that nobody knows.
  return Object.fromEntries(
    plain.filter(([name, value]) => value !== '' && (ip !== undefined || !isOfHost(name))),
  );
}

const isOfHost = (name: string): boolean => name === 'IP' || name === 'Helo' || name === 'Hostname';

function post(
  url: URL,
  headers: RequestOptions['headers'] & object,
  body: Uint8Array,
  limits: EngineLimits,
  signal: AbortSignal | undefined,
): Promise<Result<HttpAnswer, Fault>> {
  return new Promise((resolve) => {
    let asked: ClientRequest | undefined;
    const timers: NodeJS.Timeout[] = [];
    const settle = (result: Result<HttpAnswer, Fault>): void => {
      for (const timer of timers) clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      resolve(result);
      asked?.destroy();
    };
    const fail = (code: string, why: string): void => settle({ ok: false, problem: [code, why] });
    const onAbort = (): void => fail('aborted', 'The question was called off.');
    const late = (ms: number, what: string) =>
      setTimeout(() => fail('time-out', `${what} within ${ms / 1000} s.`), ms);
    const connecting = late(limits.connectMs, 'No connection');
    timers.push(connecting, late(limits.wholeMs, 'No whole answer'));
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) return onAbort();
    const request = url.protocol === 'https:' ? tlsRequest : plainRequest;
    asked = request(url, { method: 'POST', headers, agent: false, maxHeaderSize: 16_384 }, (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > limits.maxAnswerBytes)
          fail('too-large', `The answer is longer than ${limits.maxAnswerBytes} octets.`);
        else parts.push(part);
      });
      response.on('error', (cause) => fail(codeOfError(cause), cause.message));
      response.on('aborted', () => fail('reset', 'The connection was closed inside the answer.'));
      response.on('end', () => {
        const server = String(response.headers.server ?? '');
        const text = Buffer.concat(parts).toString('utf8');
        settle({ ok: true, value: { status: response.statusCode ?? 0, server, body: text } });
      });
    });
    const ready = url.protocol === 'https:' ? 'secureConnect' : 'connect';
    asked.on('socket', (socket) => socket.once(ready, () => clearTimeout(connecting)));
    asked.on('error', (cause) => fail(codeOfError(cause), cause.message));
    asked.end(body);
  });
}
