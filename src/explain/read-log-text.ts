/** Lines of a mail log and listings of a mail queue as arrivals: what was refused, deferred or still waits, with what stands around it. */
import { failed, ok, type Result } from '../base/result.ts';
import {
  type LogEvent,
  type LogFormat,
  type QueueListing,
  readAmavisLog,
  readLog,
  readSessionFaults,
  recogniseLog,
  softwareName,
} from '../wire/logs/index.ts';
import type { Arrival } from './arrival.ts';
import { arrivalsInText } from './arrivals-in-text.ts';
import type { ArrivalOptions } from './bounce-arrival.ts';
import { attemptArrival, deliveredArrival, logArrival } from './log-arrival.ts';
import { aroundAll } from './pasted-around.ts';
import { unescaped } from './pasted-text.ts';

const MAX_LOG_EVENTS = 100_000;

/** How what is no message is read. */
export interface ReadOptions extends ArrivalOptions {
  /** What became of each message of a log is followed (log-fates.ts): what was delivered is told too, and attempts are read when they are told. */
  readonly forFates?: true;
}

/** Whoever waits in a queue, and what stands around its listing. */
export function* readQueue(
  { events, rest, format }: QueueListing,
  given: string,
  options: ReadOptions,
): Generator<Result<Arrival>> {
  let found = events.length > 0;
  const pasted = aroundAll(given);
  for (const event of events)
    yield ok({ ...undelivered(event, options), ...(pasted !== undefined && { pasted }) });
  const log = recogniseLog(rest);
  for (const read of log === undefined ? arrivalsInText(unescaped(rest)) : readLogLines(rest, log, options)) {
    if (!read.ok) continue;
    found = true;
    yield read;
  }
  if (!found)
    yield failed(
      'queue-without-reasons',
      'This is a list of what waits in a mail queue, without reasons. Paste what the log says of one of its messages (Exim: exim -Mvl and the id).',
      { format },
    );
}

const undelivered = (event: LogEvent, { forFates }: ReadOptions): Arrival =>
  forFates === true ? attemptArrival(event) : logArrival(event);

/** What lines of a log tell, or that they tell of no refusal. */
export function* readLogLines(
  given: string,
  format: LogFormat,
  options: ReadOptions,
): Generator<Result<Arrival>> {
  let found = false;
  let isRead = false;
  const pasted = aroundAll(given);
  const around = pasted === undefined ? {} : { pasted };
  for (const event of readLog(given, MAX_LOG_EVENTS, format)) {
    isRead = true;
    if (event.outcome === 'sent') {
      if (options.forFates === true) yield ok(deliveredArrival(event));
      continue;
    }
    found = true;
    yield ok({ ...undelivered(event, options), ...around });
  }
  // What a filter swallowed its mail server has sent.
  for (const event of found || format === 'amavis' ? [] : readAmavisLog(given, MAX_LOG_EVENTS)) {
    isRead = true;
    found = true;
    yield ok({ ...logArrival(event), ...around });
  }
  const faults = isRead ? [] : readSessionFaults(given);
  for (const event of faults) yield ok({ ...logArrival(event), ...around });
  // Lines of a kind that the reader of this log does not know may still quote what a server said.
  const quoted = isRead || faults.length > 0 ? [] : arrivalsInText(unescaped(given));
  for (const arrival of quoted) {
    found = true;
    yield arrival;
  }
  if (!found && faults.length === 0) yield nothingRefused(format);
}

/** The problem with log lines that tell of no refusal. */
export const nothingRefused = (format: LogFormat): Result<Arrival> =>
  failed(
    'nothing-refused',
    `These are log lines of ${softwareName(format)}, but none tells of a refusal, a deferral or a bounce. Paste the line with status=bounced, status=deferred, '**' or '=='.`,
    { format },
  );
