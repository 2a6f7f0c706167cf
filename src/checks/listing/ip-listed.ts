/** Do DNS lists name the sending IP for misbehaviour? */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { draftListing } from './draft-listing.ts';

export const ipListed: Check<'ipListings' | 'reply'> = {
  id: 'listing/ip-listed',
  needs: ['ipListings', 'reply'],
  sources: [{ title: 'RFC 5782 §2.1' }],
  run: (evidence) => {
    const listing = valueOn(evidence, 'ipListings');
    if (listing === undefined) return draft(evidence, 'ipListings', 'not-applicable', 'not-asked');
    return draftListing(evidence, listing, {
      key: 'ipListings',
      isWanted: ({ isPolicyListing }) => !isPolicyListing,
      canBeDelisted: true,
    });
  },
};
