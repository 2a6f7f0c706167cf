/** One verdict from the several texts a bounce holds: its diagnostic first, the others where it says too little. */
import type { CategoryId } from '../findings/category.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import type { Classifier, DecisionFeatures } from './classify/index.ts';
import type { Classification } from './verdict.ts';

type Decided = Classification & { readonly features?: DecisionFeatures };

const worth: Readonly<Record<DecisionFeatures['tier'], number>> = {
  decisive: 5,
  strong: 4,
  enhanced: 3,
  weak: 2,
  concept: 1.8,
  faint: 1.4,
  'enhanced-hint': 1,
  'reply-code': 0,
};

const worthOf = (decided: Decided): number =>
  decided.features === undefined ? -1 : worth[decided.features.tier];

/** The facts of a refusal, and what their words say. */
export interface TextVerdict {
  readonly facts: ReplyFacts;
  readonly classification: Decided;
}

/** As sure as who spoke and a name can tell, whatever the words alone seem to say. */
const SETTLED = 0.9;
const SETTLED_AT_MOST = 0.97;

/** The verdict that is settled by who spoke, or whose name it is; `more`: what that tells besides. */
export const settledAs = (
  { facts, classification }: TextVerdict,
  category: CategoryId,
  more: Partial<ReplyFacts> = {},
): TextVerdict => ({
  facts: { ...facts, ...more },
  classification: {
    ...classification,
    category,
    confidence: Math.min(Math.max(classification.confidence, SETTLED), SETTLED_AT_MOST),
    alternatives: [],
  },
});

/**
 * Words that only say that it was given up ('expired', and sendmail's closing '554 5.0.0 Service unavailable'): the last
 * real cause is worth more, because that is what can be mended.
 */
function saysLittle({ category, features }: Decided, replyCode: number | undefined): boolean {
  if (category === 'queue.expired' || category === 'notice.delayed') return true;
  return category === 'server.error' && features?.length === 'short' && (replyCode ?? 0) >= 500;
}

/**
 * Classifies `facts` and, where its words decide nothing strong, the other texts of the same report; a text that
 * only says 'gave up' yields to one that says why.
 */
export function classifyTexts(
  classifier: Classifier,
  facts: ReplyFacts,
  others: Iterable<ReplyFacts>,
): TextVerdict {
  let best: TextVerdict = { facts, classification: classifier.classify(facts) };
  const isSettled = (): boolean =>
    worthOf(best.classification) >= worth.strong && !saysLittle(best.classification, best.facts.replyCode);
  if (isSettled()) return best;
  for (const other of others) {
    const classification = classifier.classify({
      ...facts,
      text: other.text,
      ...(other.replyCode !== undefined && { replyCode: other.replyCode }),
      ...(other.enhancedStatus !== undefined && { enhancedStatus: other.enhancedStatus }),
    });
    const isTelling = worthOf(classification) >= worth.weak && classification.category !== 'unknown';
    const isBetter = worthOf(classification) > worthOf(best.classification);
    const saysWhy =
      saysLittle(best.classification, best.facts.replyCode) &&
      isTelling &&
      !saysLittle(classification, other.replyCode) &&
      worthOf(classification) >= worth.strong;
    if (isBetter || saysWhy) best = { facts: { ...facts, ...other }, classification };
    if (isSettled()) break;
  }
  return best;
}
