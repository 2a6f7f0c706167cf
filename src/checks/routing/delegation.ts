/** Does the parent delegate to the name servers that the zone names (RFC 1034 §4.2.2)? */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { noDomain, notAsked } from './no-domain.ts';

export const delegation: Check<'zone'> = {
  id: 'routing/delegation',
  needs: ['zone'],
  sources: [{ title: 'RFC 1034 §4.2.2' }, { title: 'RFC 1912 §2.3' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'zone');
    if (found === undefined) return noDomain(evidence, 'zone');
    const { apex: zone, parentNs, childNs } = found;
    if (parentNs === 'unknown' || childNs === 'unknown') return notAsked(evidence, 'zone');
    const missingAtParent = childNs.filter((name) => !parentNs.includes(name));
    const missingInZone = parentNs.filter((name) => !childNs.includes(name));
    const data = { zone, parent: parentNs.join(', '), own: childNs.join(', ') };
    if (missingAtParent.length === 0 && missingInZone.length === 0)
      return draft(evidence, 'zone', 'pass', 'agrees', data);
    const differing = [...missingAtParent, ...missingInZone].join(', ');
    const isDisjoint = missingInZone.length === parentNs.length;
    return draft(evidence, 'zone', 'fail', isDisjoint ? 'other-servers' : 'differs', {
      ...data,
      names: differing,
    });
  },
};
