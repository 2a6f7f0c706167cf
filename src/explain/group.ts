/**
 * Many bounces at once: grouped by what they have in common, so that one cause is told once ("312 of 340").
 * Grouping rests on the words alone; only the example of each group is looked into, which spares resolvers and lists.
 */
import { ownCopy } from '../base/own-copy.ts';
import { fitsCategory } from '../findings/category-set.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { domainOf } from '../wire/address/index.ts';
import { givenRecipient } from './brief.ts';
import { templateOf } from './classify/index.ts';
import { type Example, keepExample, returnedBytes } from './keep-example.ts';
import { ownGroupOf } from './own-refusal.ts';
import type { GroupKind } from './say/overview.ts';
import { type Side, Sides } from './side.ts';
import type { Sorted, SortedRefusal } from './sort-refusal.ts';
import type { Verdict } from './verdict.ts';

/** Refusals of one cause, with one that stands for them. */
export interface RefusalGroup {
  readonly kind: GroupKind;
  readonly count: number;
  /** The refusal that stands for the group: the surest. */
  readonly example: Example;
  /** At most ten recipients. */
  readonly recipients: readonly string[];
  /** How many different recipients there are; absent: more than are told apart. */
  readonly recipientCount?: number;
  /** Who refused, was not reached or was turned away, the most frequent first. */
  readonly sides: readonly Side[];
}

interface Growing {
  readonly kind: GroupKind;
  count: number;
  confidence: number;
  example: Example;
  readonly recipients: string[];
  /** All of them; absent: more than are told apart. */
  different?: Set<string>;
  readonly sides: Sides;
  /** What it has in common with groups of other domains or hosts; '' where it stands by itself. */
  readonly alike: string;
}

const MAX_RECIPIENTS = 10;
/** Recipients of all groups that are told apart. */
const MAX_DIFFERENT = 50_000;
/** Beyond so many different causes the rest is counted together. */
const MAX_GROUPS = 500;
/** Returned messages of all examples together; beyond that an example does without. */
const MAX_RETURNED_BYTES = 32 * 1024 * 1024;

/** What is temporary, and what stops an address, is never told together with what is not. */
const fateOf = ({ class: kind, suppress }: Sorted): string => `${kind} ${suppress ? 'stop' : 'keep'}`;

/** What failed is told first, then what is only told of, then mail that reports nothing. */
const order: readonly GroupKind[] = ['failure', 'notice', 'ordinary'];

/** What kind of group a verdict belongs to. */
export function groupKindOf({ category, turnedAway }: Pick<Verdict, 'category' | 'turnedAway'>): GroupKind {
  if (category === 'not-a-bounce') return 'ordinary';
  // What our own server turned away is no failure of ours, unless it has trouble itself.
  const isStrangers =
    turnedAway !== undefined &&
    (turnedAway.own === undefined || turnedAway.isWarning === true) &&
    ownGroupOf(category) !== 'server';
  return isStrangers || fitsCategory(category, 'notice.*') ? 'notice' : 'failure';
}

/** Same cause, same side, same thing to mend: our domain and IP for our faults, the other domain for theirs. */
function keyOf({ category, reply, scope, speaker, turnedAway, asker }: Sorted): string {
  // Strangers come from everywhere: what our server turned away is one thing for each reason.
  if (turnedAway !== undefined)
    return `turned away ${category} ${turnedAway.own === undefined ? '' : (turnedAway.login ?? turnedAway.ip ?? '')}`;
  if (asker !== undefined && asker !== 'has-mailbox') return `${asker} ${category}`;
  // Words that nobody knows are the same cause when they are the same words.
  if (category === 'unknown') return `${category} ${templateOf(reply.text)}`;
  if (scope === 'sender-wide') return `${category} ${reply.senderIp ?? ''} ${domainOf(reply.sender) ?? ''}`;
  // A step of our own server, or the one that we send through, fails whoever is written to.
  const hop = scope === 'host' ? hopOf(reply) : undefined;
  if (hop !== undefined) return `${category} ${hop}`;
  if (scope === 'recipient-domain' || scope === 'host')
    return `${category} ${domainOf(reply.recipient) ?? speaker.host ?? ''}`;
  return `${category} ${speaker.provider ?? ''}`;
}

/** The same words of the same speaker about different domains or hosts: told apart where they are few. */
function alikeOf(sorted: Sorted): string {
  const { category, reply, scope, speaker, turnedAway, asker } = sorted;
  const isOfDomain = scope === 'recipient-domain' || (scope === 'host' && hopOf(reply) === undefined);
  if (!isOfDomain || turnedAway !== undefined || asker !== undefined || category === 'unknown') return '';
  return `${fateOf(sorted)} ${category} ${speaker.role} ${reply.ownStep ?? ''} ${templateOf(reply.text.slice(0, MAX_ALIKE).replaceAll(HOST, ''))}`;
}
const MAX_ALIKE = 400;
const HOST = /(?<![\w-])(?:[\w-]{1,63}\.){1,8}[a-z]{2,63}\b/gi;
/** So many groups that are alike are told by themselves; more of them are one. */
const MAX_APART = 2;

/** What stands between our own server and those of the recipients. */
function hopOf({ ownStep, via }: ReplyFacts): string | undefined {
  if (ownStep === 'filter' || ownStep === 'delivery') return ownStep;
  return via === 'relay' ? via : undefined;
}

/** Gathers refusals one by one; memory grows with the groups, not with the refusals. */
export class RefusalGroups {
  readonly #groups = new Map<string, Growing>();
  #returnedBytes = 0;
  #different = 0;
  total = 0;
  #only: SortedRefusal | undefined;

  add(example: Example, refusal: SortedRefusal): void {
    const { sorted: words } = refusal;
    this.total++;
    this.#only = this.total === 1 ? refusal : undefined;
    const wanted = `${fateOf(words)} ${keyOf(words)}`;
    const key =
      this.#groups.has(wanted) || this.#groups.size < MAX_GROUPS
        ? wanted
        : `${fateOf(words)} ${words.category}`;
    const recipient = givenRecipient(words.reply) ?? undefined;
    const group = this.#groups.get(key);
    const card = refusal.side?.card;
    if (group === undefined) {
      const kept = this.#keep(example);
      const { confidence } = words;
      const made: Growing = {
        kind: groupKindOf(words),
        count: 1,
        confidence,
        example: kept,
        recipients: [],
        different: new Set(),
        sides: new Sides(),
        alike: alikeOf(words),
      };
      made.sides.add(words, card);
      this.#groups.set(key, made);
      this.#meet(made, recipient);
      return;
    }
    group.count++;
    group.sides.add(words, card);
    this.#meet(group, recipient);
    if (words.confidence <= group.confidence) return;
    this.#returnedBytes -= returnedBytes(group.example);
    group.confidence = words.confidence;
    group.example = this.#keep(example);
  }

  #meet(group: Growing, recipient: string | undefined): void {
    const { different, recipients } = group;
    if (recipient === undefined || different?.has(recipient) === true) return;
    const isNew = !recipients.includes(recipient);
    if (isNew && recipients.length < MAX_RECIPIENTS) recipients.push(ownCopy(recipient));
    if (different === undefined) return;
    if (this.#different < MAX_DIFFERENT) {
      different.add(ownCopy(recipient));
      this.#different++;
      return;
    }
    // Those that were told apart make room for others' recipients.
    this.#different -= different.size;
    delete group.different;
  }

  #keep(example: Example): Example {
    const kept = keepExample(example, MAX_RETURNED_BYTES - this.#returnedBytes);
    this.#returnedBytes += returnedBytes(kept);
    return kept;
  }

  /** The only refusal there is; undefined where there are more. */
  only(): SortedRefusal | undefined {
    return this.#only;
  }

  /** Failures, then notices, then ordinary mail; of each the largest first. */
  list(): readonly RefusalGroup[] {
    return together([...this.#groups.values()])
      .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || b.count - a.count)
      .map(({ kind, count, example, recipients, different, sides }) => ({
        kind,
        count,
        example,
        recipients,
        ...(different !== undefined && { recipientCount: different.size }),
        sides: sides.list(),
      }));
  }
}

/** Groups that are alike as one, where they are many. */
function together(groups: readonly Growing[]): Growing[] {
  const alike = Map.groupBy(groups, ({ alike: key }) => key);
  return [...alike].flatMap(([key, same]) =>
    key === '' || same.length <= MAX_APART ? same : [joined(same)],
  );
}

/** The surest of them stands for all. */
function joined(groups: readonly Growing[]): Growing {
  const [first, ...others] = groups as readonly [Growing, ...Growing[]];
  const sides = new Sides();
  for (const group of groups) sides.merge(group.sides);
  const surest = others.reduce((best, group) => (group.confidence > best.confidence ? group : best), first);
  const isCounted = groups.every(({ different }) => different !== undefined);
  const { different: _, ...told } = surest;
  return {
    ...told,
    count: groups.reduce((sum, { count }) => sum + count, 0),
    recipients: [...new Set(groups.flatMap(({ recipients }) => recipients))].slice(0, MAX_RECIPIENTS),
    sides,
    ...(isCounted && { different: new Set(groups.flatMap(({ different = [] }) => [...different])) }),
  };
}
