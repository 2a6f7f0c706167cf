/** From the rules and codes that hold to one category, its rivals and its confidence. */
import { type CategoryId, categories, familyOf } from '../../findings/category.ts';
import { categorySet, fitsCategory } from '../../findings/category-set.ts';
import type { Candidate } from '../verdict.ts';
import { type Calibration, confidenceOf, type DecisionFeatures, type DecisionTier } from './calibration.ts';
import { type CodeMeaning, type CodeTable, meaningOfEnhanced, meaningOfReplyCode } from './codes.ts';
import { coversCode, coversEnhanced, type RuleHead } from './rule.ts';

/** A rule whose words were found. */
export interface RuleHit {
  readonly rule: RuleHead;
  readonly firstToken: number;
  readonly lastToken: number;
  readonly matchedTokens: number;
  /** What the words count for, where it is not their number. */
  readonly weight?: number;
}

/** The key of a decision beside its words. */
export interface ReplyKey {
  readonly replyCode?: number | undefined;
  readonly enhancedStatus?: string | undefined;
  readonly phase?: string | undefined;
  readonly provider?: string | undefined;
  /** The words speak of the sender's side, whatever else they say (not-the-recipient.ts). */
  readonly isOnSender?: boolean;
}

/** The category decided on, by which rule, and what else it may be. */
export interface Decision {
  readonly category: CategoryId;
  readonly confidence: number;
  readonly alternatives: readonly Candidate[];
  readonly rule: string;
  readonly hits: readonly RuleHit[];
  readonly features?: DecisionFeatures;
}

interface Contender {
  readonly category: CategoryId;
  readonly tier: DecisionTier;
  readonly score: number;
  readonly rule: string;
  readonly matchedTokens: number;
  readonly hit?: RuleHit;
}

/** Words that count, and with speaker, codes, phase and an agreeing code the points that a rule can have (`specificity`). */
const MOST_WORDS = 40;
const MOST_POINTS = MOST_WORDS + 9;

/**
 * Scores from the least to the most of each kind of decision. Points tell apart what is of one kind; no kind reaches the next ('strength first',
 * docs/decisions/0005), so that each `most` is below the next `least`. What a code says has one score.
 */
const ranges = {
  // 400–449
  decisive: { least: 400, most: 400 + MOST_POINTS },
  // 300–349
  strong: { least: 300, most: 300 + MOST_POINTS },
  /**
   * RFC 7372 §4, RFC 8617 §12, RFC 7505 §4.2, RFC 8689 §7.2: X.7.20 to X.7.30 each name one failed check. Who gives one means it, whatever
   * words in any order around it seem to say ('blocked because the sender is unauth').
   */
  oneCheck: { least: 299, most: 299 },
  /** A subject and what is said of it say more than a code that many give without thinking. */
  concepts: { least: 256, most: 298 },
  enhanced: { least: 250, most: 250 },
  // 200–249; one concept counts as a weak word does.
  weak: { least: 200, most: 200 + MOST_POINTS },
  /** A reply code that stands for one thing weighs as much as a hint in words, behind any such hint. */
  tellingReply: { least: 199, most: 199 },
  faint: { least: 170, most: 198 },
  'enhanced-hint': { least: 150, most: 150 },
  'reply-code': { least: 100, most: 100 },
} as const;

/** Concepts count as weak words do, and are told apart from them: how often they are right is another question. */
const tierOf = (rule: RuleHead): DecisionTier =>
  rule.strength === 'weak' && rule.all !== undefined ? 'concept' : rule.strength;

const rangeOf = ({ strength, all = [] }: RuleHead): { readonly least: number; readonly most: number } =>
  ranges[strength === 'weak' && all.length > 1 ? 'concepts' : strength];

const ONE_CHECK = /^[45]\.7\.(?:2\d|30)$/;

/** X.1.7 and X.1.8 speak of the sender's address (RFC 3463 §3.2). */
const isOfSender = (enhanced: string | undefined): boolean =>
  enhanced !== undefined && /^\d\.1\.[78]$/.test(enhanced);
const isBeforeRecipient = (phase: string | undefined): boolean =>
  phase !== undefined && !['rcpt', 'data', 'end-of-data'].includes(phase);
const isOfRecipient = categorySet('recipient.*', 'address.*', 'domain.*');
const isOfAddress = categorySet('recipient.*', 'address.*');

/** Would the category stop mail to the address? */
export const isStopping = (category: CategoryId): boolean =>
  categories[category].suppress === 'yes' && categories[category].class !== 'notice';

/**
 * May a reply to this command, with this code, speak of the recipient so? Not before one was named, and what is said of
 * logging in (RFC 4954: 53x) stops mail to nobody.
 */
const maySpeakOf = (category: CategoryId, { replyCode, phase }: ReplyKey): boolean =>
  !(isBeforeRecipient(phase) && isOfRecipient(category)) &&
  !(replyCode !== undefined && Math.floor(replyCode / 10) === 53 && isStopping(category));

/** Does the rule hold for this reply code, enhanced code, phase and speaker? A reply that lacks one passes. */
function holds(rule: RuleHead, key: ReplyKey): boolean {
  const { replyCode, enhancedStatus, phase, provider } = key;
  if (!maySpeakOf(rule.category, key)) return false;
  if (isOfSender(enhancedStatus) && isOfAddress(rule.category)) return false;
  if (rule.needsProvider && rule.provider !== provider) return false;
  if (rule.needsPhase === true && phase === undefined) return false;
  if (
    replyCode !== undefined &&
    rule.codes !== undefined &&
    !rule.codes.some((code) => coversCode(code, replyCode))
  )
    return false;
  // What is true of every refusal holds only where the code says which kind it is.
  if (
    replyCode === undefined &&
    enhancedStatus === undefined &&
    rule.strength === 'faint' &&
    rule.all !== undefined
  )
    return false;
  if (rule.enhanced !== undefined) {
    if (
      enhancedStatus === undefined
        ? !rule.hasPatterns && rule.all === undefined
        : !rule.enhanced.some((code) => coversEnhanced(code, enhancedStatus))
    )
      return false;
  }
  if (replyCode === undefined && !rule.hasPatterns && rule.all === undefined && rule.codes !== undefined)
    return false;
  if (rule.phases === undefined) return true;
  // Where no command is told, words in any order are taken for an answer to RCPT.
  return phase === undefined
    ? (rule.strength !== 'weak' && rule.strength !== 'faint') || rule.phases.includes('rcpt')
    : rule.phases.includes(phase);
}

function specificity(hit: RuleHit, key: ReplyKey, codeCategory: CategoryId | undefined): number {
  const { rule } = hit;
  let points = Math.min(hit.weight ?? hit.matchedTokens, MOST_WORDS);
  if (rule.provider !== undefined && rule.provider === key.provider) points += 3;
  if (rule.enhanced !== undefined && key.enhancedStatus !== undefined) points += 2;
  if (rule.codes !== undefined && key.replyCode !== undefined) points += 1;
  if (rule.phases !== undefined && key.phase !== undefined) points += 1;
  if (codeCategory === rule.category) points += 2;
  return points;
}

function scoreOf(hit: RuleHit, key: ReplyKey, codeCategory: CategoryId | undefined): number {
  const { least, most } = rangeOf(hit.rule);
  return Math.min(least + specificity(hit, key, codeCategory), most);
}

/** What a code that speaks of an address or a domain says at MAIL FROM: the address asked about is the sender's. */
function atMailFrom(category: CategoryId): CategoryId | undefined {
  if (fitsCategory(category, 'domain.*')) return 'dns.sender-domain';
  return category === 'recipient.inactive' || isStopping(category) ? 'sender.address-invalid' : undefined;
}

/** Before a recipient was named, no code speaks of one. */
function replyMeaning(key: ReplyKey, codes: CodeTable): CodeMeaning | undefined {
  const meaning = key.replyCode === undefined ? undefined : meaningOfReplyCode(codes, key.replyCode);
  return meaning !== undefined && maySpeakOf(meaning.category, key) ? meaning : undefined;
}

/** The same of enhanced codes: '550 5.1.1' in answer to MAIL FROM is said of the sender. */
function enhancedMeaning(key: ReplyKey, codes: CodeTable): CodeMeaning | undefined {
  const { enhancedStatus, phase } = key;
  const meaning = enhancedStatus === undefined ? undefined : meaningOfEnhanced(codes, enhancedStatus);
  if (meaning === undefined || maySpeakOf(meaning.category, key)) return meaning;
  const category = phase === 'mail' ? atMailFrom(meaning.category) : undefined;
  return category === undefined ? undefined : { ...meaning, category };
}

function contendersOf(hits: readonly RuleHit[], key: ReplyKey, codes: CodeTable): readonly Contender[] {
  const enhanced = enhancedMeaning(key, codes);
  const reply = replyMeaning(key, codes);
  const contenders: Contender[] = hits
    .filter((hit) => holds(hit.rule, key))
    .map((hit) => ({
      category: hit.rule.category,
      tier: tierOf(hit.rule),
      score: scoreOf(hit, key, enhanced?.category),
      rule: hit.rule.id,
      matchedTokens: hit.matchedTokens,
      hit,
    }));
  if (enhanced !== undefined) {
    const tier = enhanced.isTelling ? 'enhanced' : 'enhanced-hint';
    contenders.push({
      category: enhanced.category,
      tier,
      score: ranges[ONE_CHECK.test(key.enhancedStatus ?? '') ? 'oneCheck' : tier].least,
      rule: 'enhanced-status',
      matchedTokens: 0,
    });
  }
  if (reply !== undefined) {
    contenders.push({
      category: reply.category,
      tier: reply.isTelling ? 'weak' : 'reply-code',
      score: ranges[reply.isTelling ? 'tellingReply' : 'reply-code'].least,
      rule: 'reply-code',
      matchedTokens: 0,
    });
  }
  return contenders.sort((a, b) => b.score - a.score);
}

/** Best contender of each category, best first. */
function bestByCategory(contenders: readonly Contender[]): readonly Contender[] {
  const best = new Map<CategoryId, Contender>();
  for (const contender of contenders)
    if (!best.has(contender.category)) best.set(contender.category, contender);
  return [...best.values()];
}

/** So many words of a provider are his, whoever passes them on. */
const HIS_OWN_WORDS = 6;

/** A provider's own words, written down from his documentation, mean what he says they mean. */
export const isInOwnWords = ({ rule, matchedTokens }: RuleHit, provider: string | undefined): boolean =>
  rule.provider !== undefined && (rule.provider === provider || matchedTokens >= HIS_OWN_WORDS);

/**
 * Where the words speak of the sender's side, what they say of it stands before what would stop an address, unless the code says that
 * the address is meant.
 */
function senderFirst(ranked: readonly Contender[], key: ReplyKey, codes: CodeTable): readonly Contender[] {
  const [best] = ranked;
  if (best?.hit === undefined || !isStopping(best.category) || isInOwnWords(best.hit, key.provider))
    return ranked;
  const coded = enhancedMeaning(key, codes);
  if (coded?.isTelling && coded.category === best.category) return ranked;
  const rival = ranked.find(
    ({ category, score, hit }) =>
      hit !== undefined && score >= ranges.weak.least && categories[category].scope === 'sender-wide',
  );
  return rival === undefined ? ranked : [rival, ...ranked.filter((one) => one !== rival)];
}

function featuresOf(
  best: Contender,
  ranked: readonly Contender[],
  key: ReplyKey,
  codes: CodeTable,
): DecisionFeatures {
  const enhanced = enhancedMeaning(key, codes);
  const agreement = enhanced?.isTelling
    ? enhanced.category === best.category
      ? 'agrees'
      : 'differs'
    : 'silent';
  return {
    tier: best.tier,
    agreement,
    hasRival: ranked.some((other) => other.category !== best.category && other.tier === best.tier),
    length: best.matchedTokens > 2 ? 'long' : 'short',
    family: familyOf(best.category),
  };
}

/** What the best leaves open, divided among the others by their scores; a fifth is left for what nobody thought of. */
function sharesOf(others: readonly Contender[], open: number): readonly Candidate[] {
  const sum = others.reduce((total, other) => total + other.score, 0);
  return others.map(({ category, score }) => ({ category, confidence: 0.8 * open * (score / sum) }));
}

/** Below this a category is 'unknown' and the contenders become its alternatives. */
const ASSERTED = 0.5;

/** Decides; with nothing to go by the category is 'unknown'. */
export function decide(
  hits: readonly RuleHit[],
  key: ReplyKey,
  codes: CodeTable,
  calibration: Calibration,
): Decision {
  const contenders = contendersOf(hits, key, codes);
  const byScore = bestByCategory(contenders);
  const ranked = key.isOnSender === true ? senderFirst(byScore, key, codes) : byScore;
  const best = ranked[0];
  if (best === undefined)
    return { category: 'unknown', confidence: calibration.unknown, alternatives: [], rule: 'none', hits: [] };
  const features = featuresOf(best, ranked, key, codes);
  const confidence = confidenceOf(features, calibration);
  const others = sharesOf(ranked.slice(1, 4), 1 - confidence);
  const winning = contenders
    .filter((one) => one.category === best.category && one.hit !== undefined)
    .map((one) => one.hit);
  const decided = winning.filter((hit) => hit !== undefined);
  if (confidence < ASSERTED) {
    const alternatives = [{ category: best.category, confidence }, ...others].slice(0, 3);
    return {
      category: 'unknown',
      confidence: calibration.unknown,
      alternatives,
      rule: best.rule,
      hits: decided,
      features,
    };
  }
  return {
    category: best.category,
    confidence,
    alternatives: others,
    rule: best.rule,
    hits: decided,
    features,
  };
}
