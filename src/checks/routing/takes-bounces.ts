/**
 * Can the domain of a return path take what comes back? Receivers refuse mail whose MAIL FROM nobody can answer, most
 * plainly that of a null MX (RFC 7505 §4.2). A domain that says that it sends nothing needs none.
 */
import type { Evidence } from '../../findings/evidence.ts';
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { noDomain } from './no-domain.ts';
import { wayBackOf } from './way-back.ts';

export const takesBounces: Check<'routing' | 'spfTree'> = {
  id: 'routing/takes-bounces',
  needs: ['routing', 'spfTree'],
  sources: [{ title: 'RFC 7505 §4.2' }, { title: 'RFC 5321 §3.6.3' }, { title: 'RFC 3463 §3.2' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'routing');
    if (found === undefined) return noDomain(evidence, 'routing');
    const { domain, mx, ownAddresses } = found;
    const said = wayBackOf(found);
    switch (said) {
      case 'takes-mail':
        return draft(evidence, 'routing', 'pass', said, { domain });
      case 'by-address':
        return draft(evidence, 'routing', 'pass', said, { domain, addresses: ownAddresses.join(', ') });
      case 'unknown':
        return draft(evidence, 'routing', 'unknown', 'could-not-check', { domain, why: 'no-answer' });
      case 'no-usable-host':
        return draft(evidence, 'routing', 'fail', said, {
          domain,
          hosts: mx.map(({ host }) => host).join(', '),
        });
      case 'null-mx':
      case 'no-mail-host':
        return sendsNothing(evidence)
          ? draft(evidence, 'routing', 'not-applicable', 'sends-nothing', { domain })
          : draft(evidence, 'routing', 'fail', said, { domain });
    }
  },
};

/** 'v=spf1 -all': no host may send for the domain. */
function sendsNothing(evidence: Pick<Evidence, 'spfTree'>): boolean {
  const tree = valueOn(evidence, 'spfTree');
  const [record] = tree?.records ?? [];
  return tree?.records.length === 1 && /^v=spf1 +-all *$/i.test(record?.text ?? '');
}
