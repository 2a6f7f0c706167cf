/**
 * An administrator of Exchange writes the reason of his mail-flow rule himself: '550 5.7.1 TRANSPORT.RULES.RejectMessage; no .zip, please'.
 * What stands there decides; the words around it only tell that a rule it was.
 */
import { once } from '../base/once.ts';
import { categorySet } from '../findings/category-set.ts';
import type { Classifier } from './classify/index.ts';
import type { TextVerdict } from './classify-texts.ts';

const MAX_TEXT = 4096;
const BEHIND_RULE = /\btransport\.rules\.rejectmessage;?\s{0,4}(.{0,1000})/is;
/** What Exchange puts where nothing was written; a reason stands behind a mark, and what stands there without one is no sentence. */
const USUAL =
  /^(?:the\s{1,4}message\s{1,4}was\s{1,4}rejected\s{1,4}by\s{1,4}organi[sz]ation\s{1,4}policy|delivery\s{1,4}not\s{1,4}authorized,\s{1,4}message\s{1,4}refused)(\s{0,4}[:.;,]|\s{1,4}[-–]\s)?/i;
/** Where it ends: at its line, at '##' of Exchange's reports, at '> #SMTP#'. */
const END = /[\r\n]|##|>?\s{0,4}#SMTP#/i;
/** The server that said it. */
const SERVER = /\[[^\]]{0,200}\]/g;
/** Two words of three letters: less is no reason. */
const reasonWords = once(() => /\p{L}{3,40}[^\p{L}]{1,40}(?:\p{L}{1,2}[^\p{L}]{1,40}){0,3}\p{L}{3}/u);
/** What such rules look at: the message, who sent it and to whom; not the connection that it came by. */
const mayBeLookedAt = categorySet(
  'content.*',
  'policy.*',
  'sender.blocked',
  'recipient.restricted',
  'recipient.message-too-large',
);
/** Below it the words are not taken for more than they are. */
const LEAST = 0.6;
const AT_MOST = 0.95;

/** The reason that somebody wrote for his rule; undefined where he wrote none. */
export function ruleReason(text: string): string | undefined {
  const behind = BEHIND_RULE.exec(text.slice(0, MAX_TEXT))?.[1] ?? '';
  const usual = USUAL.exec(behind);
  if (usual !== null && usual[1] === undefined) return undefined;
  const reason = behind
    .slice(usual?.[0].length ?? 0)
    .split(END, 1)[0]
    ?.replaceAll(SERVER, ' ')
    .trim();
  return reason !== undefined && reasonWords().test(reason) ? reason : undefined;
}

/** The verdict, by the reason of the rule where it says one. */
export function byRuleReason(verdict: TextVerdict, classifier: Classifier): TextVerdict {
  const { facts, classification } = verdict;
  const reason = classification.category === 'policy.unspecified' ? ruleReason(facts.text) : undefined;
  if (reason === undefined) return verdict;
  const { category, confidence } = classifier.classify({ ...facts, text: reason });
  const isTold = confidence >= LEAST && mayBeLookedAt(category);
  if (!isTold || category === classification.category) return verdict;
  return {
    facts,
    classification: {
      ...classification,
      category,
      confidence: Math.min(confidence, AT_MOST),
      alternatives: [],
    },
  };
}
