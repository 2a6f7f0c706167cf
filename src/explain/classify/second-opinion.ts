/**
 * Rules and the likeness to known replies go wrong on different texts. How far each is to be trusted with a text was measured on replies
 * that neither had seen (tools/first-runs.jsonl, docs/decisions/0016-a-second-opinion.md): two logistic regressions over the same
 * signs say how often the category of the rules is right, and how often that of the likeness. The surer one decides, and what it says is
 * the confidence.
 */
import { type CategoryId, categories } from '../../findings/category.ts';
import type { Candidate } from '../verdict.ts';
import type { DecisionTier, SecondOpinion, SignWeights } from './calibration.ts';
import type { Decision } from './decide.ts';
import type { Likeness } from './likeness.ts';

/** The rule of a decision that the likeness made. */
export const LIKENESS_RULE = 'likeness';
/** So much surer the likeness must be to decide in place of the rules. */
export const MARGIN = 0.05;
/** Two words are like too many replies to speak against a rule. */
export const LEAST_WORDS = 3;
/** Below one half a category would be 'unknown': what is asserted stays so. */
export const LEAST = 0.51;
const MOST = 0.99;
/** Decided by a code alone: the likeness saw that code too, so that it cannot confirm what the code says. */
const BY_CODE: ReadonlySet<DecisionTier> = new Set<DecisionTier>(['reply-code', 'enhanced-hint']);

/** What is weighed, by name; 1 and 0 stand for yes and no. */
export type Signs = Readonly<Record<string, number>>;

/** The signs of a text: what rules and likeness say of it and of one another, and what they had to go by. */
export function signsOf(decision: Decision, likeness: Likeness, hasCode: boolean): Signs {
  const { category, confidence, features } = decision;
  return {
    always: 1,
    'rules are sure': logOdds(confidence),
    'share of the likeliest': logOdds(likeness.shareOf(likeness.category)),
    'share of what rules say': logOdds(likeness.shareOf(category)),
    'both agree': likeness.category === category ? 1 : 0,
    'ten words': Math.min(likeness.words, 10) / 10,
    'a code': hasCode ? 1 : 0,
    'words of a provider': isOfProvider(decision) ? 1 : 0,
    [`decided by ${features?.tier ?? 'nothing'}`]: 1,
  };
}

/** How often a category with these signs is right, 0..1. */
export function trustIn(signs: Signs, weights: SignWeights): number {
  const sum = Object.entries(signs).reduce((total, [name, sign]) => total + sign * (weights[name] ?? 0), 0);
  return 1 / (1 + Math.exp(-sum));
}

/** The decision with what the likeness says of it. `hasCode`: somebody gave a code, so that it is a reply whatever its words are. */
export function withSecondOpinion(
  decision: Decision,
  likeness: Likeness,
  measured: SecondOpinion,
  hasCode: boolean,
): Decision {
  const category = likeness.category as CategoryId;
  if (categories[category] === undefined || decision.category === 'not-a-bounce') return decision;
  if (isSettled(decision)) return decision;
  const signs = signsOf(decision, likeness, hasCode);
  const inRules = trustIn(signs, measured.rules);
  const inLikeness = trustIn(signs, measured.likeness);
  const isUnknown = decision.category === 'unknown';
  const isSurer = inLikeness >= LEAST && (isUnknown ? hasCode : inLikeness > inRules + MARGIN);
  if (isSurer && mayDecide(category, likeness, decision)) return decidedBy(likeness, decision, inLikeness);
  if (isUnknown) return decision;
  const isByCode = decision.features === undefined || BY_CODE.has(decision.features.tier);
  const most = isByCode ? decision.confidence : MOST;
  const confidence = rounded(Math.max(Math.min(decision.confidence, LEAST), Math.min(most, inRules)));
  const sure = withConfidence(decision, confidence);
  return category === decision.category
    ? sure
    : { ...sure, alternatives: behind(category, sure.alternatives, 1 - confidence) };
}

/**
 * An address is not blamed because words look as if it were; that something is no failure is for rules to say; a provider's own words,
 * written down from his documentation, mean what he says they mean.
 */
function mayDecide(category: CategoryId, { words }: Likeness, decision: Decision): boolean {
  const { suppress, class: kind } = categories[category];
  return (
    category !== decision.category &&
    words >= LEAST_WORDS &&
    suppress === 'no' &&
    !isNoFailure(kind) &&
    !isNoFailure(categories[decision.category].class) &&
    !isOfProvider(decision)
  );
}

/** Notices tell that nothing failed, or not yet. */
const isNoFailure = (kind: string): boolean => kind === 'notice' || kind === 'none';

function decidedBy({ category }: Likeness, decision: Decision, trust: number): Decision {
  const confidence = rounded(Math.min(MOST, Math.max(LEAST, trust)));
  const others = decision.alternatives.filter((one) => one.category !== category);
  const open = 1 - confidence;
  const alternatives = decision.category === 'unknown' ? others : behind(decision.category, others, open);
  // The features stay: in a bounce of several texts this one is worth what the rules made of it (classify-texts.ts).
  return {
    ...decision,
    category: category as CategoryId,
    confidence,
    alternatives: within(alternatives, open),
    rule: LIKENESS_RULE,
    hits: [],
  };
}

const isOfProvider = ({ rule: decisive, hits }: Decision): boolean =>
  hits.some(({ rule }) => rule.id === decisive && rule.provider !== undefined);

/** Whose words name the subject needs nothing that is like them. */
const isSettled = ({ rule: decisive, hits }: Decision): boolean =>
  hits.some(({ rule }) => rule.id === decisive && rule.settles === true);

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

/** Natural logarithm of the odds; shares beyond 0.001 and 0.999 count as those. */
function logOdds(share: number): number {
  const within = Math.min(0.999, Math.max(0.001, share));
  return Math.log(within / (1 - within));
}

const rounded = (share: number): number => Math.round(share * 1000) / 1000;
