/**
 * Can the domain of a return path take what comes back? Receivers refuse mail whose MAIL FROM nobody can answer, most
 * plainly that of a null MX (RFC 7505 §4.2). A domain that says that it sends nothing needs none.
 */
import type { Evidence } from '../../findings/evidence.ts';
import type { Check } from '../../findings/finding.ts';
import { isNullMx } from '../dns/mx.ts';
import { draft, valueOn } from '../draft.ts';
import { addressesOf, isHostName } from './mx-hosts.ts';
import { noDomain } from './no-domain.ts';

export const takesBounces: Check<'routing' | 'spfTree'> = {
  id: 'routing/takes-bounces',
  needs: ['routing', 'spfTree'],
  sources: [{ title: 'RFC 7505 §4.2' }, { title: 'RFC 5321 §3.6.3' }, { title: 'RFC 3463 §3.2' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'routing');
    if (found === undefined) return noDomain(evidence, 'routing');
    const { domain, mx, ownAddresses } = found;
    if (isNullMx(mx)) {
      return sendsNothing(evidence)
        ? draft(evidence, 'routing', 'not-applicable', 'sends-nothing', { domain })
        : draft(evidence, 'routing', 'fail', 'null-mx', { domain });
    }
    if (mx.length === 0) {
      if (ownAddresses.length > 0)
        return draft(evidence, 'routing', 'pass', 'by-address', {
          domain,
          addresses: ownAddresses.join(', '),
        });
      return sendsNothing(evidence)
        ? draft(evidence, 'routing', 'not-applicable', 'sends-nothing', { domain })
        : draft(evidence, 'routing', 'fail', 'no-mail-host', { domain });
    }
    const reachable = mx.filter(isHostName).map((host) => addressesOf(host));
    if (reachable.some((addresses) => addresses !== undefined && addresses.length > 0))
      return draft(evidence, 'routing', 'pass', 'takes-mail', { domain });
    if (reachable.includes(undefined))
      return draft(evidence, 'routing', 'unknown', 'could-not-check', { domain, why: 'no-answer' });
    return draft(evidence, 'routing', 'fail', 'no-usable-host', {
      domain,
      hosts: mx.map(({ host }) => host).join(', '),
    });
  },
};

/** 'v=spf1 -all': no host may send for the domain. */
function sendsNothing(evidence: Pick<Evidence, 'spfTree'>): boolean {
  const tree = valueOn(evidence, 'spfTree');
  const [record] = tree?.records ?? [];
  return tree?.records.length === 1 && /^v=spf1 +-all *$/i.test(record?.text ?? '');
}
