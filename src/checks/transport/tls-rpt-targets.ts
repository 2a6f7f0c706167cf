/** Can the reports arrive (RFC 8460 §3, §5.3)? */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';

export const tlsRptTargets: Check<'tlsRpt'> = {
  id: 'transport/tls-rpt-targets',
  needs: ['tlsRpt'],
  sources: [{ title: 'RFC 8460 §3' }, { title: 'RFC 8460 §5.3' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'tlsRpt');
    if (facts === undefined || facts.targets.length === 0)
      return draft(evidence, 'tlsRpt', 'not-applicable', 'no-targets');
    const judged = facts.targets.flatMap(({ uri, problem, domain, canReceive }) => {
      const data = { domain: facts.domain, uri };
      if (problem !== undefined)
        return draft(evidence, 'tlsRpt', 'fail', 'bad-address', { ...data, problem });
      if (canReceive === false)
        return draft(evidence, 'tlsRpt', 'fail', 'cannot-receive', { ...data, target: domain });
      if (canReceive === 'unknown')
        return draft(evidence, 'tlsRpt', 'unknown', 'could-not-check', {
          ...data,
          target: domain,
          why: 'no-answer',
        });
      return [];
    });
    if (judged.length > 0) return judged;
    const uris = facts.targets.map(({ uri }) => uri).join(', ');
    return draft(evidence, 'tlsRpt', 'pass', 'can-receive', { domain: facts.domain, uris });
  },
};
