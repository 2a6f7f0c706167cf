/** Is the domain an alias? Beside a CNAME no other record may stand, and the top of a zone has SOA and NS (RFC 1034 §3.6.2). */
import { getDomain } from 'tldts';
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { noDomain } from './no-domain.ts';

export const domainNotAlias: Check<'routing'> = {
  id: 'routing/domain-not-alias',
  needs: ['routing'],
  sources: [{ title: 'RFC 1034 §3.6.2' }, { title: 'RFC 2181 §10.1' }, { title: 'RFC 1912 §2.4' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'routing');
    if (found === undefined) return noDomain(evidence, 'routing');
    const { domain, alias } = found;
    if (alias === undefined) return draft(evidence, 'routing', 'pass', 'own-records', { domain });
    const message = getDomain(domain) === domain ? 'alias-at-apex' : 'alias';
    return draft(evidence, 'routing', 'fail', message, { domain, target: alias });
  },
};
