/**
 * One question to one server: UDP from a random port under a random id (RFC 5452 §9.2), then TCP where the answer was
 * cut short (RFC 7766 §5).
 *
 * A datagram with another id or another question is not the answer: it is dropped and the wait goes on
 * (RFC 5452 §9.1); if nothing better comes, the outcome says so.
 */
import { connect } from 'node:net';
import type { Problem, Result } from '../../base/result.ts';
import { failed } from '../../base/result.ts';
import {
  type DnsMessage,
  type DnsQuestion,
  decodeMessage,
  encodeQuery,
  type QueryOptions,
} from './packet.ts';
import { type DnsServer, formatServer } from './servers.ts';
import type { UdpChannels } from './udp-channels.ts';

export interface ExchangeOptions extends QueryOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly udp: UdpChannels;
  /** A whole number from 0 to below `end`, not to be guessed. */
  readonly random: (end: number) => number;
}

/** The id is chosen when the question goes out. */
type AskedQuestion = Omit<DnsQuestion, 'id'>;

/** Asks once. Problems: 'time-out', 'network', 'bad-answer', 'aborted'. */
export async function exchange(
  server: DnsServer,
  question: AskedQuestion,
  options: ExchangeOptions,
): Promise<Result<DnsMessage>> {
  const udp = await exchangeUdp(server, question, options);
  if (!udp.ok || !udp.value.isTruncated) return udp;
  return exchangeTcp(server, { ...question, id: options.random(0x10000) }, options);
}

type Outcome = Result<DnsMessage>;

const wrongId = failed('bad-answer', 'An answer came with the wrong id.');

/** Is this the answer to our question? The problem says why not. */
function judge(bytes: Uint8Array, question: DnsQuestion): Outcome {
  const message = decodeMessage(bytes);
  if (!message.ok) return message;
  const { id, isResponse, questions, rcode } = message.value;
  if (!isResponse || id !== question.id) return wrongId;
  const [asked] = questions;
  // A server that cannot read the question may leave it out (RFC 6891 §7 meets such servers).
  if (asked === undefined && (rcode === 'FORMERR' || rcode === 'NOTIMP')) return message;
  const isOurs =
    questions.length === 1 && asked?.name.toLowerCase() === question.name && asked.type === question.type;
  return isOurs ? message : failed('bad-answer', 'An answer came to a question that was not asked.');
}

/** Errors of the operating system in words. */
const networkWords: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'no DNS server listens there',
  ECONNRESET: 'it broke the connection off',
  EHOSTUNREACH: 'no way leads to it',
  ENETUNREACH: 'this network has no way to it',
  ENETDOWN: 'the network is down',
  EACCES: 'the system does not allow it',
  EPERM: 'the system does not allow it',
};

const network = (server: DnsServer, error: NodeJS.ErrnoException): Outcome =>
  failed(
    'network',
    `The DNS server ${formatServer(server)} could not be asked: ${networkWords[error.code ?? ''] ?? error.message}.`,
    { server: formatServer(server) },
  );

/** Runs `start` with a time limit and the abort signal; `start` gives its clean-up. */
function limited(
  server: DnsServer,
  { timeoutMs, signal }: ExchangeOptions,
  lastProblem: () => Problem | undefined,
  start: (settle: (outcome: Outcome) => void) => () => void,
): Promise<Outcome> {
  return new Promise((resolve) => {
    let stop: (() => void) | undefined;
    let isSettled = false;
    const settle = (outcome: Outcome): void => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      stop?.();
      resolve(outcome);
    };
    const onAbort = (): void => settle(failed('aborted', 'The look-up was called off.'));
    const timer = setTimeout(() => {
      const problem = lastProblem();
      if (problem !== undefined) return settle({ ok: false, problem });
      const silent = formatServer(server);
      return settle(
        failed('time-out', `${silent} did not answer within ${timeoutMs} ms.`, { server: silent, timeoutMs }),
      );
    }, timeoutMs);
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort);
    stop = start(settle);
    if (isSettled) stop();
  });
}

function exchangeUdp(server: DnsServer, asked: AskedQuestion, options: ExchangeOptions): Promise<Outcome> {
  let problem: Problem | undefined;
  return limited(
    server,
    options,
    () => problem,
    (settle) =>
      options.udp.ask(server, {
        encode: (id) => encodeQuery({ ...asked, id }, options),
        onAnswer: (bytes, id) => {
          const outcome = judge(bytes, { ...asked, id });
          if (outcome.ok) settle(outcome);
          else problem = outcome.problem;
        },
        onStranger: () => {
          problem = wrongId.problem;
        },
        onError: (error) => settle(network(server, error)),
      }),
  );
}

/** RFC 1035 §4.2.2: each message has its length before it, two octets. */
function exchangeTcp(server: DnsServer, question: DnsQuestion, options: ExchangeOptions): Promise<Outcome> {
  return limited(
    server,
    options,
    () => undefined,
    (settle) => {
      const socket = connect({ host: server.host, port: server.port });
      let received = Buffer.alloc(0);
      socket.on('error', (error) => settle(network(server, error)));
      socket.on('close', () => settle(network(server, new Error('the connection closed before the answer'))));
      socket.on('connect', () => {
        const query = encodeQuery(question, options);
        const length = Buffer.alloc(2);
        length.writeUInt16BE(query.length);
        socket.write(Buffer.concat([length, query]));
      });
      socket.on('data', (chunk) => {
        received = Buffer.concat([received, chunk]);
        if (received.length < 2) return;
        const end = 2 + received.readUInt16BE(0);
        if (received.length >= end) settle(judge(received.subarray(2, end), question));
      });
      return () => socket.destroy();
    },
  );
}
