/**
 * What the likeness to known replies does to a decision by rules. Rules and likeness go wrong on different texts: on replies that
 * neither had seen, a decision by words that both shared was right in 19 of 20, one that the likeness contradicted in three of five
 * (docs/decisions/0016-a-second-opinion.md).
 */
import { type CategoryId, categories } from '../../findings/category.ts';
import type { Candidate } from '../verdict.ts';
import type { DecisionTier, SecondOpinion } from './calibration.ts';
import type { Decision } from './decide.ts';
import type { Likeness } from './likeness.ts';

/** The rule of a decision that the likeness made. */
export const LIKENESS_RULE = 'likeness';
/** A decision by rules that is as sure as this stands, however little the likeness shares it. */
const SURE = 0.8;
/** Below this share of the whole the likeness has no opinion worth a decision. */
const LEAST_SHARE = 0.45;
/** Two words are like too many replies to speak against a rule. */
const LEAST_WORDS = 3;
/** Below one half a category would be 'unknown': what is asserted stays so. */
const LEAST = 0.51;
const MOST = 0.99;
/** Decided by a code alone: the likeness saw that code too, so that it cannot confirm what the code says. */
const BY_CODE: ReadonlySet<DecisionTier> = new Set<DecisionTier>(['reply-code', 'enhanced-hint']);

/** The decision with what the likeness says of it. `hasCode`: somebody gave a code, so that it is a reply whatever its words are. */
export function withSecondOpinion(
  decision: Decision,
  likeness: Likeness,
  { agrees, differs, alone }: SecondOpinion,
  hasCode: boolean,
): Decision {
  const category = likeness.category as CategoryId;
  const known = categories[category];
  if (known === undefined || decision.category === 'not-a-bounce') return decision;
  const isUnknown = decision.category === 'unknown';
  if (category === decision.category) {
    const tier = decision.features?.tier;
    return tier === undefined || BY_CODE.has(tier)
      ? decision
      : withConfidence(decision, Math.max(decision.confidence, moved(decision.confidence, agrees)));
  }
  if (likeness.words < LEAST_WORDS || isOfProvider(decision)) return decision;
  // An address is not blamed because words look as if it were; that something is no failure is for rules to say.
  const mayDecide =
    alone >= LEAST && known.suppress === 'no' && known.class !== 'notice' && known.class !== 'none';
  const isWorth = mayDecide && likeness.share >= LEAST_SHARE;
  if (isUnknown && !(hasCode && isWorth)) return decision;
  if (!isUnknown && (decision.confidence >= SURE || !isWorth)) {
    const confidence = moved(decision.confidence, differs);
    const rest = withConfidence(decision, Math.max(Math.min(decision.confidence, LEAST), confidence));
    return { ...rest, alternatives: behind(category, rest.alternatives, 1 - rest.confidence) };
  }
  const open = 1 - alone;
  const alternatives = isUnknown
    ? decision.alternatives.filter((one) => one.category !== category)
    : behind(
        decision.category,
        decision.alternatives.filter((one) => one.category !== category),
        open,
      );
  // The features stay: in a bounce of several texts this one is worth what the rules made of it (classify-texts.ts).
  return {
    ...decision,
    category,
    confidence: alone,
    alternatives: within(alternatives, open),
    rule: LIKENESS_RULE,
    hits: [],
  };
}

/** A provider's own words, written down from his documentation, mean what he says they mean, whatever they look like. */
const isOfProvider = ({ rule: decisive, hits }: Decision): boolean =>
  hits.some(({ rule }) => rule.id === decisive && rule.provider !== undefined);

/** What is left open is divided as before. */
function withConfidence(decision: Decision, confidence: number): Decision {
  return { ...decision, confidence, alternatives: within(decision.alternatives, 1 - confidence) };
}

/** The rival takes half of what is open, the others share the rest; at most three. */
function behind(category: CategoryId, others: readonly Candidate[], open: number): readonly Candidate[] {
  const rest = within(
    others.filter((one) => one.category !== category),
    open / 2,
  );
  return [{ category, confidence: open / 2 }, ...rest].slice(0, 3);
}

/** Candidates that together have no more than this; those that have less stay as they are. */
function within(candidates: readonly Candidate[], most: number): readonly Candidate[] {
  const sum = candidates.reduce((total, { confidence }) => total + confidence, 0);
  if (sum <= most) return candidates;
  return candidates.map((one) => ({ ...one, confidence: (one.confidence * most) / sum }));
}

/** A share whose odds are multiplied, to three digits. */
function moved(share: number, factor: number): number {
  const odds = Math.min(share, MOST) * factor;
  return Math.round(Math.min(MOST, odds / (1 - Math.min(share, MOST) + odds)) * 1000) / 1000;
}
