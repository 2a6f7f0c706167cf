/** Do the name servers hold the same version of the zone? Until they do, a change is seen here and not there. */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { noDomain, notAsked } from './no-domain.ts';

export const serials: Check<'zone'> = {
  id: 'routing/serials',
  needs: ['zone'],
  sources: [{ title: 'RFC 1034 §4.3.5' }, { title: 'RFC 1912 §2.2' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'zone');
    if (found === undefined) return noDomain(evidence, 'zone');
    const { apex: zone, servers } = found;
    const known = servers.filter(({ serial }) => serial !== undefined);
    if (known.length === 0) return notAsked(evidence, 'zone');
    const all = [...new Set(known.map(({ serial }) => serial))];
    if (all.length === 1) return draft(evidence, 'zone', 'pass', 'same', { zone, serial: String(all[0]) });
    const versions = known.map(({ name, ip, serial }) => `${name} (${ip ?? ''}) ${serial ?? ''}`).join(', ');
    return draft(evidence, 'zone', 'fail', 'differ', { zone, servers: versions, count: all.length });
  },
};
