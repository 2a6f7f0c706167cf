/**
 * The queue of Postfix as `postqueue -j` lists it (postqueue(1), since 3.1): an object for each message, one a line, or laid out by a program
 * like jq, alone or in an array. Limits: 100,000 objects, 100,000 recipients, an object of 1 MiB and 8 levels; of longer
 * ones 8 are passed over, and then nothing more is read.
 */
import { parseBoundedJson } from '../json/index.ts';
import { parsePostfixLine } from './postfix.ts';
import type { LogEvent } from './types.ts';

const MAX_OBJECTS = 100_000;
const MAX_EVENTS = 100_000;
const MAX_OBJECT = 1_048_576;
/** Objects that do not end in time are each looked through as far as that. */
const MAX_SKIPPED = 8;
const LIMITS = { depth: 8, containers: 100_000, members: 400_000 } as const;

/** A listing begins within so many characters, with the first member that Postfix writes. */
const MAX_BEFORE = 65_536;
const OPENING = /\{\s{0,40}"queue_name"\s{0,4}:\s{0,4}"[a-z]{1,40}"/;

/** What was listed, in order: one event for each recipient who waits for a reason. */
export interface ListedInJson {
  readonly events: readonly LogEvent[];
  /** The lines that are not of the listing. */
  readonly rest: string;
}

/** Does such a listing begin in the text? */
export const holdsQueueJson = (text: string): boolean => OPENING.test(text.slice(0, MAX_BEFORE));

/** undefined where the text holds no such listing. Linear in the text. */
export function readQueueJson(text: string): ListedInJson | undefined {
  if (!holdsQueueJson(text)) return undefined;
  const events: LogEvent[] = [];
  const rest: string[] = [];
  let isRead = false;
  for (const { object, before, line } of objectsIn(text)) {
    rest.push(before);
    const entry = object === undefined ? undefined : entryOf(object);
    if (entry === undefined) continue;
    isRead = true;
    for (const recipient of entry.recipients) {
      const event = events.length < MAX_EVENTS ? eventOf(entry, recipient, line) : undefined;
      if (event !== undefined) events.push(event);
    }
  }
  return isRead ? { events, rest: rest.join('').trim() } : undefined;
}

interface Found {
  /** undefined behind the last one. */
  readonly object: string | undefined;
  /** What stands between it and the one before it, without what JSON puts between elements. */
  readonly before: string;
  /** 1-based, where it begins. */
  readonly line: number;
}

/** The objects that begin as Postfix begins them, each to the brace that closes it. */
function* objectsIn(text: string): Generator<Found> {
  const opening = new RegExp(OPENING, 'g');
  let behind = 0;
  let line = 1;
  let counted = 0;
  let skipped = 0;
  const between = (to: number): string => text.slice(behind, to).replace(/^[\s,[\]]+$/, '\n');
  for (let count = 0; count < MAX_OBJECTS; count++) {
    const start = opening.exec(text)?.index;
    if (start === undefined) break;
    for (; counted < start; counted++) if (text.charCodeAt(counted) === 0x0a) line++;
    const end = endOfObject(text, start);
    // One that is cut off, or too long, is left to whoever reads the rest.
    if (end === -1) {
      skipped++;
      if (skipped > MAX_SKIPPED) break;
      opening.lastIndex = start + 1;
      continue;
    }
    yield { object: text.slice(start, end), before: between(start), line };
    behind = end;
    opening.lastIndex = end;
  }
  yield { object: undefined, before: between(text.length), line };
}

/** Behind the brace that closes the object begun at `start`; -1 where none does within a MiB. */
function endOfObject(text: string, start: number): number {
  const sign = /["{}]/g;
  sign.lastIndex = start;
  let depth = 0;
  for (let found = sign.exec(text); found !== null; found = sign.exec(text)) {
    if (found.index - start > MAX_OBJECT) return -1;
    if (found[0] === '{') depth++;
    else if (found[0] === '}') depth--;
    else sign.lastIndex = endOfString(text, found.index);
    if (depth === 0) return found.index + 1;
  }
  return -1;
}

/** Behind the quote that closes the string begun at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return at + 1;
}

interface Recipient {
  readonly address: string;
  readonly reason: string;
}

interface Entry {
  readonly id: string;
  readonly sender: string;
  readonly size: number | undefined;
  /** Those who wait for a reason. */
  readonly recipients: readonly Recipient[];
}

function entryOf(object: string): Entry | undefined {
  const parsed = parseBoundedJson(object, LIMITS);
  if (!parsed.ok) return undefined;
  const { queue_id: id, sender, message_size: size, recipients } = parsed.value as Record<string, unknown>;
  if (typeof id !== 'string' || !Array.isArray(recipients)) return undefined;
  return {
    id,
    // As `postqueue -p` shows an empty reverse-path.
    sender: typeof sender !== 'string' || /^mailer-daemon$/i.test(sender) ? '' : sender,
    size: typeof size === 'number' ? size : undefined,
    recipients: recipients.flatMap(recipientOf),
  };
}

function recipientOf(value: unknown): readonly Recipient[] {
  if (typeof value !== 'object' || value === null) return [];
  const { address, delay_reason: reason } = value as Record<string, unknown>;
  return typeof address === 'string' && typeof reason === 'string' && reason !== ''
    ? [{ address, reason }]
    : [];
}

/** The same as the line of the log would tell it. */
function eventOf(
  { id, sender, size }: Entry,
  { address, reason }: Recipient,
  line: number,
): LogEvent | undefined {
  const told = parsePostfixLine(
    `${id}: relay=none, delay=0, status=deferred (${reason.replaceAll(/\s{1,1000}/g, ' ')})`,
    line,
  );
  if (told === undefined) return undefined;
  return {
    ...told,
    outcome: 'deferred',
    recipient: address,
    sender,
    ...(size !== undefined && { messageSizeBytes: size }),
  };
}
