/**
 * Many refusals at once, as `waypost explain` and the desk do it: read and grouped by cause first, by the words alone; then the
 * example of each group is looked into. Memory grows with the groups, not with the refusals.
 */
import { orderedMap } from '../base/ordered-map.ts';
import type { Result } from '../base/result.ts';
import { noReplyReason } from '../wire/smtp/index.ts';
import type { Arrival, Refusal } from './arrival.ts';
import {
  type ExplainServices,
  explainRefusal,
  explainSorted,
  type GivenFacts,
  refusalsOf,
} from './explain.ts';
import { type RefusalGroup, RefusalGroups } from './group.ts';
import { type InputProblem, type Source, SourceProblems } from './input-problems.ts';
import type { Example } from './keep-example.ts';
import { LogFates } from './log-fates.ts';
import { type Sorted, type SortedRefusal, sortRefusal } from './sort-refusal.ts';
import type { Verdict } from './verdict.ts';

/** One arrival or problem, and where it came from. */
export interface GivenArrival {
  readonly source: Source;
  readonly arrival: Result<Arrival, InputProblem>;
}

/** What was read so far of many refusals. */
export interface ReadRefusals {
  readonly groups: RefusalGroups;
  /** What a log put off, until it tells what became of it. */
  readonly fates: LogFates;
  readonly problems: SourceProblems;
}

/** A group with the verdict on its example. */
export interface Explained extends RefusalGroup {
  readonly verdict: Verdict;
}

/** What the user tells beside the refusals. */
export interface ExplainGiven {
  readonly given: GivenFacts;
  /** The refused message, given apart: it stands in for what the bounce returned. */
  readonly message?: Uint8Array;
}

/** Groups looked into at once. */
const CONCURRENCY = 8;
/** Groups that are looked into with live evidence; the rest rests on the words and says so. */
export const MAX_LOOKED_INTO = 50;

/** Text, or a message that breaks off, in which no code and no known words stand, or text that only asks: nothing to explain. */
function isSilent(
  arrival: Arrival,
  { words: { facts, classification } }: SortedRefusal,
  asksOnly: ExplainServices['asksOnly'],
): boolean {
  const isUncoded = facts.replyCode === undefined && facts.enhancedStatus === undefined;
  if (!isUncoded || (arrival.kind !== 'unknown' && arrival.isCut !== true)) return false;
  return (
    classification.category === 'unknown' ||
    (arrival.input === 'reply' && asksOnly(facts.text, classification))
  );
}

/** Why there is nothing to explain, by what the text is. */
const silenceOf = (arrival: Arrival, { reply }: Sorted): string =>
  arrival.isCut === true ? 'cut' : (noReplyReason(reply.text) ?? 'no-reply-in-text');

/** The services that ask nobody. */
export function withoutAsking({ gather: _, ...words }: ExplainServices): ExplainServices {
  return words;
}

/** Adds what an arrival refuses to what was read before. `words`: services that ask nobody. */
export function readRefusals(
  { source, arrival: read }: GivenArrival,
  { groups, fates, problems }: ReadRefusals,
  words: ExplainServices,
  given: GivenFacts,
): void {
  if (!read.ok) {
    problems.add(source, read.problem);
    return;
  }
  const arrival = read.value;
  if (arrival.delivery !== undefined) {
    const [refusal] = arrival.refusals;
    if (refusal === undefined) return;
    if (arrival.delivery !== 'sent') problems.explained(source);
    for (const told of fates.add({ arrival, refusal, source: source.name }))
      addOne(told, groups, words, given);
    return;
  }
  for (const refusal of refusalsOf(arrival)) {
    const verdict = sortRefusal(arrival, refusal, words, given);
    if (isSilent(arrival, verdict, words.asksOnly))
      problems.add(source, { code: silenceOf(arrival, verdict.sorted) });
    else {
      problems.explained(source);
      groups.add({ arrival, refusal, source: source.name }, verdict);
    }
  }
}

/** Everything is read: what was put off and never heard of again is told as that. Goes on as long as it is asked: others may have their turn. */
export function* endReading(
  { groups, fates, problems }: ReadRefusals,
  words: ExplainServices,
  given: GivenFacts,
): Generator<void> {
  for (const held of fates.rest()) yield addOne(held, groups, words, given);
  const { deliveredLater: count, isOverfull, isReachedElsewhere } = fates;
  if (count > 0) problems.note({ code: 'delivered-later', data: count === 1 ? {} : { count } });
  else if (isReachedElsewhere && groups.list().length === 0) problems.note({ code: 'delivered-elsewhere' });
  if (isOverfull) problems.note({ code: 'log-overfull' });
}

function addOne(example: Example, groups: RefusalGroups, words: ExplainServices, given: GivenFacts): void {
  groups.add(example, sortRefusal(example.arrival, example.refusal as Refusal, words, given));
}

/** Nothing was read yet. */
export function nothingRead(): ReadRefusals {
  return { groups: new RefusalGroups(), fates: new LogFates(), problems: new SourceProblems() };
}

const withMessage = (arrival: Arrival, message: Uint8Array | undefined): Arrival =>
  message === undefined
    ? arrival
    : { ...arrival, returned: { bytes: message, isWhole: true, isOriginal: true } };

async function explainGroup(
  group: RefusalGroup,
  place: number,
  services: ExplainServices,
  { given, message }: ExplainGiven,
): Promise<Explained> {
  const { arrival, refusal } = group.example;
  const mayAsk = place < MAX_LOOKED_INTO && services.gather !== undefined;
  const verdict = await explainRefusal(
    withMessage(arrival, message),
    refusal as Refusal,
    mayAsk ? services : withoutAsking(services),
    given,
  );
  return { ...group, verdict };
}

async function* indexed<T>(items: readonly T[]): AsyncGenerator<readonly [T, number]> {
  yield* items.map((item, i) => [item, i] as const);
}

/** All groups in their order, looked into some at a time. */
export async function* explainGroups(
  groups: RefusalGroups,
  services: ExplainServices,
  told: ExplainGiven,
): AsyncGenerator<Explained> {
  const list = groups.list();
  const [single] = list;
  const only = groups.only();
  // A single refusal that nobody is asked about is told by all its words, also those that no example keeps.
  if (
    single !== undefined &&
    only !== undefined &&
    services.gather === undefined &&
    told.message === undefined
  )
    yield { ...single, verdict: explainSorted(only, services) };
  else
    yield* orderedMap(indexed(list), CONCURRENCY, ([group, place]) =>
      explainGroup(group, place, services, told),
    );
}
