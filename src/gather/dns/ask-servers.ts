/**
 * One question to a list of servers: in order, each with its own time limit, as often as `tries` says. The first that
 * knows wins; a server that said it cannot (SERVFAIL, REFUSED) is not asked again. Where none knows, the most telling
 * failure is given.
 */
import { failed, type Problem, type Result } from '../../base/result.ts';
import { exchange } from './exchange.ts';
import type { DnsMessage } from './packet.ts';
import { type Reading, readAnswer } from './read-answer.ts';
import type { DnsServer } from './servers.ts';
import type { DnsType } from './types.ts';
import type { UdpChannels } from './udp-channels.ts';

export interface AskOptions {
  readonly servers: readonly DnsServer[];
  readonly timeoutMs: number;
  readonly tries: number;
  readonly signal: AbortSignal;
  readonly udp: UdpChannels;
  /** A whole number from 0 to below `end`, not to be guessed. */
  readonly random: (end: number) => number;
  /** See `QueryOptions`. */
  readonly isUnchecked?: boolean;
  readonly isRecursive?: boolean;
}

export interface ServerAnswer {
  readonly server: DnsServer;
  readonly result: Result<Reading>;
  /** What the server sent, where it sent something that can be read. */
  readonly message?: DnsMessage;
}

/** Most telling first. */
const weight = ['servfail', 'refused', 'formerr', 'bad-answer', 'network', 'time-out'];
const isFinal = new Set(['servfail', 'refused', 'formerr', 'bad-answer']);

/** Asks until one server knows; never throws. `servers` holds at least one. */
export async function askServers(name: string, type: DnsType, options: AskOptions): Promise<ServerAnswer> {
  const open = [...options.servers];
  let best: ServerAnswer | undefined;
  for (let round = 0; round < options.tries; round++) {
    for (const server of [...open]) {
      const answer = await askServer(server, name, type, options);
      if (answer.result.ok || answer.result.problem.code === 'aborted') return answer;
      best = best === undefined || rank(answer) < rank(best) ? answer : best;
      if (isFinal.has(answer.result.problem.code)) open.splice(open.indexOf(server), 1);
    }
  }
  return best ?? { server: { host: 'none', port: 0 }, result: failed('network', 'No resolver is known.') };
}

function rank({ result }: ServerAnswer): number {
  return result.ok ? -1 : weight.indexOf(result.problem.code);
}

async function askServer(
  server: DnsServer,
  name: string,
  type: DnsType,
  options: AskOptions,
): Promise<ServerAnswer> {
  const ask = (hasEdns: boolean) => exchange(server, { name, type }, { ...options, hasEdns });
  let got = await ask(true);
  // RFC 6891 §7: a server from before EDNS answers FORMERR or NOTIMP; then it is asked without.
  if (got.ok && (got.value.rcode === 'FORMERR' || got.value.rcode === 'NOTIMP')) got = await ask(false);
  if (!got.ok) return { server, result: problemResult(got.problem) };
  return { server, message: got.value, result: readAnswer(got.value, name, type) };
}

const problemResult = (problem: Problem): Result<Reading> => ({ ok: false, problem });
