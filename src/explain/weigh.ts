/**
 * What is really wrong: belief in each possible cause, moved by what was found, every move named.
 *
 * Belief starts from what the words say, spread over the causes that hide behind such words, and is moved by odds:
 * a move with factor 8 makes its cause eight times as likely beside the others. Not asserted below one half.
 */
import type { CategoryId } from '../findings/category.ts';
import type { Finding } from '../findings/finding.ts';
import { causeShares } from './cause-priors.ts';
import type { Candidate, Cause, CauseMove, Classification } from './verdict.ts';

/** A row of the table of moves (src/checks/cause-moves.ts). */
export interface MoveRule {
  readonly rule: string;
  readonly check: string;
  readonly message?: string;
  readonly outcome: Finding['outcome'];
  readonly category: CategoryId;
  readonly kind: 'raise' | 'lower' | 'overturn';
  readonly factor: number;
}

const ASSERTED = 0.5;
/** Belief that a cause nobody thought of is at work; keeps every belief below 1. */
const SOMETHING_ELSE = 0.03;

type Beliefs = Map<CategoryId, number>;

/** Spreads the words' verdict and its alternatives over their causes. */
function priorOf(words: Classification): Beliefs {
  const beliefs: Beliefs = new Map();
  const add = (category: CategoryId, weight: number): void => {
    for (const [cause, share] of Object.entries(causeShares(category))) {
      const id = cause as CategoryId;
      beliefs.set(id, (beliefs.get(id) ?? 0) + weight * share);
    }
  };
  const isKnown = words.category !== 'unknown';
  add(words.category, isKnown ? words.confidence : 0.4);
  for (const other of words.alternatives) add(other.category, other.confidence);
  return beliefs;
}

function share(beliefs: Beliefs, category: CategoryId): number {
  let sum = SOMETHING_ELSE;
  for (const weight of beliefs.values()) sum += weight;
  return (beliefs.get(category) ?? 0) / sum;
}

function apply(beliefs: Beliefs, move: MoveRule): void {
  const weight = beliefs.get(move.category);
  if (move.kind === 'lower') {
    if (weight !== undefined) beliefs.set(move.category, weight / move.factor);
  } else if (move.kind === 'raise') {
    if (weight !== undefined) beliefs.set(move.category, weight * move.factor);
  } else {
    // An overturning fact brings in its cause even where the words did not think of it.
    let sum = SOMETHING_ELSE;
    for (const other of beliefs.values()) sum += other;
    beliefs.set(move.category, Math.max(weight ?? 0, 0.1 * sum) * move.factor);
  }
}

/** Belief in each candidate cause before evidence, most likely first. */
export function candidateCauses(words: Classification): readonly Candidate[] {
  return ranked(priorOf(words));
}

function ranked(beliefs: Beliefs): readonly Candidate[] {
  return [...beliefs.keys()]
    .map((category) => ({ category, confidence: share(beliefs, category) }))
    .sort((a, b) => b.confidence - a.confidence);
}

/** Moves the belief by every finding that a rule speaks of. */
export function weighCauses(
  words: Classification,
  findings: readonly Finding[],
  rules: readonly MoveRule[],
): Cause {
  const beliefs = priorOf(words);
  const moves: CauseMove[] = [];
  for (const finding of findings) {
    for (const rule of rules) {
      if (rule.check !== finding.check || rule.outcome !== finding.outcome) continue;
      if (rule.message !== undefined && rule.message !== finding.message) continue;
      const from = share(beliefs, rule.category);
      if (from === 0 && rule.kind !== 'overturn') continue;
      apply(beliefs, rule);
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
  return {
    category: best.category,
    confidence: best.confidence,
    isAsserted: best.confidence >= ASSERTED && best.category !== 'unknown',
    candidates: order.slice(0, 3).map((one) => ({ ...one, test: one.category })),
    moves,
  };
}
