/** Is every MX a full host name? An address there, or 'localhost', leads nobody anywhere (RFC 2181 §10.3, RFC 1035 §3.3.9). */
import { isFullName } from '../../base/host-name.ts';
import { canonicalIp } from '../../base/ip.ts';
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { noDomain } from './no-domain.ts';

export const mxIsName: Check<'routing'> = {
  id: 'routing/mx-is-name',
  needs: ['routing'],
  sources: [{ title: 'RFC 1035 §3.3.9' }, { title: 'RFC 2181 §10.3' }, { title: 'RFC 6761 §6.3' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'routing');
    if (found === undefined) return noDomain(evidence, 'routing');
    const { domain } = found;
    const hosts = found.mx.filter(({ host }) => host !== '.');
    if (hosts.length === 0) return draft(evidence, 'routing', 'not-applicable', 'no-mx', { domain });
    const bad = hosts.filter(({ host }) => canonicalIp(host) !== undefined || !isFullName(host));
    if (bad.length === 0)
      return draft(evidence, 'routing', 'pass', 'names', {
        domain,
        hosts: hosts.map(({ host }) => host).join(', '),
      });
    return bad.flatMap(({ preference, host }) => {
      const isAddress = canonicalIp(host) !== undefined;
      const data = { domain, host, record: `${preference} ${host}` };
      return draft(evidence, 'routing', 'fail', isAddress ? 'address' : 'local-name', data);
    });
  },
};
