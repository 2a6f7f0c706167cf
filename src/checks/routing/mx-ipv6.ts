/** Over which versions of IP can mail come? IPv4 alone is common and fine; IPv6 alone cuts off most senders. */
import type { MxHost } from '../../findings/facts/routing.ts';
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { isHostName } from './mx-hosts.ts';
import { noDomain } from './no-domain.ts';

export const mxIpv6: Check<'routing'> = {
  id: 'routing/mx-ipv6',
  needs: ['routing'],
  sources: [{ title: 'RFC 5321 §5.2' }, { title: 'RFC 3974 §3' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'routing');
    if (found === undefined) return noDomain(evidence, 'routing');
    const { domain } = found;
    const hosts = found.mx.filter(isHostName);
    if (hosts.length === 0) return draft(evidence, 'routing', 'not-applicable', 'no-mx', { domain });
    const has = (family: 'ipv4' | 'ipv6') =>
      hosts.filter((host) => isListed(host, family)).map(({ host }) => host);
    const [ipv4, ipv6] = [has('ipv4'), has('ipv6')];
    const isUnknown = (family: 'ipv4' | 'ipv6') => hosts.some((host) => host[family] === 'unknown');
    if (ipv4.length > 0 && ipv6.length > 0)
      return draft(evidence, 'routing', 'pass', 'both', { domain, hosts: ipv6.join(', ') });
    if (isUnknown('ipv4') || isUnknown('ipv6'))
      return draft(evidence, 'routing', 'unknown', 'could-not-check', { domain, why: 'no-answer' });
    if (ipv4.length > 0) return draft(evidence, 'routing', 'pass', 'ipv4-only', { domain });
    if (ipv6.length === 0) return draft(evidence, 'routing', 'not-applicable', 'no-address', { domain });
    return draft(evidence, 'routing', 'fail', 'ipv6-only', { domain, hosts: ipv6.join(', ') });
  },
};

function isListed(host: MxHost, family: 'ipv4' | 'ipv6'): boolean {
  const list = host[family];
  return list !== 'unknown' && list.length > 0;
}
