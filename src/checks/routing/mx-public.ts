/** Does an MX host lead to addresses that the Internet can reach? Private and loopback ones lead every sender home. */
import type { Check } from '../../findings/finding.ts';
import { isLocalAddress } from '../dns/mx.ts';
import { draft } from '../draft.ts';
import { addressesOf, ofEachHost } from './mx-hosts.ts';

export const mxPublic: Check<'routing'> = {
  id: 'routing/mx-public',
  needs: ['routing'],
  sources: [{ title: 'RFC 1918 §3' }, { title: 'RFC 6890 §2.2' }],
  run: (evidence) =>
    ofEachHost(evidence, (host, domain) => {
      const addresses = addressesOf(host) ?? [];
      if (addresses.length === 0) return [];
      const local = addresses.filter(isLocalAddress);
      const data = { domain, host: host.host };
      if (local.length === 0)
        return draft(evidence, 'routing', 'pass', 'public', { ...data, addresses: addresses.join(', ') });
      const message = local.length === addresses.length ? 'private' : 'partly-private';
      return draft(evidence, 'routing', 'fail', message, { ...data, addresses: local.join(', ') });
    }),
};
