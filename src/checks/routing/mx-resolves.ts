/** Has every MX host an address (RFC 5321 §5.1)? */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { addressesOf, isHostName, ofEachHost } from './mx-hosts.ts';

export const mxResolves: Check<'routing'> = {
  id: 'routing/mx-resolves',
  needs: ['routing'],
  sources: [{ title: 'RFC 5321 §5.1' }, { title: 'RFC 1912 §2.5' }],
  run: (evidence) => {
    const hosts = valueOn(evidence, 'routing')?.mx.filter(isHostName) ?? [];
    const isNoneLeft = hosts.every((host) => addressesOf(host)?.length === 0);
    return ofEachHost(evidence, (host, domain) => {
      const addresses = addressesOf(host);
      const data = { domain, host: host.host };
      if (addresses === undefined)
        return draft(evidence, 'routing', 'unknown', 'could-not-check', { ...data, why: 'no-answer' });
      if (addresses.length > 0)
        return draft(evidence, 'routing', 'pass', 'resolves', { ...data, addresses: addresses.join(', ') });
      return draft(evidence, 'routing', 'fail', isNoneLeft ? 'none-resolves' : 'no-address', data);
    });
  },
};
