/** Is the sending IP in a range that should not send mail itself (dynamic, end-user), by a list's policy? */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { draftListing } from './draft-listing.ts';

export const ipPolicyListed: Check<'ipListings' | 'reply'> = {
  id: 'listing/ip-policy-listed',
  needs: ['ipListings', 'reply'],
  sources: [{ title: 'RFC 5782 §2.1' }],
  run: (evidence) => {
    const listing = valueOn(evidence, 'ipListings');
    if (listing === undefined) return draft(evidence, 'ipListings', 'not-applicable', 'not-asked');
    return draftListing(evidence, listing, {
      key: 'ipListings',
      isWanted: ({ isPolicyListing }) => isPolicyListing,
      // A list without policy ranges has nothing to say about them; one that also answered a policy code does not deny.
      isCapable: ({ holdsPolicyRanges, hasPolicyCode }) =>
        holdsPolicyRanges === true && hasPolicyCode !== true,
      canBeDelisted: false,
    });
  },
};
