/**
 * What is really wrong: belief in each possible cause, moved by what was found, every move named.
 *
 * Belief starts from what the words say, spread over the causes that hide behind such words, and is moved by odds:
 * a move with factor 8 makes its cause eight times as likely beside the others. Not asserted below one half.
 */
import type { CauseMoveRule } from '../checks/index.ts';
import type { CategoryId } from '../findings/category.ts';
import { fitsCategory } from '../findings/category-set.ts';
import type { Finding } from '../findings/finding.ts';
import { causeShares } from './cause-priors.ts';
import type { Candidate, Cause, CauseMove, Classification, Verdict } from './verdict.ts';

const ASSERTED = 0.5;
/** Least belief that a cause nobody thought of is at work; keeps every belief below 1. */
const SOMETHING_ELSE = 0.05;

interface Beliefs {
  readonly weights: Map<CategoryId, number>;
  /** Weight of the causes that nobody thought of: what the words leave open. */
  readonly other: number;
}

/** Spreads the words' verdict and its alternatives over their causes. */
function priorOf(words: Classification): Beliefs {
  const weights = new Map<CategoryId, number>();
  const add = (category: CategoryId, weight: number): void => {
    for (const [cause, share] of Object.entries(causeShares(category))) {
      const id = cause as CategoryId;
      weights.set(id, (weights.get(id) ?? 0) + weight * share);
    }
  };
  const isKnown = words.category !== 'unknown';
  add(words.category, isKnown ? words.confidence : 0.4);
  for (const other of words.alternatives) add(other.category, other.confidence);
  return { weights, other: Math.max(SOMETHING_ELSE, 1 - sumOf(weights)) };
}

function sumOf(weights: ReadonlyMap<CategoryId, number>): number {
  let sum = 0;
  for (const weight of weights.values()) sum += weight;
  return sum;
}

function share({ weights, other }: Beliefs, category: CategoryId): number {
  return (weights.get(category) ?? 0) / (sumOf(weights) + other);
}

function apply({ weights, other }: Beliefs, move: CauseMoveRule): void {
  const weight = weights.get(move.category);
  if (move.kind === 'overturn') {
    // An overturning fact brings in its cause even where the words did not think of it.
    const floor = 0.1 * (sumOf(weights) + other);
    weights.set(move.category, Math.max(weight ?? 0, floor) * move.factor);
  } else if (weight !== undefined) {
    weights.set(move.category, move.kind === 'raise' ? weight * move.factor : weight / move.factor);
  }
}

/** Belief in each candidate cause before evidence, most likely first. */
export function candidateCauses(words: Classification): readonly Candidate[] {
  return ranked(priorOf(words));
}

function ranked(beliefs: Beliefs): readonly Candidate[] {
  return [...beliefs.weights.keys()]
    .map((category) => ({ category, confidence: share(beliefs, category) }))
    .sort((a, b) => b.confidence - a.confidence);
}

/**
 * What is spoken of: the asserted cause, else what the words say, though look-ups may speak against it. What is to be done does not rest on
 * words in doubt: `settledCategory`.
 */
export const assertedCategory = ({ category, cause }: Pick<Verdict, 'category' | 'cause'>): CategoryId =>
  cause.isAsserted ? cause.category : category;

/**
 * What the answer is built on: who must act, what mends it, whether to try again. As `assertedCategory`, but of words in doubt it is 'unknown'
 * where look-ups contradict them, 'net.dns-temporary' where DNS, which must know, gave no answer.
 */
export function settledCategory(words: CategoryId, cause: Cause): CategoryId {
  if (cause.isAsserted || cause.doubt === undefined) return assertedCategory({ category: words, cause });
  return cause.doubt === 'contradicted' ? 'unknown' : 'net.dns-temporary';
}

/** The words alone would have asserted their cause, and something that was looked at lowered it. */
function isSpokenAgainst(words: Classification, moves: readonly CauseMove[]): boolean {
  return (
    words.category !== 'unknown' &&
    share(priorOf(words), words.category) >= ASSERTED &&
    moves.some((move) => move.category === words.category && move.to < move.from)
  );
}

/** Moves the belief by every finding that a rule speaks of. */
export function weighCauses(
  words: Classification,
  findings: readonly Finding[],
  rules: readonly CauseMoveRule[],
): Cause {
  const beliefs = priorOf(words);
  const moves: CauseMove[] = [];
  for (const finding of findings) {
    for (const rule of rules) {
      if (rule.check !== finding.check || rule.outcome !== finding.outcome) continue;
      if (rule.message !== undefined && rule.message !== finding.message) continue;
      if (rule.onlyFor?.some((pattern) => fitsCategory(words.category, pattern)) === false) continue;
      const from = share(beliefs, rule.category);
      if (from === 0 && rule.kind !== 'overturn') continue;
      // What was seen of a stand-in moves less than what was seen of the thing itself.
      apply(beliefs, { ...rule, factor: rule.factor ** finding.confidence });
      moves.push({
        rule: rule.rule,
        check: finding.check,
        category: rule.category,
        from,
        to: share(beliefs, rule.category),
      });
    }
  }
  const order = ranked(beliefs);
  const best = order[0] ?? { category: 'unknown' as const, confidence: 0 };
  const isAgainst = best.category !== words.category && isSpokenAgainst(words, moves);
  // What is only left over when the words' cause falls was not seen by anybody.
  const isSeen = !isAgainst || moves.some((one) => one.category === best.category && one.to > one.from);
  const isAsserted = best.confidence >= ASSERTED && best.category !== 'unknown' && isSeen;
  return {
    category: best.category,
    confidence: best.confidence,
    isAsserted,
    ...((isAgainst || (!isAsserted && isSpokenAgainst(words, moves))) && { doubt: 'contradicted' }),
    candidates: order.slice(0, 3).map((one) => ({ ...one, test: one.category })),
    moves,
  };
}
