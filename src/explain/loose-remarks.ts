/**
 * What Postfix's smtp(8) writes of a host before it tells what became of the message, without its queue id ('connect to mx.example.org[192.0.2.7]:25:
 * Connection timed out'): the line of the delivery that follows tells the same event, so that only one of them is told. Held: 2,000 remarks.
 */
import { AgedMap } from '../base/aged-map.ts';
import { ownCopy, ownJoin } from '../base/own-copy.ts';
import type { Writable } from '../base/writable.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { domainOf } from '../wire/address/index.ts';
import type { Refusal } from './arrival.ts';
import type { Example } from './keep-example.ts';
import type { OwnerNames } from './owner-names.ts';
import { type PackedLine, packLine, unpackLine } from './packed-line.ts';

interface Loose {
  readonly line: PackedLine;
  readonly words: string;
  /** The log may be pasted without the host that wrote it. */
  readonly reporter: string | undefined;
  readonly owner: string;
  count: number;
}

const MAX_HELD = 2_000;
/** Words of deliveries that are known. */
const MAX_TOLD = 4_000;

/** Names what the delivery's own words leave out: 'Server certificate not verified'. */
const OF_CERTIFICATE = /^(?:server )?certificate verification failed for /i;

export class LooseRemarks {
  readonly #held = new AgedMap<Loose>();
  /** Keys of each owner. */
  readonly #of = new Map<string, Set<string>>();
  /** Words of deliveries, for a log that is told backwards. */
  readonly #told = new AgedMap<true>();
  readonly #owners: OwnerNames;

  constructor(owners: OwnerNames) {
    this.#owners = owners;
  }

  /** Is it a remark without an id? */
  static is({ arrival, refusal: { facts } }: Example): boolean {
    return (
      arrival.format === 'postfix' &&
      arrival.delivery === 'deferred' &&
      facts.ownStep === 'client' &&
      facts.queueId === undefined &&
      facts.recipient === undefined &&
      (facts.speakerHost ?? facts.speakerIp) !== undefined
    );
  }

  /** Holds it until its delivery is told; what there is no room for is to be told now. */
  hold(example: Example): Iterable<Example> {
    const { text: words, reportingHost: reporter, speakerHost, speakerIp = '' } = example.refusal.facts;
    const key = ownJoin(reporter ?? '', words);
    if (this.#told.get(key) === true) return [];
    const before = this.#held.get(key);
    if (before !== undefined) {
      before.count++;
      return [];
    }
    const owner = this.#owners.of(speakerHost ?? speakerIp);
    this.#held.set(key, { line: packLine(example), words: ownCopy(words), reporter, owner, count: 1 });
    const keys = this.#of.get(owner) ?? new Set();
    this.#of.set(owner, keys.add(key));
    if (this.#held.size <= MAX_HELD) return [];
    const oldest = this.#held.oldest();
    return oldest === undefined ? [] : each(this.#remove(oldest));
  }

  /** A delivery that is told: what was remarked on its hosts is told by it. */
  meet(example: Example): Example {
    const { facts } = example.refusal;
    if (example.arrival.format !== 'postfix') return example;
    const { reportingHost, speakerHost, speakerIp, recipient, text } = facts;
    if (facts.ownStep === 'client') {
      this.#told.set(ownJoin(reportingHost ?? '', text), true);
      if (this.#told.size > MAX_TOLD) this.#told.delete(this.#told.oldest() ?? '');
    }
    if (this.#held.size === 0) return example;
    const owners = [speakerHost ?? speakerIp, domainOf(recipient)].flatMap((name) =>
      name === undefined ? [] : [this.#owners.of(name)],
    );
    let more: string | undefined;
    for (const owner of new Set(owners))
      for (const key of this.#of.get(owner) ?? []) {
        const held = this.#held.get(key);
        if (held === undefined || (held.reporter !== undefined && held.reporter !== reportingHost)) continue;
        if (OF_CERTIFICATE.test(held.words) && !text.includes(held.words)) more = held.words;
        this.#remove(key);
      }
    return more === undefined || example.arrival.delivery === 'sent' ? example : withWords(example, more);
  }

  /** What no delivery was told of. */
  *rest(): Generator<Example> {
    for (const key of [...this.#of.values()].flatMap((keys) => [...keys])) yield* each(this.#remove(key));
  }

  #remove(key: string): Loose | undefined {
    const held = this.#held.get(key);
    if (held === undefined) return undefined;
    this.#held.delete(key);
    const keys = this.#of.get(held.owner);
    keys?.delete(key);
    if (keys?.size === 0) this.#of.delete(held.owner);
    return held;
  }
}

/** As often as it was remarked; made one by one, as it may have been a hundred thousand times. */
function* each(held: Loose | undefined): Generator<Example> {
  for (let count = held?.count ?? 0; held !== undefined && count > 0; count--) yield unpackLine(held.line);
}

/** 'Server certificate not verified (certificate verification failed for mx.example.org…: untrusted issuer …)' */
function withWords(example: Example, words: string): Example {
  const facts: Writable<ReplyFacts> = { ...example.refusal.facts };
  facts.text = `${facts.text} (${words})`;
  const refusal: Refusal = { ...example.refusal, facts };
  return { ...example, arrival: { ...example.arrival, refusals: [refusal] }, refusal };
}
