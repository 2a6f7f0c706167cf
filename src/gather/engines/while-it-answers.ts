/** An engine that cannot be reached, or hangs, is not asked again for every message of a folder: each would wait as long. */
import { engineFailure } from './failure.ts';
import type { EngineAsker, EngineReading } from './types.ts';

/** Failures that are the server's, not the message's. */
const lasting: ReadonlySet<string> = new Set([
  ...['refused', 'not-found', 'denied', 'time-out', 'network', 'not-rspamd', 'not-spamd'],
]);

/** Asks until the first failure that would come again; from then on the answer is 'gave-up', with the code of that failure as its reason. */
export function whileItAnswers(ask: EngineAsker): EngineAsker {
  let again: EngineReading | undefined;
  return async (message, relay, signal) => {
    if (again !== undefined) return again;
    const reading = await ask(message, relay, signal);
    if (reading.state === 'failed' && lasting.has(reading.code))
      again = engineFailure(reading.engine, reading.server, 'gave-up', reading.code);
    return reading;
  };
}
