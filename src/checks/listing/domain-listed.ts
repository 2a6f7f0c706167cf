/** Do DNS lists name a domain of the sender? */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { draftListing } from './draft-listing.ts';

export const domainListed: Check<'domainListings' | 'reply'> = {
  id: 'listing/domain-listed',
  needs: ['domainListings', 'reply'],
  sources: [{ title: 'RFC 5782 §4' }],
  run: (evidence) => {
    const listing = valueOn(evidence, 'domainListings');
    if (listing === undefined) return draft(evidence, 'domainListings', 'not-applicable', 'not-asked');
    return draftListing(evidence, listing, {
      key: 'domainListings',
      isWanted: () => true,
      canBeDelisted: true,
    });
  },
};
