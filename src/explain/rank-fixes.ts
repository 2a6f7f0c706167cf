/**
 * Ranks the fixes of a verdict: what mends an observed fault first, its root before its symptom, then what the words of the
 * refusal tell, then the category's own order; at most five. Nothing is offered for a guess of a few percent, nor for words
 * that the look-ups contradict, nor what the words say is in order.
 */
import type { JsonObject } from '../base/json.ts';
import { type CategoryId, categories } from '../findings/category.ts';
import { categorySet } from '../findings/category-set.ts';
import type { Finding, Outcome } from '../findings/finding.ts';
import type { FixEntry, FixTable } from './fix-table.ts';
import { fitsList, type ListBehind } from './list-behind.ts';
import type { ToldFact } from './told/index.ts';
import type { Cause, RankedFix } from './verdict.ts';
import { settledCategory } from './weigh.ts';

export const MAX_FIXES = 5;
/** Of what is only guessed the best are enough: the rest is for those who know that it is the cause. */
const MAX_OF_GUESS = 2;
/** Below this a possible cause is not worth a fix, nor a line. */
export const LIKELY = 0.1;
const inOrder: ReadonlySet<Outcome> = new Set(['pass', 'not-applicable']);

/** Who asks for a fix: a look-up that found the fault it mends, the words, or nobody: its category has it. In the order that counts. */
const askers = ['look-up', 'words', 'category'] as const;
type Asker = (typeof askers)[number];

/**
 * Place among those that one asks for, compared from the left, lower is better: one category after the other where the cause is known,
 * [category, place in its list]; the best fix of each first where it is not, [place in its list, category].
 */
type OfferPlace = readonly [number, number];
type Rank = readonly [asker: number, ...OfferPlace];

const compareRanks = (a: Rank, b: Rank): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

interface RankOptions {
  readonly mayStop?: boolean;
  readonly isFinal?: boolean;
  /** A server deferred it and tries again, whatever else is to be mended. */
  readonly isRetried?: boolean;
  readonly told?: readonly ToldFact[];
  /** Absent: what fixes ask of a list is not asked. */
  readonly list?: ListBehind;
}

interface Offer {
  readonly id: string;
  readonly category: CategoryId;
  /** Among those of its category. */
  readonly place: OfferPlace;
  /** Among those that the words ask for. */
  readonly toldPlace: OfferPlace;
  /** Offered only where a finding shows its fault. */
  readonly needsFault: boolean;
  /** Offered only where the words or a finding ask for it. */
  readonly needsWord: boolean;
  /** Its category is only guessed. */
  readonly isGuess: boolean;
}

interface Ranked extends Offer {
  readonly entry: FixEntry | undefined;
  readonly failing: readonly Finding[];
  readonly asker: Asker;
  readonly rank: Rank;
}

/** A category whose fixes are offered; with `needsFault` only those that a finding asks for. */
interface Offered {
  readonly category: CategoryId;
  readonly needsFault: boolean;
  readonly isGuess?: true;
}

/** The asserted cause and the words'; else the words' and the likeliest causes. */
function offeredCategories(category: CategoryId, cause: Cause): readonly Offered[] {
  const needsFault = cause.doubt === 'contradicted';
  const own = { category, needsFault };
  const settled = { category: settledCategory(category, cause), needsFault: false };
  // An address is not given up on a guess.
  const guesses = cause.candidates
    .filter((one) => one.confidence >= LIKELY && categories[one.category].suppress === 'no')
    .slice(0, 3)
    .map((one) => ({ category: one.category, needsFault, isGuess: true as const }));
  const all = cause.isAsserted ? [settled, own] : [settled, own, ...guesses];
  return all.filter((one, i) => all.findIndex((other) => other.category === one.category) === i);
}

function offersOf(
  category: CategoryId,
  cause: Cause,
  table: FixTable,
  told: ReadonlySet<ToldFact>,
  data: JsonObject,
): readonly Offer[] {
  const seen = new Set<string>();
  return offeredCategories(category, cause).flatMap(
    ({ category: offered, needsFault, isGuess = false }, nth) =>
      idsOf(offered, table, data).flatMap(({ id: usual, needsWord, toldPlace }, i) => {
        const id = standIn(usual, told, table);
        if (seen.has(id)) return [];
        // What the words had to ask for and do not may still be offered for a guess.
        const isAsked = !needsWord || (table.fixes.get(id)?.toldBy.some((fact) => told.has(fact)) ?? false);
        if (isAsked) seen.add(id);
        const placeAt = (at: number): OfferPlace => (cause.isAsserted ? [nth, at] : [at, nth]);
        return [
          {
            id,
            category: offered,
            place: placeAt(i),
            toldPlace: placeAt(toldPlace),
            needsFault,
            needsWord,
            isGuess,
          },
        ];
      }),
  );
}

/** The fix, or the one that stands in its place by what the words tell. */
function standIn(id: string, told: ReadonlySet<ToldFact>, { fixes }: FixTable): string {
  for (const [fact, other] of fixes.get(id)?.instead ?? []) if (told.has(fact)) return other;
  return id;
}

interface Listed {
  readonly id: string;
  readonly needsWord: boolean;
  /** Place among those that the words ask for: what `whereTold` does not list comes first. */
  readonly toldPlace: number;
}

/** The fixes of a category, those that must be asked for last. */
function idsOf(
  category: CategoryId,
  { byCategory, whereTold, fixes }: FixTable,
  data: JsonObject,
): readonly Listed[] {
  const isSayable = (id: string): boolean =>
    fixes.get(id)?.needs.every((name) => data[name] !== undefined) ?? true;
  const usual = (byCategory.get(category) ?? []).filter(isSayable);
  const told = whereTold.get(category) ?? [];
  const listed = (id: string, i: number, needsWord: boolean): Listed => {
    const at = told.indexOf(id);
    return { id, needsWord, toldPlace: at === -1 ? i : usual.length + at };
  };
  return [
    ...usual.map((id, i) => listed(id, i, false)),
    ...told.filter((id) => !usual.includes(id)).map((id) => listed(id, 0, true)),
  ];
}

/** The offer with the findings that it answers; undefined where there is nothing for it to mend. */
function judge(
  offer: Offer,
  byCheck: ReadonlyMap<string, Finding>,
  told: ReadonlySet<ToldFact>,
  table: FixTable,
  list: ListBehind | undefined,
): Ranked | undefined {
  const entry = table.fixes.get(offer.id);
  if (list !== undefined && entry?.list !== undefined && !fitsList(entry.list, list, offer.category))
    return undefined;
  const looked = (entry?.answers ?? []).flatMap((check) => byCheck.get(check) ?? []);
  const failing = looked.filter((finding) => finding.outcome === 'fail');
  // What was looked at and found in order, or does not arise, needs no mending.
  const isInOrder = looked.length > 0 && looked.every(({ outcome }) => inOrder.has(outcome));
  const isTooEarly = entry?.requires.some((check) => byCheck.get(check)?.outcome === 'fail') ?? false;
  if (isInOrder || isTooEarly) return undefined;
  if (failing.length > 0) return ranked(offer, entry, failing, 'look-up');
  const isTold = entry?.toldBy.some((fact) => told.has(fact)) ?? false;
  const isExcluded = entry?.excludedBy.some((fact) => told.has(fact)) ?? false;
  if (isExcluded || offer.needsFault || (offer.needsWord && !isTold)) return undefined;
  return ranked(offer, entry, failing, isTold ? 'words' : 'category');
}

function ranked(
  offer: Offer,
  entry: FixEntry | undefined,
  failing: readonly Finding[],
  asker: Asker,
): Ranked {
  const place = asker === 'words' ? offer.toldPlace : offer.place;
  return { ...offer, entry, failing, asker, rank: [askers.indexOf(asker), ...place] };
}

/** The rank of an offer: its own, or right before the best of those that it precedes. */
function rankAmong(offers: readonly Ranked[], { rank, entry }: Ranked): Rank {
  let best = rank;
  for (const { id, rank: other } of offers) {
    if (entry?.precedes.includes(id) !== true) continue;
    const before: Rank = [other[0], other[1], other[2] - 0.5];
    if (compareRanks(before, best) < 0) best = before;
  }
  return best;
}

/** Settings and DNS of the sender's side, a message and a mailbox that was shut do not mend themselves: the next attempt fails like this one. */
const stays = categorySet(
  'address.*',
  'auth.*',
  'content.*',
  'dns.*',
  'domain.*',
  'protocol.*',
  'recipient.inactive',
  'recipient.message-too-large',
  'relay.*',
  'route.*',
  'sender.*',
  'sender-account.*',
  'tls.*',
);
/** The step of waiting for the next attempt. */
export const ATTEMPT = 'wait/retry';

/** What a server put off it tries again: with that as the last step where none says so and none but a guess loses its place. */
function withAttempt(
  offers: readonly Ranked[],
  isRetried: boolean,
  category: CategoryId,
  told: ReadonlySet<ToldFact>,
  table: FixTable,
): readonly Ranked[] {
  const id = standIn(ATTEMPT, told, table);
  const entry = table.fixes.get(id);
  const isSaid = offers.some((offer) => offer.entry?.waits === true || offer.entry?.actor === 'wait');
  if (!isRetried || stays(category) || isSaid || entry === undefined) return offers;
  // What is only guessed makes room.
  const spare = offers.findLast(({ isGuess, asker }) => isGuess && asker === 'category');
  const kept = offers.length >= MAX_FIXES ? offers.filter((offer) => offer !== spare) : offers;
  if (kept.length === 0 || kept.length >= MAX_FIXES) return offers;
  if (entry.excludedBy.some((fact) => told.has(fact))) return offers;
  const places = { place: [0, 0], toldPlace: [0, 0] } as const;
  const last = { id, category, ...places, needsFault: false, needsWord: false, isGuess: false };
  return [...kept, ranked(last, entry, [], 'category')];
}

/** Without what is left of a guess after its best; what a look-up or the words ask for stays. */
function withoutRest(offers: readonly Ranked[]): readonly Ranked[] {
  const counts = new Map<CategoryId, number>();
  return offers.filter(({ category, isGuess, asker }) => {
    if (!isGuess || asker !== 'category') return true;
    const count = (counts.get(category) ?? 0) + 1;
    counts.set(category, count);
    return count <= MAX_OF_GUESS;
  });
}

/**
 * Fixes in the order to try them. `data` holds the arguments of their texts; `mayStop`: mail to the address may end; `isFinal`: no server
 * tries again, `isRetried`: one does; `told`: what the words tell beside the category; `list`: the list behind it.
 */
export function rankFixes(
  category: CategoryId,
  cause: Cause,
  findings: readonly Finding[],
  table: FixTable,
  data: JsonObject,
  { mayStop = true, isFinal = false, isRetried = false, told = [], list }: RankOptions = {},
): readonly RankedFix[] {
  const byCheck = new Map(findings.map((finding) => [finding.check as string, finding]));
  const facts = new Set(told);
  const judged = offersOf(category, cause, table, facts, data).flatMap(
    (offer) => judge(offer, byCheck, facts, table, list) ?? [],
  );
  const offers = withoutRest(judged.filter(({ id }, i) => judged.findIndex((one) => one.id === id) === i));
  const best = offers
    .filter(({ entry }) => mayStop || entry?.stopsMail !== true)
    .filter(({ entry }) => !isFinal || entry?.waits !== true)
    .map((offer) => ({ offer, rank: rankAmong(offers, offer) }))
    .sort((a, b) => compareRanks(a.rank, b.rank))
    .slice(0, MAX_FIXES)
    .map(({ offer }) => offer);
  return withAttempt(best, isRetried && !isFinal, category, facts, table).map(({ id, failing, isGuess }) => ({
    id,
    data: Object.assign(
      {},
      data,
      // Texts that are else a condition state what was found; what is only guessed they say as a question.
      failing.length > 0 ? { found: true } : isGuess ? { guessed: true } : {},
      ...failing.map((finding) => finding.data),
    ) as JsonObject,
    fixes: failing.flatMap((finding) => finding.fixes),
    answers: failing.map((finding) => finding.check),
  }));
}
