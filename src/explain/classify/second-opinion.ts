/**
 * What the likeness to known replies does to a decision by rules. Rules and likeness go wrong on different texts: on replies that
 * neither had seen, a decision that both shared was right in 19 of 20, one that the likeness contradicted in less than two of three
 * (docs/decisions/0016-a-second-opinion.md).
 */
import { type CategoryId, categories } from '../../findings/category.ts';
import type { Candidate } from '../verdict.ts';
import type { SecondOpinion } from './calibration.ts';
import type { Decision } from './decide.ts';
import type { Likeness } from './likeness.ts';

/** The rule of a decision that the likeness made. */
export const LIKENESS_RULE = 'likeness';
/** A decision by rules that is as sure as this stands, however little the likeness shares it. */
const SURE = 0.8;
/** Below this share of the whole the likeness has no opinion worth a decision. */
const LEAST_SHARE = 0.35;
/** Two words are like too many replies to speak against a rule. */
const LEAST_WORDS = 3;
/** What is decided is promised at least this much: below one half it would be 'unknown'. */
const LEAST = 0.51;
const MOST = 0.99;

/** The decision with what the likeness says of it. `hasCode`: somebody gave a code, so that it is a reply whatever its words are. */
export function withSecondOpinion(
  decision: Decision,
  likeness: Likeness,
  { agrees, differs, alone }: SecondOpinion,
  hasCode: boolean,
): Decision {
  if (decision.category === 'not-a-bounce') return decision;
  const isUnknown = decision.category === 'unknown';
  const category = likeness.category as CategoryId;
  if (!isUnknown && category === decision.category)
    return withConfidence(decision, moved(decision.confidence, agrees));
  if (likeness.words < LEAST_WORDS) return decision;
  // An address is not blamed because words look as if it were.
  const isWorth = likeness.share >= LEAST_SHARE && categories[category].suppress === 'no';
  if (isUnknown && !(hasCode && isWorth)) return decision;
  if (!isUnknown && (decision.confidence >= SURE || !isWorth)) {
    const rest = withConfidence(decision, moved(decision.confidence, differs));
    const others = rest.alternatives.filter((one) => one.category !== category);
    const rival = { category, confidence: (1 - rest.confidence) / 2 };
    return { ...rest, alternatives: halved(rival, others) };
  }
  const { features: _, ...rest } = decision;
  const confidence = Math.max(alone, LEAST);
  const others = decision.alternatives.filter((one) => one.category !== category);
  return {
    ...rest,
    category,
    confidence,
    alternatives: isUnknown
      ? others
      : halved({ category: decision.category, confidence: (1 - confidence) / 2 }, others),
    rule: LIKENESS_RULE,
    hits: [],
  };
}

/** What is left open is divided as before. */
function withConfidence(decision: Decision, confidence: number): Decision {
  const factor = (1 - confidence) / (1 - decision.confidence);
  const alternatives = decision.alternatives.map((one) => ({ ...one, confidence: one.confidence * factor }));
  return { ...decision, confidence, alternatives };
}

/** A rival takes half of what is left open, from all others alike. */
function halved(rival: Candidate, others: readonly Candidate[]): readonly Candidate[] {
  return [rival, ...others.map((one) => ({ ...one, confidence: one.confidence / 2 }))].slice(0, 3);
}

/** A share whose odds are multiplied; one that is asserted stays so. */
function moved(share: number, factor: number): number {
  const odds = (share / (1 - share)) * factor;
  const next = Math.min(MOST, Math.max(Math.min(share, LEAST), odds / (1 + odds)));
  return Math.round(next * 1000) / 1000;
}
