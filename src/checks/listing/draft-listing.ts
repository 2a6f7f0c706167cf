/** The finding about one kind of listing: shared by the checks of IP, policy and domain lists. */
import type { Evidence, ListingAnswer, ListingFacts } from '../../findings/evidence.ts';
import type { FindingDraft } from '../../findings/finding.ts';
import { draft, factsOf } from '../draft.ts';
import { delistingRequests, isNamed, listedIn, listingData, zonesOf } from './answers.ts';

export interface ListingQuestion {
  readonly key: 'ipListings' | 'domainListings';
  readonly isWanted: (answer: ListingAnswer) => boolean;
  /** Could the list hold what is asked about? Only such a list can say "not listed"; left out: every one. */
  readonly isCapable?: (answer: ListingAnswer) => boolean;
  /** Delisting can be asked for; a policy range leaves another way out. */
  readonly canBeDelisted: boolean;
}

/**
 * 'listed-as-named' and 'not-listed-as-named' where the reply names a list that was asked; 'listed' and 'not-listed'
 * else. Lists that could not be asked are named and never count as "not listed": where one of them is the list that
 * the reply names, what the others say leaves it unknown.
 */
export function draftListing(
  evidence: Evidence,
  listing: ListingFacts,
  question: ListingQuestion,
): readonly FindingDraft[] {
  const { key, isWanted, canBeDelisted, isCapable = () => true } = question;
  const { text } = factsOf(evidence);
  const listed = listedIn(listing, isWanted, text);
  const capable = listing.answers.filter(isCapable);
  const notChecked = capable.filter(({ state }) => state === 'not-checked');
  const missed = notChecked.length === 0 ? {} : { notChecked: uniqueZones(notChecked) };
  const first = listed[0];
  if (first !== undefined) {
    const message = isNamed(first, text) ? 'listed-as-named' : 'listed';
    const fixes = canBeDelisted ? delistingRequests(listed) : [];
    const data = { ...listingData(listed), ...missed };
    return draft(evidence, key, 'fail', message, data, { fixes, name: first.subject });
  }
  if (capable.length === 0 && listing.answers.length > 0)
    return draft(evidence, key, 'not-applicable', 'not-asked');
  const open = notChecked.filter((answer) => isNamed(answer, text));
  const checked = capable.filter(({ state }) => state !== 'not-checked');
  const unanswered = open[0] ?? (checked.length === 0 ? notChecked[0] : undefined);
  if (unanswered !== undefined || checked.length === 0) {
    const of = open.length === 0 ? missed : { notChecked: uniqueZones(open) };
    return draft(evidence, key, 'unknown', 'could-not-check', {
      why: unanswered?.why ?? 'not-asked',
      ...(unanswered?.problem !== undefined && { problem: unanswered.problem }),
      ...of,
    });
  }
  const named = checked.find((answer) => answer.state === 'not-listed' && isNamed(answer, text));
  const data = { ...zonesOf(checked, 'zones'), ...missed };
  const subject = { name: checked[0]?.subject ?? '' };
  if (named === undefined) return draft(evidence, key, 'pass', 'not-listed', data, subject);
  const about = { ...data, list: named.operator, zone: named.zone };
  return draft(evidence, key, 'pass', 'not-listed-as-named', about, subject);
}

const uniqueZones = (answers: readonly ListingAnswer[]): string =>
  [...new Set(answers.map(({ zone }) => zone))].join(', ');
