/** The short answer for machines that sort bounces: one line a report, the contract of `waypost explain --batch`. */
import type { CategoryId } from '../findings/category.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import type { Arrival } from './arrival.ts';
import { type AskerReader, askerOf } from './asker.ts';
import type { Classifier } from './classify/index.ts';
import { judgeWords } from './judge-words.ts';
import { shouldSuppress } from './suppression.ts';
import type { ArrivalKind, Verdict } from './verdict.ts';

/** What a batch answers of one refusal. */
export interface BriefVerdict {
  readonly recipient: string | null;
  readonly category: CategoryId;
  readonly confidence: number;
  readonly suppress: boolean;
}

/** What a batch answers of one arrival. */
export interface BriefAnswer {
  readonly kind: ArrivalKind;
  readonly verdicts: readonly BriefVerdict[];
}

/** The address as the sender knows it: what it was expanded or forwarded to is not on his list. */
export const givenRecipient = (facts: ReplyFacts): string | null =>
  facts.expandedFrom ?? facts.recipient ?? null;

const round = (share: number): number => Math.round(share * 1000) / 1000;

/** What the words alone say of an arrival; asks nothing. Whoever says that the mail was for him, or not his, has no address to stop. */
export function briefly(arrival: Arrival, classifier: Classifier, readAsker?: AskerReader): BriefAnswer {
  const verdicts = arrival.refusals.map((refusal) => {
    const { facts, classification } = judgeWords(arrival, refusal, classifier);
    return {
      recipient: givenRecipient(facts),
      category: classification.category,
      confidence: round(classification.confidence),
      suppress:
        shouldSuppress(arrival, classification, facts, refusal.senderOf) &&
        (readAsker === undefined ||
          askerOf(arrival, facts, classification.category, readAsker) === undefined),
    };
  });
  return { kind: arrival.kind, verdicts };
}

/** The same of verdicts that evidence has moved. */
export function briefOf(kind: ArrivalKind, verdicts: readonly Verdict[]): BriefAnswer {
  return {
    kind,
    verdicts: verdicts.map((verdict) => ({
      recipient: givenRecipient(verdict.reply),
      category: verdict.category,
      confidence: round(verdict.confidence),
      suppress: verdict.suppress,
    })),
  };
}
