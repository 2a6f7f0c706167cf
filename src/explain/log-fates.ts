/**
 * What became of each message of a log, by queue id and recipient: an attempt that another followed is none by itself, and what was
 * delivered in the end was refused by nobody. Held: what was put off and may still be delivered, at most 8,000 messages or 8 Mi characters
 * of them; the oldest is told as it stood then, and `isOverfull` says that this happened. What ended is known by its id, of the last 20,000.
 */
import { ownCopy } from '../base/own-copy.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { isLaterLine, type LineTime, lineTime } from '../wire/logs/index.ts';
import type { Arrival, Refusal } from './arrival.ts';
import { type Example, keepExample } from './keep-example.ts';

/** A line of a delivery, and what it is about. */
interface Line {
  readonly example: Example;
  /** The queue id, with the host that gave it. */
  readonly id: string;
  /** The id with the recipient, or with the host that said it where no recipient is named. */
  readonly key: string;
  readonly isRemark: boolean;
  readonly time: LineTime | undefined;
}

/** The last word on a message and recipient so far. */
interface Held extends Line {
  readonly isExpiry: boolean;
  /** An expiry of a whole message that the answers to its recipients already tell. */
  isTold?: true;
}

interface Ended {
  readonly time: LineTime | undefined;
  readonly isDelivered: boolean;
  /** Those delivered later hold it already. */
  isCounted: boolean;
}

const MAX_HELD = 8_000;
const MAX_HELD_CHARS = 8 * 1024 * 1024;
const MAX_ENDED = 20_000;

const isLater = (one: LineTime | undefined, other: LineTime | undefined): boolean =>
  isLaterLine(one, other) === true;

/** Follows the deliveries of a log. */
export class LogFates {
  readonly #held = new Map<string, Held>();
  readonly #recipientsOf = new KeysOf();
  readonly #remarksOf = new KeysOf();
  readonly #ended = new Map<string, Ended>();
  readonly #oldestHeld = new Oldest(this.#held);
  readonly #oldestEnded = new Oldest(this.#ended);
  readonly #maxHeld: number;
  #heldChars = 0;
  /** Messages that were put off and reached their recipient later. */
  deliveredLater = 0;
  /** More was put off than is held. */
  isOverfull = false;

  constructor(maxHeld = MAX_HELD) {
    this.#maxHeld = maxHeld;
  }

  /** What can be told now that this is read: nothing, this, or others whose fate it settles. */
  add(example: Example): readonly Example[] {
    const { arrival, refusal } = example;
    const line = lineOf(example);
    if (arrival.delivery === undefined || line === undefined)
      return arrival.delivery === 'sent' ? [] : [example];
    if (arrival.delivery === 'deferred') return this.#deferred(line);
    if (arrival.delivery !== 'expired') return this.#settled(line, arrival.delivery === 'sent');
    return refusal.facts.recipient === undefined || isOfWholeMessage(arrival)
      ? this.#messageExpired({ ...line, key: line.id, isRemark: false })
      : this.#expired(line);
  }

  /** What is still held when everything is read. */
  *rest(): Generator<Example> {
    for (const [key, { example, isTold }] of this.#held) {
      this.#drop(key);
      if (isTold !== true) yield example;
    }
  }

  #deferred(line: Line): readonly Example[] {
    const { id, key, isRemark, time } = line;
    const ended = this.#ended.get(isRemark ? id : key);
    if (ended !== undefined && !isLater(time, ended.time)) {
      if (ended.isDelivered && !ended.isCounted) this.deliveredLater++;
      ended.isCounted = true;
      return [];
    }
    const expiry = [key, id].map((name) => this.#held.get(name)).find((held) => held?.isExpiry === true);
    if (expiry !== undefined && !isLater(time, expiry.time)) return isRemark ? [] : this.#cause(line, expiry);
    const held = this.#held.get(key);
    if (held !== undefined && (isLater(held.time, time) || isConsequence(line, held))) return [];
    this.#drop(key);
    return this.#hold({ ...line, isExpiry: false });
  }

  /** The log is told backwards, or was cut: what ended stood before its reason. */
  #cause(line: Line, expiry: Held): readonly Example[] {
    if (expiry.key === line.key) this.#drop(expiry.key);
    else expiry.isTold = true;
    this.#end(line, expiry.time, false);
    return [givenUp(line.example, expiry.example)];
  }

  #settled(line: Line, isDelivered: boolean): readonly Example[] {
    const { example, id, key, time } = line;
    const ended = this.#ended.get(key);
    if (ended !== undefined && !isLater(time, ended.time)) return [];
    const hadRemarks = this.#dropRemarks(id);
    const held = this.#held.get(key);
    const wasHeld = held !== undefined && !isLater(held.time, time);
    if (wasHeld) this.#drop(key);
    const isCounted = isDelivered && (wasHeld || hadRemarks);
    if (isCounted) this.deliveredLater++;
    this.#end(line, time, isDelivered, isCounted);
    return isDelivered ? [] : [example];
  }

  #expired(line: Line): readonly Example[] {
    const { example, id, key, time } = line;
    const held = this.#held.get(key);
    this.#dropRemarks(id);
    if (held === undefined || isLater(held.time, time))
      return this.#ended.has(key) ? [] : this.#hold({ ...line, isExpiry: true });
    this.#drop(key);
    this.#end(line, time, false);
    return [givenUp(held.example, example)];
  }

  /** Who was not reached yet will not be any more. */
  #messageExpired(line: Line): readonly Example[] {
    const { example, id, time } = line;
    this.#dropRemarks(id);
    const told = this.#recipientsOf.get(id).flatMap((key) => {
      const held = this.#held.get(key);
      if (held === undefined || held.isExpiry) return [];
      this.#drop(key);
      this.#end({ ...line, key }, time, false);
      return [givenUp(held.example, example)];
    });
    return told.length > 0 || this.#ended.has(id) ? told : this.#hold({ ...line, isExpiry: true });
  }

  #hold(line: Held): readonly Example[] {
    const example = keepExample(line.example, 0);
    const [id, key] = [ownCopy(line.id), ownCopy(line.key)];
    this.#drop(key);
    this.#held.set(key, { ...line, example, id, key });
    (line.isRemark ? this.#remarksOf : this.#recipientsOf).add(id, key);
    this.#heldChars += example.refusal.facts.text.length;
    const told: Example[] = [];
    while (this.#held.size > this.#maxHeld || this.#heldChars > MAX_HELD_CHARS) {
      const oldest = this.#oldestHeld.next();
      const old = oldest === undefined ? undefined : this.#held.get(oldest);
      if (oldest === undefined || old === undefined) break;
      this.#drop(oldest);
      if (old.isTold === true) continue;
      this.isOverfull = true;
      told.push(old.example);
    }
    return told;
  }

  #drop(key: string): void {
    const held = this.#held.get(key);
    if (held === undefined) return;
    this.#held.delete(key);
    this.#heldChars -= held.example.refusal.facts.text.length;
    (held.isRemark ? this.#remarksOf : this.#recipientsOf).delete(held.id, key);
  }

  /** What a host on the way said, naming no recipient, is told by the line of the recipient. */
  #dropRemarks(id: string): boolean {
    const remarks = this.#remarksOf.get(id);
    for (const key of remarks) this.#drop(key);
    return remarks.length > 0;
  }

  #end({ id, key }: Line, time: LineTime | undefined, isDelivered: boolean, isCounted = true): void {
    for (const name of new Set([key, id])) {
      if (!this.#ended.delete(name) && this.#ended.size >= MAX_ENDED) {
        const oldest = this.#oldestEnded.next();
        if (oldest !== undefined) this.#ended.delete(oldest);
      }
      this.#ended.set(ownCopy(name), { time, isDelivered, isCounted: isCounted || name === id });
    }
  }
}

/** The keys of a map in the order of their setting, each once: an iterator that begins anew passes every key that was deleted before. */
class Oldest {
  readonly #map: ReadonlyMap<string, unknown>;
  #keys: Iterator<string>;

  constructor(map: ReadonlyMap<string, unknown>) {
    this.#map = map;
    this.#keys = map.keys();
  }

  /** undefined where the map is empty. */
  next(): string | undefined {
    const { value, done } = this.#keys.next();
    if (done !== true) return value;
    // An iterator that has ended sees nothing that is set later.
    this.#keys = this.#map.keys();
    return this.#keys.next().value;
  }
}

/** The keys of each id. */
class KeysOf {
  readonly #keys = new Map<string, Set<string>>();

  get(id: string): readonly string[] {
    return [...(this.#keys.get(id) ?? [])];
  }

  add(id: string, key: string): void {
    const keys = this.#keys.get(id);
    if (keys === undefined) this.#keys.set(id, new Set([key]));
    else keys.add(key);
  }

  delete(id: string, key: string): void {
    const keys = this.#keys.get(id);
    if (keys?.delete(key) === true && keys.size === 0) this.#keys.delete(id);
  }
}

/** A host that had answered closed the connection: its answer says why, and not that. */
function isConsequence({ isRemark, example }: Line, before: Held): boolean {
  const isCoded = (one: Example): boolean => one.refusal.facts.replyCode !== undefined;
  return isRemark && !isCoded(example) && isCoded(before.example);
}

function lineOf(example: Example): Line | undefined {
  const { queueId, reportingHost = '', recipient, speakerHost = '', at } = example.refusal.facts;
  if (queueId === undefined) return undefined;
  const id = `${reportingHost} ${queueId}`;
  const isRemark = recipient === undefined;
  const key = isRemark ? `${id} @${speakerHost}` : `${id} ${recipient}`;
  return { example, id, key, isRemark, time: lineTime(at) };
}

/** qmgr(8): 'from=<…>, status=expired, returned to sender' ends whatever was not delivered; its recipient is the one that failed last. */
const isOfWholeMessage = ({ format }: Arrival): boolean => format === 'postfix';

/** The last answer before the time ran out, with which nothing is tried again. */
function givenUp({ arrival, refusal, source }: Example, expiry: Example): Example {
  const { text, at } = expiry.refusal.facts;
  const said = refusal.facts.text;
  const both = text.includes(said) ? text : `${text} (${said})`;
  const facts: ReplyFacts = {
    ...refusal.facts,
    fate: 'given-up',
    text: isOfWholeMessage(expiry.arrival) ? said : both,
    ...(at !== undefined && { at }),
  };
  const told: Refusal = { ...refusal, facts };
  return {
    arrival: { ...arrival, kind: 'bounce', delivery: 'expired', refusals: [told] },
    refusal: told,
    source,
  };
}
