/**
 * What became of each message of a log, by queue id and recipient: an attempt that another followed is none by itself, and what was
 * delivered in the end was refused by nobody. Held: what was put off and may still be delivered, at most 8,000 messages or 8 Mi characters
 * of them; the oldest is told as it stood then, and `isOverfull` says that this happened. What ended is known of the last 40,000 recipients,
 * places and ids.
 */
import { AgedMap } from '../base/aged-map.ts';
import { ownJoin } from '../base/own-copy.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { domainOf } from '../wire/address/index.ts';
import { isLaterLine, type LineTime, lineTime } from '../wire/logs/index.ts';
import type { Arrival, Refusal } from './arrival.ts';
import type { Example } from './keep-example.ts';
import { withNamed } from './log-arrival.ts';
import { LooseRemarks } from './loose-remarks.ts';
import { OwnerNames } from './owner-names.ts';
import { type PackedLine, packLine, unpackLine } from './packed-line.ts';

/** A line of a delivery, and what it is about. */
interface Line {
  readonly example: Example;
  /** The queue id, with the host that gave it; this and the key are strings of their own. */
  readonly id: string;
  /** The id with the recipient, or with the host that said it where no recipient is named; the id alone of a message given up whole. */
  readonly key: string;
  readonly isRemark: boolean;
  readonly time: LineTime | undefined;
}

/** The last word on a message and recipient so far: as few objects as can be, since thousands are held. */
interface Held extends Pick<Line, 'id' | 'key' | 'isRemark'> {
  line: PackedLine;
  time: LineTime | undefined;
  /** Characters of its words. */
  readonly length: number;
  /** A server answered with a code. */
  readonly isCoded: boolean;
  /** Of a remark: whose host it is about. */
  readonly owner?: string;
  readonly isExpiry: boolean;
  /** An expiry of a whole message that the answers to its recipients already tell. */
  isTold?: true;
}

interface Ended {
  readonly time: LineTime | undefined;
  readonly isDelivered: boolean;
  /** Of an id: its message was given up whole. */
  readonly isExpired: boolean;
  /** Those delivered later hold it already. */
  isCounted: boolean;
}

const MAX_HELD = 8_000;
const MAX_HELD_CHARS = 8 * 1024 * 1024;
const MAX_ENDED = 40_000;

const isLater = (one: LineTime | undefined, other: LineTime | undefined): boolean =>
  isLaterLine(one, other) === true;

/** Follows the deliveries of a log. */
export class LogFates {
  readonly #held = new AgedMap<Held>();
  readonly #recipientsOf = new KeysOf();
  readonly #remarksOf = new KeysOf();
  readonly #ended = new AgedMap<Ended>();
  readonly #owners = new OwnerNames();
  readonly #loose = new LooseRemarks(this.#owners);
  readonly #maxHeld: number;
  #heldChars = 0;
  #last: { readonly at?: string | undefined; readonly time?: LineTime | undefined } = {};
  /** Messages that were put off and reached their recipient later. */
  deliveredLater = 0;
  /** What a host on the way said is left out, since the recipient was reached. */
  isReachedElsewhere = false;
  /** More was put off than is held. */
  isOverfull = false;

  constructor(maxHeld = MAX_HELD) {
    this.#maxHeld = maxHeld;
  }

  /** What can be told now that this is read: nothing, this, or others whose fate it settles. */
  add(given: Example): Iterable<Example> {
    if (LooseRemarks.is(given)) return Iterator.from(this.#loose.hold(given)).map(withNamed);
    const example = this.#loose.meet(given);
    const { arrival, refusal } = example;
    const line = this.#lineOf(example);
    if (arrival.delivery === undefined || line === undefined)
      return arrival.delivery === 'sent' ? [] : [withNamed(example)];
    if (arrival.delivery === 'deferred') return this.#deferred(line);
    if (arrival.delivery !== 'expired') return this.#settled(line, arrival.delivery === 'sent');
    return refusal.facts.recipient === undefined || isOfWholeMessage(arrival)
      ? this.#messageExpired({ ...line, key: line.id, isRemark: false })
      : this.#expired(line);
  }

  #lineOf(example: Example): Line | undefined {
    const { queueId, reportingHost = '', recipient, speakerHost, at } = example.refusal.facts;
    if (queueId === undefined) return undefined;
    const id = ownJoin(reportingHost, queueId);
    const isRemark = recipient === undefined;
    const key = ownJoin(id, recipient ?? `@${speakerHost ?? ''}`);
    // Lines of one second share their time.
    if (at !== this.#last.at) this.#last = { at, time: lineTime(at) };
    return { example, id, key, isRemark, time: this.#last.time };
  }

  /** What is still held when everything is read. */
  *rest(): Generator<Example> {
    for (const held of this.#held.values()) {
      this.#drop(held);
      if (held.isTold !== true) yield withNamed(unpackLine(held.line));
    }
    for (const remark of this.#loose.rest()) yield withNamed(remark);
  }

  #deferred(line: Line): readonly Example[] {
    const { id, key, isRemark, time } = line;
    const ended = this.#endOf(line);
    if (ended !== undefined) {
      if (isRemark) this.isReachedElsewhere ||= ended.isDelivered;
      else if (ended.isDelivered && !ended.isCounted) this.deliveredLater++;
      ended.isCounted ||= !isRemark;
      return [];
    }
    const held = this.#held.get(key);
    const expiry = held?.isExpiry === true ? held : this.#held.get(id);
    if (expiry !== undefined && !isLater(time, expiry.time)) return this.#cause(line, expiry);
    if (held !== undefined && (isLater(held.time, time) || isConsequence(line, held))) return [];
    return this.#hold(line, false);
  }

  /** What ended the delivery that a line is about; of a remark, that to the recipients of the same owner. */
  #endOf(line: Line): Ended | undefined {
    const isOver = (one: Ended | undefined): boolean => one !== undefined && !isLater(line.time, one.time);
    const ended = this.#ended.get(line.key);
    if (isOver(ended) || !line.isRemark) return isOver(ended) ? ended : undefined;
    return this.#ownersOf(line)
      .map((owner) => this.#ended.get(placeOf(line.id, owner)))
      .find(isOver);
  }

  /** Whose host a line is about, and whose recipient: what is told of one of them is told of the same part of the message. */
  #ownersOf({ id, key, isRemark, example }: Line): readonly string[] {
    if (key === id) return [];
    const { recipient, speakerHost, speakerIp } = example.refusal.facts;
    const host = speakerHost ?? speakerIp;
    // A remark that names no host (of a milter) may be of each recipient.
    const names = isRemark ? [host ?? ''] : [host, domainOf(recipient), ''];
    return names.flatMap((name) => (name === undefined ? [] : [this.#owners.of(name)]));
  }

  /** The log is told backwards, or was cut: what ended stood before its reason. */
  #cause(line: Line, expiry: Held): readonly Example[] {
    if (line.isRemark && expiry.isTold === true) return [];
    if (expiry.key === line.key) this.#drop(expiry);
    else if (!line.isRemark) expiry.isTold = true;
    this.#end(line, { time: expiry.time, isExpired: true });
    return [givenUp(line.example, unpackLine(expiry.line))];
  }

  #settled(line: Line, isDelivered: boolean): readonly Example[] {
    const { example, key, time } = line;
    const ended = this.#ended.get(key);
    if (ended !== undefined && !isLater(time, ended.time)) return [];
    const hadRemarks = this.#dropRemarks(line);
    if (isDelivered && hadRemarks) this.isReachedElsewhere = true;
    const held = this.#held.get(key);
    const wasHeld = held !== undefined && !isLater(held.time, time);
    if (wasHeld) this.#drop(held);
    const isCounted = isDelivered && wasHeld;
    if (isCounted) this.deliveredLater++;
    this.#end(line, { isDelivered, isCounted });
    return isDelivered ? [] : [withNamed(example)];
  }

  #expired(line: Line): readonly Example[] {
    const { example, key, time } = line;
    const held = this.#held.get(key);
    this.#dropRemarks(line);
    if (held === undefined || isLater(held.time, time))
      return this.#ended.has(key) ? [] : this.#hold(line, true);
    this.#drop(held);
    this.#end(line);
    return [givenUp(unpackLine(held.line), example)];
  }

  /** Who was not reached yet will not be any more; where the lines of all who were not are missing, what hosts on the way said is left. */
  #messageExpired(line: Line): readonly Example[] {
    const { id, time } = line;
    const before = this.#ended.get(id);
    if (before?.isExpired === true && !isLater(time, before.time)) return [];
    const told = this.#giveUp(this.#recipientsOf.get(id), line);
    if (told.length > 0) {
      for (const key of this.#remarksOf.get(id)) this.#dropKey(key);
      this.#end(line, { isExpired: true });
      return told;
    }
    return [
      ...this.#giveUp(this.#remarksOf.get(id), line),
      ...this.#hold({ ...line, example: this.#withoutReached(line) }, true),
    ];
  }

  #giveUp(keys: readonly string[], line: Line): readonly Example[] {
    return keys.flatMap((key) => {
      const held = this.#held.get(key);
      if (held === undefined || held.isExpiry) return [];
      this.#drop(held);
      const example = unpackLine(held.line);
      this.#end({ id: held.id, key, isRemark: held.isRemark, example, time: line.time });
      return [givenUp(example, line.example)];
    });
  }

  /** Postfix's reader gives the expiry of a message the last answer of its queue id, also where it is of one who was reached later. */
  #withoutReached({ example, id }: Line): Example {
    const { recipient, reportingHost, queueId, sender, at } = example.refusal.facts;
    if (!this.#ended.has(`${id} ${recipient}`)) return example;
    const facts: ReplyFacts = {
      text: 'expired, returned to sender',
      reportingSoftware: 'postfix',
      fate: 'given-up',
      ...(reportingHost !== undefined && { reportingHost }),
      ...(queueId !== undefined && { queueId }),
      ...(sender !== undefined && { sender }),
      ...(at !== undefined && { at }),
    };
    const refusal: Refusal = { facts, otherTexts: [] };
    return { ...example, arrival: { ...example.arrival, refusals: [refusal] }, refusal };
  }

  #hold(line: Line, isExpiry: boolean): readonly Example[] {
    const before = this.#held.get(line.key);
    if (before !== undefined) this.#drop(before);
    this.#put(this.#heldOf(line, isExpiry, before));
    const told: Example[] = [];
    while (this.#held.size > this.#maxHeld || this.#heldChars > MAX_HELD_CHARS) {
      const oldest = this.#held.oldest();
      const old = oldest === undefined ? undefined : this.#held.get(oldest);
      if (old === undefined) break;
      this.#drop(old);
      if (old.isTold === true) continue;
      this.isOverfull = true;
      told.push(withNamed(unpackLine(old.line)));
    }
    return told;
  }

  /** What is held of a line; of one that says what was held `before`, the same at another time. */
  #heldOf(line: Line, isExpiry: boolean, before: Held | undefined): Held {
    const { example, id, key, isRemark, time } = line;
    const packed = packLine(example);
    if (before?.isExpiry === isExpiry && before.isTold !== true && isSameLine(before.line, packed)) {
      before.line = { ...packed, told: before.line.told };
      before.time = time;
      return before;
    }
    const [owner] = isRemark ? this.#ownersOf(line) : [];
    return {
      id,
      key,
      isRemark,
      line: packed,
      time,
      length: example.refusal.facts.text.length,
      isCoded: isCoded(example),
      isExpiry,
      ...(owner !== undefined && { owner }),
    };
  }

  #put(held: Held): void {
    this.#held.set(held.key, held);
    this.#heldChars += held.length;
    (held.isRemark ? this.#remarksOf : this.#recipientsOf).add(held.id, held.key);
  }

  #drop({ id, key, isRemark, length }: Held): void {
    this.#held.delete(key);
    this.#heldChars -= length;
    (isRemark ? this.#remarksOf : this.#recipientsOf).delete(id, key);
  }

  #dropKey(key: string): void {
    const held = this.#held.get(key);
    if (held !== undefined) this.#drop(held);
  }

  /** What a host on the way said, naming no recipient, is told by the line of a recipient who is there. */
  #dropRemarks(line: Line): boolean {
    const remarks = this.#remarksOf.get(line.id);
    if (remarks.length === 0) return false;
    const owners = this.#ownersOf(line);
    let isDropped = false;
    for (const key of remarks) {
      const held = this.#held.get(key);
      if (held?.owner === undefined || isLater(held.time, line.time)) continue;
      if (!owners.includes(held.owner)) continue;
      this.#drop(held);
      isDropped = true;
    }
    return isDropped;
  }

  #end(line: Line, how: Partial<Ended> = {}): void {
    const { id, key, time } = line;
    const isExpired = how.isExpired === true || this.#ended.get(id)?.isExpired === true;
    const ended: Ended = { time, isDelivered: false, isCounted: true, ...how, isExpired: false };
    const places = this.#ownersOf(line).map((owner) => placeOf(id, owner));
    for (const name of new Set([key, id, ...places])) {
      if (!this.#ended.delete(name) && this.#ended.size >= MAX_ENDED) {
        const oldest = this.#ended.oldest();
        if (oldest !== undefined) this.#ended.delete(oldest);
      }
      this.#ended.set(name, name === id && isExpired ? { ...ended, isExpired } : ended);
    }
  }
}

/** The message at the hosts and the recipients of one owner. */
const placeOf = (id: string, owner: string): string => ownJoin(id, `@@${owner}`);

const isSameLine = (one: PackedLine, other: PackedLine): boolean =>
  one.told === other.told && one.source === other.source;

/** The keys of each id in the order of their adding; of most ids there is one. */
class KeysOf {
  readonly #keys = new Map<string, string | Set<string>>();

  get(id: string): readonly string[] {
    const keys = this.#keys.get(id) ?? [];
    return typeof keys === 'string' ? [keys] : [...keys];
  }

  add(id: string, key: string): void {
    const keys = this.#keys.get(id);
    if (keys === undefined) this.#keys.set(id, key);
    else if (typeof keys !== 'string') keys.add(key);
    else if (keys !== key) this.#keys.set(id, new Set([keys, key]));
  }

  delete(id: string, key: string): void {
    const keys = this.#keys.get(id);
    const isEmpty = typeof keys === 'string' ? keys === key : keys?.delete(key) === true && keys.size === 0;
    if (isEmpty) this.#keys.delete(id);
  }
}

const isCoded = ({ refusal }: Example): boolean => refusal.facts.replyCode !== undefined;

/** A host that had answered closed the connection: its answer says why, and not that. */
const isConsequence = ({ isRemark, example }: Line, before: Held): boolean =>
  isRemark && before.isCoded && !isCoded(example);

/** qmgr(8): 'from=<…>, status=expired, returned to sender' ends whatever was not delivered; its recipient is the one that failed last. */
const isOfWholeMessage = ({ format }: Arrival): boolean => format === 'postfix';

/** The last answer before the time ran out, with which nothing is tried again. */
function givenUp(attempt: Example, expiry: Example): Example {
  const { arrival, refusal, source } = withNamed(attempt);
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
