/**
 * How many lines of a pasted log were read, and how many others there are of which nobody can say that they tell of no refusal: damaged ids,
 * lines of filters and of programs that are not known. Limits: texts of 128 Ki characters, logs of Postfix, Exim and sendmail.
 */
import type { LogEvent, LogFormat } from '../wire/logs/index.ts';

/** Of lines that begin with a time. */
export interface LinesRead {
  readonly read: number;
  readonly lines: number;
}

const MAX_COUNTED = 131_072;
const COUNTED: ReadonlySet<LogFormat> = new Set(['postfix', 'exim', 'sendmail']);
const TIMED =
  /^[ \t>]{0,4}(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d|\d{4}-\d\d-\d\d[T ]\d\d:\d\d)/;
/** What these servers write beside: sessions, their queues, what went well. */
const TELLS_NOTHING =
  /\bconnect(?:ion)? from |\bdisconnect|\bpostfix\/(?:\w{1,20}\/)?(?:anvil|scache|master|qmgr|pickup|cleanup|tlsproxy|tlsmgr|postscreen|verify|trivial-rewrite|bounce|postfix-script)\b|: (?:statistics|removed|message-id=|client=|from=)|\bTLS connection established\b|\bconnection established\b|\bSTARTTLS=|\bno host name found\b|\b(?:Start|End) queue run\b|\bdaemon started\b/;
/** Exim, behind the id: what came, what was delivered. */
const WENT_WELL = /^\S{10} [\d:.]{8,15} (?:\S{1,12} )?\S{14,30} (?:<=|=>|->|>>|Completed)/;
/** Begins with its queue id, behind time, host and program. */
const IDS = /(?<![\w-])[0-9A-Za-z][0-9A-Za-z-]{4,23}(?=[: ])/g;
const MAX_WORDS = 12;

const mayTell = (line: string): boolean =>
  TIMED.test(line) && !TELLS_NOTHING.test(line) && !WENT_WELL.test(line);

/** Fewer lines of a text that is no known log are no log. */
const FEW = 5;

/** Of a text whose lines no reader knows, and of which the replies were read that begin at `starts`. */
export function linesWithReplies(text: string, starts: readonly number[]): LinesRead | undefined {
  if (text.length > MAX_COUNTED) return undefined;
  let read = 0;
  let others = 0;
  let at = 0;
  const ordered = starts.toSorted((a, b) => a - b);
  let next = 0;
  for (const line of text.split('\n')) {
    const end = at + line.length;
    const before = next;
    while ((ordered[next] ?? Number.POSITIVE_INFINITY) <= end) next += 1;
    if (next > before && TIMED.test(line)) read += 1;
    else if (mayTell(line)) others += 1;
    at = end + 1;
  }
  return others === 0 || read + others < FEW ? undefined : { read, lines: read + others };
}

/** Counts while the events of a log are read. */
export class LineCount {
  readonly #lines = new Set<number>();
  readonly #ids = new Set<string>();

  add({ line, queueId }: LogEvent): void {
    this.#lines.add(line);
    if (queueId !== undefined) this.#ids.add(queueId);
  }

  /** undefined where every line is accounted for, or nobody counts. */
  of(text: string, format: LogFormat): LinesRead | undefined {
    if (text.length > MAX_COUNTED || !COUNTED.has(format)) return undefined;
    let read = 0;
    let others = 0;
    for (const [at, line] of text.split('\n').entries()) {
      if (this.#lines.has(at + 1)) read += 1;
      else if (mayTell(line) && !this.#isOfEvent(line)) others += 1;
    }
    return others === 0 ? undefined : { read, lines: read + others };
  }

  #isOfEvent(line: string): boolean {
    const words = line.slice(0, 200).match(IDS) ?? [];
    return words.slice(0, MAX_WORDS).some((word) => this.#ids.has(word));
  }
}
