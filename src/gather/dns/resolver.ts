/**
 * The DNS client (RFC 1034, RFC 1035): asks recursive resolvers and keeps what node:dns hides: RCODE, AD bit, TTL and
 * extended errors, so that "does not exist" and "could not be found out" stay two things.
 *
 * Equal questions at the same time share one exchange. Limits: 64 questions in flight, 10,000 answers remembered, two
 * tries a server of 1.4 seconds each.
 */
import { randomInt } from 'node:crypto';
import { type Clock, instantOf } from '../../base/clock.ts';
import type { DnsSource } from '../../findings/observed.ts';
import { createAnswerCache } from './answer-cache.ts';
import { answerText } from './answer-text.ts';
import { askServers, type ServerAnswer } from './ask-servers.ts';
import { createSemaphore } from './semaphore.ts';
import { type DnsServer, formatServer, systemServers } from './servers.ts';
import type { DnsObservation, DnsType, Resolver } from './types.ts';
import { createUdpChannels } from './udp-channels.ts';
import { abortedAnswer, questionText, unknownAnswer } from './unknown-answer.ts';
import { untilAborted } from './until-aborted.ts';
import { wireName } from './wire-name.ts';

export interface ResolverOptions {
  /** Asked in this order; without them the system's. */
  readonly servers?: readonly DnsServer[];
  readonly clock: Clock;
  /** For each try; default 1,400: two tries fit into three seconds. */
  readonly timeoutMs?: number;
  /** How often each server is asked; default 2. */
  readonly tries?: number;
  readonly maxInFlight?: number;
  /** Answers remembered; 0 remembers none. */
  readonly cacheSize?: number;
  /** For ids; a whole number from 0 to below `end`. */
  readonly random?: (end: number) => number;
}

export interface ClosableResolver extends Resolver {
  /** Calls off what is under way; later questions are answered 'aborted'. */
  readonly close: () => void;
}

interface Question {
  readonly name: string;
  readonly type: DnsType;
  readonly isUnchecked: boolean;
}

/** A question under way, shared by all who ask it. */
interface Flight {
  readonly answer: Promise<DnsObservation>;
  readonly controller: AbortController;
  waiting: number;
}

export function createResolver(options: ResolverOptions): ClosableResolver {
  const { clock, timeoutMs = 1400, tries = 2, maxInFlight = 64, cacheSize = 10_000 } = options;
  const random = options.random ?? ((end: number) => randomInt(end));
  const known = options.servers ?? systemServers();
  const udp = createUdpChannels(random);
  const room = createSemaphore(maxInFlight);
  const cache = createAnswerCache(cacheSize, clock.monotonicMs);
  const flights = new Map<string, Flight>();
  let isClosed = false;
  let firstServer = 0;

  const ask = async (question: Question, signal: AbortSignal): Promise<DnsObservation> => {
    const { name, type, isUnchecked } = question;
    const startedMs = clock.monotonicMs();
    const servers = [...known.slice(firstServer), ...known.slice(0, firstServer)];
    const answer = await room.run(() =>
      askServers(name, type, { servers, timeoutMs, tries, random, udp, signal, isUnchecked }),
    );
    // The one that answers goes first next time: a dead first resolver costs its time-out once.
    if (answer.message !== undefined) firstServer = Math.max(0, known.indexOf(answer.server));
    return observationOf(answer, question, clock, clock.monotonicMs() - startedMs);
  };

  const take = (key: string, question: Question): Flight => {
    const before = flights.get(key);
    if (before !== undefined) return before;
    const controller = new AbortController();
    const answer = ask(question, controller.signal).then((observation) => {
      if (flights.get(key) === flight) flights.delete(key);
      cache.set(key, observation);
      return observation;
    });
    const flight: Flight = { answer, controller, waiting: 0 };
    flights.set(key, flight);
    return flight;
  };

  const look = async (
    given: string,
    type: DnsType,
    signal: AbortSignal | undefined,
    isUnchecked: boolean,
  ): Promise<DnsObservation> => {
    const name = wireName(given);
    if (!name.ok) return unknownAnswer(name.problem, given, type, clock);
    const calledOff = () => abortedAnswer(name.value, type, clock);
    if (isClosed || signal?.aborted === true) return calledOff();
    const key = `${name.value} ${type}${isUnchecked ? ' CD' : ''}`;
    const cached = cache.get(key);
    if (cached !== undefined) return cached;
    const flight = take(key, { name: name.value, type, isUnchecked });
    flight.waiting += 1;
    return untilAborted(flight.answer, signal, () => {
      flight.waiting -= 1;
      if (flight.waiting === 0) {
        flight.controller.abort();
        if (flights.get(key) === flight) flights.delete(key);
      }
      return calledOff();
    });
  };

  const close = (): void => {
    isClosed = true;
    for (const flight of flights.values()) flight.controller.abort();
  };
  const recall = (given: string, type: DnsType): DnsObservation | undefined => {
    const name = wireName(given);
    return name.ok ? cache.get(`${name.value} ${type}`) : undefined;
  };
  const lookup: Resolver['lookup'] = (name, type, signal) => look(name, type, signal, false);
  const lookupUnchecked: Resolver['lookup'] = (name, type, signal) => look(name, type, signal, true);
  return { lookup, lookupUnchecked, recall, close };
}

function observationOf(
  { server, result, message }: ServerAnswer,
  { name, type, isUnchecked }: Question,
  clock: Clock,
  elapsedMs: number,
): DnsObservation {
  const ttl = result.ok ? result.value.ttlSeconds : undefined;
  const answer = result.ok && result.value.state === 'present' ? answerText(result.value.value) : [];
  const from: DnsSource = {
    kind: 'dns',
    question: `${questionText(name, type)}${isUnchecked ? ' +cd' : ''}`,
    server: formatServer(server),
    elapsedMs: Math.round(elapsedMs * 10) / 10,
    ...(answer.length > 0 && { answer }),
    ...(ttl !== undefined && { ttlSeconds: ttl }),
    ...(message !== undefined && { rcode: message.rcode, isAuthenticated: message.isAuthenticated }),
    ...(message !== undefined &&
      message.extendedErrors.length > 0 && { extendedErrors: message.extendedErrors }),
  };
  const seenAt = instantOf(clock.nowMs());
  if (!result.ok) return { state: 'unknown', why: result.problem, seenAt, from };
  if (result.value.state === 'absent') return { state: 'absent', seenAt, from };
  return { state: 'present', value: result.value.value, seenAt, from };
}
