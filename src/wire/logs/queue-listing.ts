/**
 * What a mail server lists of its queue: `mailq` and `postqueue -p` of Postfix (showq(8)), `postqueue -j` (postqueue(1)), `mailq` of sendmail
 * (Sendmail Installation and Operation Guide, §4.4), `exim -bp` (Exim specification, §5.2), `qmail-qread` (qmail-qread(8)). A message, why it
 * waits in parentheses, and below the recipients whom that is about. The listings of Exim and qmail give no reasons. Limits: 100,000 messages;
 * a reason has at most 20 lines and 16,384 characters; 100,000 recipients.
 */
import { stripQuotePrefix } from '../smtp/index.ts';
import { parsePostfixLine } from './postfix.ts';
import { readQueueJson } from './queue-json.ts';
import { parseSendmailLine } from './sendmail.ts';
import type { LogEvent } from './types.ts';

/** What a listing of a mail queue tells. */
export interface QueueListing {
  readonly format: 'postfix' | 'sendmail' | 'exim' | 'qmail';
  /** One for each recipient of a message who waits for a reason, in order; of a reason that names nobody one alone. */
  readonly events: readonly LogEvent[];
  /** What stands around the listing. */
  readonly rest: string;
}

const MAX_ENTRIES = 100_000;
const MAX_EVENTS = 100_000;
const MAX_REASON = 16_384;
const MAX_REASON_LINES = 20;
/** A listing begins within so many characters. */
const MAX_BEFORE = 65_536;

const TIME =
  '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}[0-9]{1,2} [0-9]{2}:[0-9]{2}';
/** Id with a mark of its state, size, in sendmail's longer form a priority, time (Postfix: with seconds), sender; a reason where a page lost the break. */
const ENTRY = new RegExp(
  `^[ \\t>|]{0,12}([0-9A-Za-z]{5,24})[*!#?X-]{0,2}[ \\t]{1,20}([0-9]{1,12})(?:[ \\t]{1,12}[+-]?[0-9]{1,12})?[ \\t]{1,12}${TIME}(:[0-9]{2})?[ \\t]{1,20}(<[^<>\\s]{0,320}>|[^\\s<>()]{1,320})[ \\t\\r]{0,8}(\\([^\\n]{0,4000})?$`,
  'm',
);
/** Age, size, id, sender. */
const EXIM_ENTRY =
  /^[ \t>|]{0,12}[0-9]{1,4}[smhdw][ \t]{1,6}(?:[0-9][0-9.]{0,7}[KMG]?[ \t]{1,6})?[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} <[^<>\n]{0,320}>/m;
/** Time in UTC, number, size, sender, and a mark where qmail has given up. */
const QMAIL_ENTRY =
  /^[ \t>|]{0,12}[0-9]{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT {1,4}#[0-9]{1,12} {1,12}[0-9]{1,12} {1,4}<[^<>\n]{0,320}>(?: {1,4}bouncing)?[ \r]{0,4}$/m;
const ADDRESS = /^<?((?:"[^"]{1,64}"|[^\s<>()@"]{1,128})@[^\s<>()@",]{1,255})>?,?$/;
/** Without a domain only where it stands as one does. */
const LOCAL_RECIPIENT = /^[ \t]{5,100}(?:<([^\s<>()]{1,128})>|([A-Za-z0-9._+-]{1,64}))[ \t]{0,8}$/;
/** sendmail puts the type of the body before the reason. */
const REASON = /^[ \t]{0,100}(?:[78]BIT(?:MIME)?[ \t]{1,20})?\((?=\S)/;
/** Head and foot of a listing. */
const FRAME =
  /^[ \t]{0,40}(?:-{1,6}Queue ID-|-{2,6}Q-ID-|-- [0-9]{1,12} [KMG]?bytes in |Total requests: |\/\S{1,200} \([0-9]{1,9} requests?\)|Mail queue is empty)/i;

/** Where the last message of a listing begins whose first line ends within `text`; -1 where none does. */
export function lastQueueEntry(text: string): number {
  for (let end = text.lastIndexOf('\n'); end > 0; ) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    if (end - start < MAX_ENTRY_LINE && entryOf(plainLine(text.slice(start, end))) !== undefined)
      return start;
    end = start - 1;
  }
  return -1;
}
const MAX_ENTRY_LINE = 8_000;

/** The listing in a text; undefined where there is none. Linear in the text. */
export function readQueueListing(text: string): QueueListing | undefined {
  const head = text.slice(0, MAX_BEFORE);
  const listed = readQueueJson(text);
  if (listed !== undefined) return { format: 'postfix', ...listed };
  if (!ENTRY.test(head) && !EXIM_ENTRY.test(head) && !QMAIL_ENTRY.test(head)) return undefined;
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
  /** Somebody was named whom the reason is about. */
  isTold: boolean;
}

class ListingReader {
  readonly #lines: readonly string[];
  readonly #events: LogEvent[] = [];
  readonly #rest: string[] = [];
  #format: QueueListing['format'] | undefined;
  #entry: Entry | undefined;
  #read: { readonly entry: Entry; readonly reason: string; readonly event: LogEvent | undefined } | undefined;
  #entries = 0;
  #at = 0;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  read(): QueueListing | undefined {
    for (; this.#at < this.#lines.length; this.#at++) this.#readLine(this.#lines[this.#at] ?? '');
    this.#endEntry();
    if (this.#format === undefined) return undefined;
    return { format: this.#format, events: this.#events, rest: this.#rest.join('\n') };
  }

  #readLine(line: string): void {
    if (line.trim() === '' || FRAME.test(line)) return;
    const found = this.#entries < MAX_ENTRIES ? entryOf(line) : undefined;
    if (found !== undefined) {
      this.#endEntry();
      this.#entries++;
      this.#entry = found.entry;
      this.#format ??= found.entry.format;
      if (found.behind !== undefined) this.#readOfEntry(found.behind);
    } else if (!this.#readOfEntry(line)) {
      this.#endEntry();
      this.#rest.push(line);
    }
  }

  /** A reason is told also where whom it is about was not pasted. */
  #endEntry(): void {
    const entry = this.#entry;
    this.#entry = undefined;
    if (entry?.reason !== undefined && !entry.isTold) this.#tell(entry, undefined);
  }

  /** A reason or recipients of the message that is read. */
  #readOfEntry(line: string): boolean {
    const entry = this.#entry;
    if (entry === undefined) return false;
    const lead = REASON.exec(line)?.[0];
    const { reason, recipients } =
      lead === undefined
        ? { reason: entry.reason, recipients: recipientsOf(line) }
        : this.#reason(line.slice(lead.length));
    if (recipients === undefined) return false;
    if (reason !== entry.reason && entry.reason !== undefined && !entry.isTold) this.#tell(entry, undefined);
    if (lead !== undefined) entry.isTold = false;
    entry.reason = reason;
    for (const recipient of recipients) this.#tell(entry, recipient);
    return true;
  }

  #tell(entry: Entry, recipient: string | undefined): void {
    entry.isTold = true;
    if (entry.reason === undefined || this.#events.length >= MAX_EVENTS) return;
    // Hundreds may wait for one reason, which is read once.
    if (this.#read?.reason !== entry.reason || this.#read.entry !== entry)
      this.#read = { entry, reason: entry.reason, event: eventOf(entry, this.#at + 1) };
    const { event } = this.#read;
    if (event !== undefined)
      this.#events.push({ ...event, line: this.#at + 1, ...(recipient !== undefined && { recipient }) });
  }

  /** The reason from `first` on, with the lines into which a page or a terminal broke it; recipients where it lost the break behind it. */
  #reason(first: string): { readonly reason: string; readonly recipients: readonly string[] } {
    let reason = first.trim().slice(0, MAX_REASON);
    let depth = 1 + depthOf(reason);
    for (let count = 1; count < MAX_REASON_LINES && depth > 0; count++) {
      const next = this.#lines[this.#at + 1] ?? '';
      const isNamed = addressesIn(next) !== undefined || entryOf(next) !== undefined;
      if (next.trim() === '' || isNamed || FRAME.test(next)) break;
      reason = `${reason} ${next.trim()}`.slice(0, MAX_REASON);
      depth += depthOf(next);
      this.#at++;
    }
    const close = reason.lastIndexOf(')');
    const recipients = close < 0 ? undefined : addressesIn(reason.slice(close + 1));
    return {
      reason: recipients === undefined ? reason.replace(/\)$/, '') : reason.slice(0, close),
      recipients: recipients ?? [],
    };
  }
}

const depthOf = (text: string): number => text.split('(').length - text.split(')').length;

/** Addresses, and nothing else; 'D' marks whom Exim has reached, 'done' whom qmail has. */
function addressesIn(line: string): readonly string[] | undefined {
  const words =
    line
      .slice(0, MAX_NAMES)
      .replace(/^[ \t]{1,100}(?:D|(?:done[ \t]{1,4})?(?:remote|local))[ \t]/, '')
      .match(WORDS) ?? [];
  const addresses = words.map((word) => ADDRESS.exec(word)?.[1]);
  return words.length > 0 && addresses.every((address) => address !== undefined) ? addresses : undefined;
}
const MAX_NAMES = 8_000;
/** RFC 5321 §4.1.2: a quoted local part may hold blanks. */
const WORDS = /<?"[^"]{0,64}"[^\s"]{0,300}|\S+/g;

function recipientsOf(line: string): readonly string[] | undefined {
  const [, bracketed, bare] = LOCAL_RECIPIENT.exec(line) ?? [];
  const local = bracketed ?? bare;
  return addressesIn(line) ?? (local === undefined ? undefined : [local]);
}

interface FoundEntry {
  readonly entry: Entry;
  /** What stands behind it on its line. */
  readonly behind?: string | undefined;
}

function entryOf(line: string): FoundEntry | undefined {
  const silent = EXIM_ENTRY.test(line) ? 'exim' : QMAIL_ENTRY.test(line) ? 'qmail' : undefined;
  if (silent !== undefined)
    return { entry: { format: silent, id: '', size: 0, sender: '', reason: undefined, isTold: false } };
  const [, id, size, seconds, sender, behind] = ENTRY.exec(line) ?? [];
  if (id === undefined || sender === undefined) return undefined;
  const bare = sender.replace(/^<|>$/g, '');
  const entry: Entry = {
    format: seconds === undefined ? 'sendmail' : 'postfix',
    id,
    size: Number(size),
    // Both write so where the reverse-path is empty.
    sender: /^mailer-daemon$/i.test(bare) ? '' : bare,
    reason: undefined,
    isTold: false,
  };
  return { entry, behind };
}

/** 'Deferred: Connection timed out with mx.example.org.', 'reply: read error from mx.example.org.' */
const HOST_IN_REASON =
  /\b(?:(?:refused|reset) by|timed out (?:with|during [a-z ]{1,40} with)|read error from) ([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})\.?$/i;

/** The same as the line of the log would tell it. */
function eventOf(entry: Entry, line: number): LogEvent | undefined {
  const { format, id, size, sender, reason = '' } = entry;
  if (format === 'exim' || format === 'qmail') return undefined;
  const told =
    format === 'postfix'
      ? parsePostfixLine(`${id}: relay=none, delay=0, status=deferred (${reason})`, line)
      : parseSendmailLine(`${id}: to=<>, stat=${reason}`, line);
  if (told === undefined) return undefined;
  const { recipient: _, ...event } = told;
  const host = format === 'sendmail' ? HOST_IN_REASON.exec(reason)?.[1] : undefined;
  return {
    ...event,
    ...(host !== undefined && { remoteHost: host.toLowerCase() }),
    outcome: 'deferred',
    sender,
    messageSizeBytes: size,
  };
}
