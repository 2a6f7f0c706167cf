/** Is there a host that mail for the domain goes to (RFC 5321 §5.1)? One is enough; the domain's own address may stand in. */
import type { Check } from '../../findings/finding.ts';
import { isNullMx } from '../dns/mx.ts';
import { draft, valueOn } from '../draft.ts';
import { noDomain } from './no-domain.ts';

export const mxPresent: Check<'routing'> = {
  id: 'routing/mx-present',
  needs: ['routing'],
  sources: [{ title: 'RFC 5321 §5.1' }, { title: 'RFC 7505 §3' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'routing');
    if (found === undefined) return noDomain(evidence, 'routing');
    const { domain, mx, ownAddresses } = found;
    if (isNullMx(mx)) return draft(evidence, 'routing', 'pass', 'null-mx', { domain });
    const hosts = mx.map(({ preference, host }) => `${preference} ${host}`).join(', ');
    if (mx.length > 0) {
      const message = mx.length === 1 ? 'one-mx' : 'has-mx';
      return draft(evidence, 'routing', 'pass', message, { domain, hosts, count: mx.length });
    }
    return ownAddresses.length > 0
      ? draft(evidence, 'routing', 'fail', 'implicit-mx', { domain, addresses: ownAddresses.join(', ') })
      : draft(evidence, 'routing', 'fail', 'no-mail-host', { domain });
  },
};
