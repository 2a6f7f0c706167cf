/** A null MX ('0 .') says that a domain takes no mail; it means something only alone (RFC 7505 §3). */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { noDomain } from './no-domain.ts';

export const nullMx: Check<'routing'> = {
  id: 'routing/null-mx',
  needs: ['routing'],
  sources: [{ title: 'RFC 7505 §3' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'routing');
    if (found === undefined) return noDomain(evidence, 'routing');
    const { domain, mx } = found;
    const root = mx.find(({ host }) => host === '.');
    if (root === undefined) return draft(evidence, 'routing', 'not-applicable', 'no-null-mx', { domain });
    const others = mx.filter(({ host }) => host !== '.').map(({ host }) => host);
    if (others.length > 0)
      return draft(evidence, 'routing', 'fail', 'with-others', { domain, hosts: others.join(', ') });
    if (root.preference === 0) return draft(evidence, 'routing', 'pass', 'alone', { domain });
    const value = `${root.preference} .`;
    const fixes = [{ kind: 'dns', name: domain, type: 'MX', value: '0 .', replaces: value } as const];
    return draft(evidence, 'routing', 'fail', 'other-preference', { domain, record: value }, { fixes });
  },
};
