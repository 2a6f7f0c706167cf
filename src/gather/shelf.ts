/** How a shelf of the evidence is filled: seen, not there, or not known and why. */
import type { Clock } from '../base/clock.ts';
import { instantOf } from '../base/clock.ts';
import type { Problem } from '../base/result.ts';
import type { Observed, Source } from '../findings/observed.ts';
import type { Recorder } from './mail-auth/recorder.ts';

export function present<T>(value: T, clock: Clock, from: Source): Observed<T> {
  return { state: 'present', value, seenAt: instantOf(clock.nowMs()), from };
}

export function absent(clock: Clock, from: Source): Observed<never> {
  return { state: 'absent', seenAt: instantOf(clock.nowMs()), from };
}

export function unknown(why: Problem, clock: Clock, from: Source): Observed<never> {
  return { state: 'unknown', why, seenAt: instantOf(clock.nowMs()), from };
}

/** The fact to ask about is missing: names the option that gives it. */
export function notGiven(what: string, option: string, clock: Clock): Observed<never> {
  const message = `${what} is not known from what was given; add ${option}.`;
  return unknown({ code: 'not-given', message }, clock, { kind: 'input', where: option });
}

/** The source of something worked out from several answers. */
export function computedFrom(method: string, recorder: Recorder): Source {
  return { kind: 'computed', method, lookups: recorder.sources() };
}
