/** What the words of one refusal say, whatever carried them: a notice is what it is, a report of failure is none. */
import type { CategoryId } from '../findings/category.ts';
import { fitsCategory } from '../findings/category-set.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import type { Arrival, Refusal } from './arrival.ts';
import {
  atHome,
  atSubmission,
  beforeTls,
  inOwnNetwork,
  ofOwnClient,
  ofOwnFilter,
  ofOwnParts,
} from './at-submission.ts';
import type { Classifier } from './classify/index.ts';
import { classifyTexts, type TextVerdict } from './classify-texts.ts';
import { introduced } from './introduced.ts';
import { byRuleReason } from './rule-reason.ts';
import { isSendmailFiller, saysLessThanCode, withoutFiller } from './sendmail-filler.ts';
import { withToldReason } from './told-reason.ts';
import type { Candidate } from './verdict.ts';

/** A report says of itself what it is; how often the reader is right about that (tools/measure-bounces.ts). */
const NOTICE_CONFIDENCE = 0.97;
/** From here on a category is asserted. */
const LEAST = 0.5;
/** Of a report whose words were none of a failure. */
const UNKNOWN_CONFIDENCE = 0.2;

const noticeCategories = {
  delivered: 'notice.delivered',
  'auto-reply': 'notice.auto-reply',
  challenge: 'notice.challenge',
  complaint: 'notice.complaint',
  unsubscribe: 'notice.unsubscribe',
  delayed: 'notice.delayed',
} as const satisfies Record<NonNullable<Arrival['notice']>, CategoryId>;

/** A notice's own category, in place of what its words would say of a refusal. */
function asNotice(
  verdict: TextVerdict,
  category: CategoryId,
  alternatives: readonly Candidate[] = [],
): TextVerdict {
  return {
    ...verdict,
    classification: { ...verdict.classification, category, confidence: NOTICE_CONFIDENCE, alternatives },
  };
}

/** Of an automatic answer its beginning is quoted, whatever else its words are like: below it stand signatures and disclaimers. */
function inOwnWords(verdict: TextVerdict, { facts, otherTexts }: Refusal): TextVerdict {
  const [body] = otherTexts;
  const text = body?.text.trim() ? body.text : facts.text;
  const { end, start } = firstWords(text);
  const quoted = [{ text: text.slice(start, end), start, end }];
  return { facts: { ...verdict.facts, text }, classification: { ...verdict.classification, quoted } };
}

/** Two sentences, or what stands on so many characters. */
const FIRST_WORDS = /^\s{0,40}(?:[^.!?]{1,160}[.!?](?:\s{1,4}[^.!?]{1,120}[.!?])?|.{1,160})/s;

function firstWords(text: string): { readonly start: number; readonly end: number } {
  const found = FIRST_WORDS.exec(text)?.[0] ?? '';
  return { start: found.length - found.trimStart().length, end: found.length };
}

/** Does a notice of delay say why? Then its reason is worth more than the fact that it is late. */
function saysWhy({ category, features }: TextVerdict['classification']): boolean {
  const isTelling =
    features?.tier === 'decisive' || features?.tier === 'strong' || features?.tier === 'enhanced';
  return isTelling && !['unknown', 'queue.expired', 'notice.delayed'].includes(category);
}

/** A report of failure is no notice, whatever stands in it beside the failure ("delivered to …, failed for …"). */
function asFailure(verdict: TextVerdict): TextVerdict {
  const { classification } = verdict;
  const isNotice = (category: CategoryId): boolean =>
    fitsCategory(category, 'notice.*') && category !== 'notice.delayed' && category !== 'notice.challenge';
  if (!isNotice(classification.category)) return verdict;
  const [best, ...others] = classification.alternatives.filter((one) => !isNotice(one.category));
  // Below one half a category is no verdict: it is only a candidate.
  if (best !== undefined && best.confidence >= LEAST)
    return { ...verdict, classification: { ...classification, ...best, alternatives: others } };
  const unknown = { category: 'unknown', confidence: UNKNOWN_CONFIDENCE } as const;
  const alternatives = best === undefined ? others : [best, ...others];
  return { ...verdict, classification: { ...classification, ...unknown, alternatives } };
}

/** What sendmail says for a receiver is no word of the receiver; whether it is final, the code that was given tells. */
function wordsOf({ facts, otherTexts, lead }: Refusal, classifier: Classifier): TextVerdict {
  const isEmpty = (one: ReplyFacts): boolean => isSendmailFiller(one, lead) || saysLessThanCode(one);
  if (!isEmpty(facts)) return classifyTexts(classifier, facts, otherTexts);
  const others = [...otherTexts].filter((other) => !isEmpty({ ...facts, ...other }));
  const said = classifyTexts(classifier, withoutFiller(facts), others);
  if (said.facts.text === '') return { ...said, facts };
  const { replyCode = facts.replyCode } = said.facts;
  return replyCode === undefined ? said : { ...said, facts: { ...said.facts, replyCode } };
}

function ofWords({ toldReason, turnedAway }: Arrival, refusal: Refusal, classifier: Classifier): TextVerdict {
  const said = byRuleReason(wordsOf(refusal, classifier), classifier);
  const blamed = introduced(said, refusal, classifier);
  const verdict = atHome(
    ofOwnParts(
      atSubmission(
        turnedAway === undefined ? ofOwnFilter(ofOwnClient(beforeTls(inOwnNetwork(blamed)))) : blamed,
      ),
    ),
  );
  return toldReason === undefined ? verdict : withToldReason(verdict, toldReason);
}

/** The words' verdict of one refusal; a notice is what it is, whatever its words. */
export function judgeWords(arrival: Arrival, refusal: Refusal, classifier: Classifier): TextVerdict {
  const { notice } = arrival;
  if (notice === undefined && arrival.kind === 'not-a-bounce') {
    return asNotice(
      { facts: refusal.facts, classification: classifier.classify({ text: '' }) },
      'not-a-bounce',
    );
  }
  const verdict = ofWords(arrival, refusal, classifier);
  if (notice === undefined) return arrival.input === 'message' ? asFailure(verdict) : verdict;
  if (notice === 'auto-reply') return asNotice(inOwnWords(verdict, refusal), noticeCategories[notice]);
  if (notice !== 'delayed') return asNotice(verdict, noticeCategories[notice]);
  const { classification } = verdict;
  if (saysWhy(classification)) return verdict;
  const { category, confidence, alternatives } = classification;
  return asNotice(
    verdict,
    'notice.delayed',
    category === 'unknown' ? [] : [{ category, confidence }, ...alternatives],
  );
}
