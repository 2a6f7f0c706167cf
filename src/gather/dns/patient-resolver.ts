/**
 * A resolver that loses patience: when so many questions of one piece of work timed out, the rest is not asked. A dead name
 * then costs one wait, not one for each of its records.
 */
import type { Clock } from '../../base/clock.ts';
import type { DnsObservation, Resolver } from './types.ts';
import { unknownAnswer } from './unknown-answer.ts';

/** What is asked at the same time may time out together. */
export function patientResolver(below: Resolver, clock: Clock, maxTimeouts = 2): Resolver {
  let timeouts = 0;
  return {
    ...below,
    lookup: async (name, type, signal): Promise<DnsObservation> => {
      if (timeouts >= maxTimeouts && below.recall?.(name, type) === undefined) {
        const message = `Not asked: ${maxTimeouts} questions before it were not answered in time.`;
        return unknownAnswer({ code: 'time-out', message }, name, type, clock);
      }
      const answer = await below.lookup(name, type, signal);
      if (answer.state === 'unknown' && answer.why.code === 'time-out') timeouts += 1;
      return answer;
    },
  };
}
