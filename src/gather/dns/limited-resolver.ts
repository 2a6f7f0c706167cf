/**
 * A resolver for one piece of work: so many questions, so much time. What was asked once in this work, and what the
 * resolver below remembers, is free; past the limit the answer is 'unknown: budget' at once.
 */
import type { Clock } from '../../base/clock.ts';
import type { DnsSource } from '../../findings/observed.ts';
import type { DnsObservation, DnsType, Resolver } from './types.ts';
import { abortedAnswer, unknownAnswer } from './unknown-answer.ts';
import { untilAborted } from './until-aborted.ts';
import { wireName } from './wire-name.ts';

export interface LimitedOptions {
  /** Questions on the wire. */
  readonly maxQuestions: number;
  /** Milliseconds from now; what is under way then is called off. */
  readonly deadlineMs: number;
  readonly clock: Clock;
}

export interface LimitedResolver extends Resolver {
  /** How each question went, in the order the answers came; a question asked twice stands here once. */
  readonly log: readonly DnsSource[];
}

export function limitedResolver(resolver: Resolver, options: LimitedOptions): LimitedResolver {
  const { maxQuestions, deadlineMs, clock } = options;
  const endMs = clock.monotonicMs() + deadlineMs;
  const deadline = AbortSignal.timeout(deadlineMs);
  const answers = new Map<string, Promise<DnsObservation>>();
  const log: DnsSource[] = [];
  let spent = 0;

  const refused = (name: string, type: DnsType, limit: string): DnsObservation =>
    unknownAnswer({ code: 'budget', message: `Not asked: ${limit} was reached.` }, name, type, clock);
  const late = (name: string, type: DnsType): DnsObservation =>
    refused(name, type, `the limit of ${deadlineMs / 1000} s`);

  const ask = async (name: string, type: DnsType): Promise<DnsObservation> => {
    spent += 1;
    const observation = await resolver.lookup(name, type, deadline);
    const from = observation.from as DnsSource;
    if (from.isCached === true) spent -= 1;
    if (observation.state === 'unknown' && observation.why.code === 'aborted') return late(name, type);
    log.push(from);
    return observation;
  };

  const lookup = async (given: string, type: DnsType, signal?: AbortSignal): Promise<DnsObservation> => {
    const name = wireName(given);
    if (!name.ok) return unknownAnswer(name.problem, given, type, clock);
    const key = `${name.value} ${type}`;
    const before = answers.get(key);
    if (before !== undefined)
      return untilAborted(before, signal, () => abortedAnswer(name.value, type, clock));
    const cached = resolver.recall?.(name.value, type);
    if (cached !== undefined) {
      answers.set(key, Promise.resolve(cached));
      log.push(cached.from as DnsSource);
      return cached;
    }
    if (deadline.aborted || clock.monotonicMs() >= endMs) return late(name.value, type);
    if (spent >= maxQuestions) return refused(name.value, type, `the limit of ${maxQuestions} look-ups`);
    const answer = ask(name.value, type);
    answers.set(key, answer);
    // One who leaves does not call off what others wait for: it is paid for.
    return untilAborted(answer, signal, () => abortedAnswer(name.value, type, clock));
  };
  return { lookup, log, ...(resolver.recall !== undefined && { recall: resolver.recall }) };
}
