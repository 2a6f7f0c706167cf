/**
 * What a domain one slip away from a large provider's tells ('domain/mistyped'): certain only where it does not exist or takes no mail. Where it
 * does not answer, or answers, it is a question, and what is usual stays beside it ('domain/near'): 'gmaik.com' may be somebody's honest name.
 */
import type { CategoryId } from '../../findings/category.ts';
import { categorySet } from '../../findings/category-set.ts';
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import { domainOf } from '../../wire/address/index.ts';
import type { Told, ToldFact } from './facts.ts';

/** Nobody takes mail there. */
const isNowhere = categorySet('domain.not-found', 'domain.null-mx', 'domain.not-hosted');
const isUnanswered = categorySet('domain.no-route', 'net.*', 'queue.expired');
/** It says nothing of the recipient's domain, or whoever has the address has said another. */
const isOfOthers = categorySet(
  'sender-account.*',
  'suppressed',
  'recipient.moved',
  'notice.delivered',
  'notice.auto-reply',
  'notice.challenge',
  'notice.complaint',
  'notice.unsubscribe',
  'not-a-bounce',
);

/** May the recipient's domain be asked about? `isOfOurs`: our own server, or the one that we send through, speaks for itself. */
export const mayAskDomain = (category: CategoryId, isOfOurs: boolean): boolean =>
  isNowhere(category) || isUnanswered(category) || !(isOfOthers(category) || isOfOurs);

const without = ({ meantDomain, typedDomain, ...told }: Told, ...more: readonly ToldFact[]): Told => ({
  ...told,
  facts: [...told.facts.filter((fact) => fact !== 'domain/mistyped'), ...more],
});

/** What is told, with a slip in the domain said as surely as it is. `category`: what is held for the cause. */
export function weighSlip(told: Told, category: CategoryId, facts: ReplyFacts, isOfOurs: boolean): Told {
  const { meantDomain, typedDomain = '' } = told;
  if (meantDomain === undefined || isNowhere(category)) return told;
  // Where it is answered, only the address itself is looked at, and none that somebody else forwards to.
  const isRecipients = domainOf(facts.recipient)?.toLowerCase() === typedDomain;
  const isForwarded = told.facts.includes('path/other-domain');
  // What never came as far as the server that we send through tells nothing of the domain.
  const isBefore = facts.ownStep === 'client' && facts.via === 'relay';
  const isAsked = isUnanswered(category)
    ? !isBefore
    : mayAskDomain(category, isOfOurs) && isRecipients && !isForwarded;
  return isAsked ? { ...without(told, 'domain/near'), meantDomain, typedDomain } : without(told);
}
