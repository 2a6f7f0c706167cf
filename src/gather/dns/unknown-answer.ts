/** The observation of a question to which there is no answer. */
import { type Clock, instantOf } from '../../base/clock.ts';
import type { Problem } from '../../base/result.ts';
import type { DnsObservation, DnsType, Resolver } from './types.ts';

/** The question as dig writes it: 'example.org. MX'. */
export function questionText(name: string, type: DnsType): string {
  return `${name.slice(0, 300)}${name.endsWith('.') ? '' : '.'} ${type}`;
}

/** Unknown, without any server having been asked. */
export function unknownAnswer(why: Problem, name: string, type: DnsType, clock: Clock): DnsObservation {
  return {
    state: 'unknown',
    why,
    seenAt: instantOf(clock.nowMs()),
    from: { kind: 'dns', question: questionText(name, type), server: 'none', elapsedMs: 0 },
  };
}

/** Unknown because the caller's signal came first. */
export function abortedAnswer(name: string, type: DnsType, clock: Clock): DnsObservation {
  const message = `The look-up of ${questionText(name, type)} was called off.`;
  return unknownAnswer({ code: 'aborted', message }, name, type, clock);
}

/** Answers every question 'offline': nothing may be asked. */
export function offlineResolver(clock: Clock): Resolver {
  return {
    lookup: async (name, type) => {
      const message = `Not asked: ${questionText(name, type)} (offline).`;
      return unknownAnswer({ code: 'offline', message }, name, type, clock);
    },
  };
}
