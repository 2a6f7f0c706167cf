/**
 * What a mail server lists of its queue: `mailq` and `postqueue -p` of Postfix (showq(8)), `mailq` of sendmail (Sendmail Installation and
 * Operation Guide, §4.4), `exim -bp` (Exim specification, §5.2). A message, why it waits in parentheses, and below the recipients whom that
 * is about. Exim's listing gives no reasons. Limits: 100,000 messages; a reason has at most 20 lines.
 */
import { stripQuotePrefix } from '../smtp/index.ts';
import { parsePostfixLine } from './postfix.ts';
import { parseSendmailLine } from './sendmail.ts';
import type { LogEvent } from './types.ts';

export interface QueueListing {
  readonly format: 'postfix' | 'sendmail' | 'exim';
  /** One for each recipient of a message who waits for a reason, in order. */
  readonly events: readonly LogEvent[];
  /** What stands around the listing. */
  readonly rest: string;
}

const MAX_ENTRIES = 100_000;
const MAX_REASON_LINES = 20;
/** A listing begins within so many characters. */
const MAX_BEFORE = 65_536;

const TIME =
  '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}[0-9]{1,2} [0-9]{2}:[0-9]{2}';
/** Id with a mark of its state, size, in sendmail's longer form a priority, time (Postfix: with seconds), sender. */
const ENTRY = new RegExp(
  `^[ \\t>|]{0,12}([0-9A-Za-z]{5,24})[*!#?X-]{0,2}[ \\t]{1,20}([0-9]{1,12})(?:[ \\t]{1,12}[+-]?[0-9]{1,12})?[ \\t]{1,12}${TIME}(:[0-9]{2})?[ \\t]{1,20}(<[^<>\\s]{0,320}>|[^\\s<>()]{1,320})[ \\t\\r]{0,8}$`,
  'm',
);
/** Age, size, id, sender. */
const EXIM_ENTRY =
  /^[ \t>|]{0,12}[0-9]{1,4}[smhdw][ \t]{1,6}(?:[0-9][0-9.]{0,7}[KMG]?[ \t]{1,6})?[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} <[^<>\n]{0,320}>/m;
/** 'D' marks whom Exim has reached. */
const RECIPIENT = /^[ \t]{0,100}(?:D[ \t]{1,3})?<?([^\s<>()@]{1,128}@[^\s<>()@]{1,255})>?[ \t]{0,8}$/;
/** Without a domain only where it stands as one does. */
const LOCAL_RECIPIENT = /^[ \t]{5,100}(?:<([^\s<>()]{1,128})>|([A-Za-z0-9._+-]{1,64}))[ \t]{0,8}$/;
/** sendmail puts the type of the body before the reason. */
const REASON = /^[ \t]{0,100}(?:[78]BIT(?:MIME)?[ \t]{1,20})?\((?=\S)/;
/** Head and foot of a listing. */
const FRAME =
  /^[ \t]{0,40}(?:-{1,6}Queue ID-|-{2,6}Q-ID-|-- [0-9]{1,12} [KMG]?bytes in |Total requests: |\/\S{1,200} \([0-9]{1,9} requests?\)|Mail queue is empty)/i;

/** The listing in a text; undefined where there is none. Linear in the text. */
export function readQueueListing(text: string): QueueListing | undefined {
  const head = text.slice(0, MAX_BEFORE);
  if (!ENTRY.test(head) && !EXIM_ENTRY.test(head)) return undefined;
  const reader = new ListingReader(text.split('\n').map(plainLine));
  return reader.read();
}

function plainLine(line: string): string {
  const ended = line.endsWith('\r') ? line.slice(0, -1) : line;
  return /^[ \t]{0,8}[>|]/.test(ended) ? stripQuotePrefix(ended) : ended;
}

/** A message of the listing. */
interface Entry {
  readonly format: QueueListing['format'];
  readonly id: string;
  readonly size: number;
  readonly sender: string;
  /** Why whoever is named next waits. */
  reason: string | undefined;
}

class ListingReader {
  readonly #lines: readonly string[];
  readonly #events: LogEvent[] = [];
  readonly #rest: string[] = [];
  #format: QueueListing['format'] | undefined;
  #entry: Entry | undefined;
  #entries = 0;
  #at = 0;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  read(): QueueListing | undefined {
    for (; this.#at < this.#lines.length; this.#at++) this.#readLine(this.#lines[this.#at] ?? '');
    if (this.#format === undefined) return undefined;
    return { format: this.#format, events: this.#events, rest: this.#rest.join('\n') };
  }

  #readLine(line: string): void {
    if (line.trim() === '' || FRAME.test(line)) return;
    const entry = this.#entries < MAX_ENTRIES ? entryOf(line) : undefined;
    if (entry !== undefined) {
      this.#entries++;
      this.#entry = entry;
      this.#format ??= entry.format;
    } else if (!this.#readOfEntry(line)) {
      this.#entry = undefined;
      this.#rest.push(line);
    }
  }

  /** A reason or a recipient of the message that is read. */
  #readOfEntry(line: string): boolean {
    const entry = this.#entry;
    if (entry === undefined) return false;
    const lead = REASON.exec(line)?.[0];
    if (lead !== undefined) {
      entry.reason = this.#reason(line.slice(lead.length));
      return true;
    }
    const recipient = recipientOf(line);
    if (recipient === undefined) return false;
    const event = entry.reason === undefined ? undefined : eventOf(entry, recipient, this.#at + 1);
    if (event !== undefined) this.#events.push(event);
    return true;
  }

  /** The reason from `first` on, with the lines into which a page or a terminal broke it. */
  #reason(first: string): string {
    let reason = first.trim();
    let depth = 1 + depthOf(reason);
    for (let count = 1; count < MAX_REASON_LINES && depth > 0; count++) {
      const next = this.#lines[this.#at + 1] ?? '';
      const isNamed = RECIPIENT.test(next) || entryOf(next) !== undefined;
      if (next.trim() === '' || isNamed || FRAME.test(next)) break;
      reason = `${reason} ${next.trim()}`;
      depth += depthOf(next);
      this.#at++;
    }
    return reason.replace(/\)$/, '');
  }
}

const depthOf = (text: string): number => text.split('(').length - text.split(')').length;

const recipientOf = (line: string): string | undefined => {
  const local = LOCAL_RECIPIENT.exec(line);
  return RECIPIENT.exec(line)?.[1] ?? local?.[1] ?? local?.[2];
};

function entryOf(line: string): Entry | undefined {
  if (EXIM_ENTRY.test(line)) return { format: 'exim', id: '', size: 0, sender: '', reason: undefined };
  const [, id, size, seconds, sender] = ENTRY.exec(line) ?? [];
  if (id === undefined || sender === undefined) return undefined;
  const bare = sender.replace(/^<|>$/g, '');
  return {
    format: seconds === undefined ? 'sendmail' : 'postfix',
    id,
    size: Number(size),
    // Both write so where the reverse-path is empty.
    sender: /^mailer-daemon$/i.test(bare) ? '' : bare,
    reason: undefined,
  };
}

/** 'Deferred: Connection timed out with mx.example.org.', 'reply: read error from mx.example.org.' */
const HOST_IN_REASON =
  /\b(?:(?:refused|reset) by|timed out (?:with|during [a-z ]{1,40} with)|read error from) ([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})\.?$/i;

/** The same as the line of the log would tell it. */
function eventOf(entry: Entry, recipient: string, line: number): LogEvent | undefined {
  const { format, id, size, sender, reason = '' } = entry;
  if (format === 'exim') return undefined;
  const event =
    format === 'postfix'
      ? parsePostfixLine(`${id}: to=<${recipient}>, relay=none, delay=0, status=deferred (${reason})`, line)
      : parseSendmailLine(`${id}: to=<${recipient}>, stat=${reason}`, line);
  if (event === undefined) return undefined;
  const host = format === 'sendmail' ? HOST_IN_REASON.exec(reason)?.[1] : undefined;
  return {
    ...event,
    ...(host !== undefined && { remoteHost: host.toLowerCase() }),
    outcome: 'deferred',
    sender,
    messageSizeBytes: size,
  };
}
