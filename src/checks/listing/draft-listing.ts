/** The finding about one kind of listing: shared by the checks of IP, policy and domain lists. */
import type { Evidence, ListingAnswer, ListingFacts } from '../../findings/evidence.ts';
import type { FindingDraft } from '../../findings/finding.ts';
import { draft, factsOf } from '../draft.ts';
import { checkedIn, delistingRequests, isNamed, listedIn, listingData } from './answers.ts';

export interface ListingQuestion {
  readonly key: 'ipListings' | 'domainListings';
  readonly isWanted: (answer: ListingAnswer) => boolean;
  /** Delisting can be asked for; a policy range leaves another way out. */
  readonly canBeDelisted: boolean;
}

/**
 * 'listed-as-named' and 'not-listed-as-named' where the reply names a list that was asked; 'listed' and 'not-listed'
 * else. Lists that could not be asked are named and never count as "not listed".
 */
export function draftListing(
  evidence: Evidence,
  listing: ListingFacts,
  question: ListingQuestion,
): readonly FindingDraft[] {
  const { key, isWanted, canBeDelisted } = question;
  const { text } = factsOf(evidence);
  const listed = listedIn(listing, isWanted, text);
  const checked = checkedIn(listing);
  const notChecked = listing.answers.filter(({ state }) => state === 'not-checked');
  const missed = notChecked.length === 0 ? {} : { notChecked: notChecked.map(({ zone }) => zone).join(', ') };
  const first = listed[0];
  if (first !== undefined) {
    const message = isNamed(first, text) ? 'listed-as-named' : 'listed';
    const fixes = canBeDelisted ? delistingRequests(listed) : [];
    return draft(
      evidence,
      key,
      'fail',
      message,
      { ...listingData(listed), ...missed },
      { fixes, name: first.subject },
    );
  }
  if (checked.length === 0) {
    const why = notChecked[0]?.why ?? 'not-asked';
    return draft(evidence, key, 'unknown', 'could-not-check', { why, ...missed });
  }
  const named = checked.find((answer) => answer.state === 'not-listed' && isNamed(answer, text));
  const data = { zones: checked.map(({ zone }) => zone).join(', '), count: checked.length, ...missed };
  const subject = { name: checked[0]?.subject ?? '' };
  return named === undefined
    ? draft(evidence, key, 'pass', 'not-listed', data, subject)
    : draft(
        evidence,
        key,
        'pass',
        'not-listed-as-named',
        { ...data, list: named.operator, zone: named.zone },
        subject,
      );
}
