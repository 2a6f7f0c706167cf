/** Do several MX records mean several hosts? Equal preferences are fine: senders spread over them (RFC 5321 §5.1). */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { addressesOf, isHostName } from './mx-hosts.ts';
import { noDomain } from './no-domain.ts';

export const mxDistinct: Check<'routing'> = {
  id: 'routing/mx-distinct',
  needs: ['routing'],
  sources: [{ title: 'RFC 5321 §5.1' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'routing');
    if (found === undefined) return noDomain(evidence, 'routing');
    const { domain } = found;
    const hosts = found.mx.filter(isHostName);
    if (hosts.length < 2) return draft(evidence, 'routing', 'not-applicable', 'one-mx', { domain });
    const names = hosts.map(({ host }) => host);
    const repeated = [...new Set(names.filter((name, place) => names.indexOf(name) !== place))];
    if (repeated.length > 0)
      return draft(evidence, 'routing', 'fail', 'repeated', { domain, hosts: repeated.join(', ') });
    const sets = hosts.map((host) => [...(addressesOf(host) ?? [])].sort().join(', '));
    const shared = sets.find((set, place) => set !== '' && sets.indexOf(set) !== place);
    if (shared === undefined)
      return draft(evidence, 'routing', 'pass', 'distinct', {
        domain,
        hosts: names.join(', '),
        count: hosts.length,
      });
    const same = names.filter((_, place) => sets[place] === shared);
    return draft(evidence, 'routing', 'fail', 'same-addresses', {
      domain,
      hosts: same.join(', '),
      addresses: shared,
    });
  },
};
