/** Does the policy name every mail host (RFC 8461 §4.1)? Senders that obey it deliver to no other. */
import type { Check } from '../../findings/finding.ts';
import { isMxCovered } from '../../wire/mta-sts/index.ts';
import { draft } from '../draft.ts';
import { usablePolicy } from './fetched-policy.ts';
import { mtaStsRecordFix, policyLine } from './mta-sts-fix.ts';

export const mtaStsMx: Check<'mtaSts'> = {
  id: 'transport/mta-sts-mx',
  needs: ['mtaSts'],
  sources: [{ title: 'RFC 8461 §4.1' }, { title: 'RFC 8461 §5' }],
  run: (evidence) => {
    const found = usablePolicy(evidence);
    if (found === undefined || found.policy.mode === 'none')
      return draft(evidence, 'mtaSts', 'not-applicable', 'no-policy');
    const { domain, mxHosts } = found.facts;
    const { mode, mx, url } = found.policy;
    const patterns = mx.join(', ');
    if (mxHosts === 'unknown')
      return draft(evidence, 'mtaSts', 'unknown', 'could-not-check', { domain, why: 'no-answer' });
    if (mxHosts.length === 0)
      return draft(evidence, 'mtaSts', 'not-applicable', 'receives-no-mail', { domain });
    const missing = mxHosts.filter((host) => !isMxCovered(host, mx));
    if (missing.length === 0)
      return draft(evidence, 'mtaSts', 'pass', 'all-covered', { domain, hosts: mxHosts.join(', ') });
    // RFC 8461 §5.1: with 'enforce' no mail goes to a host that is not named; with 'testing' it goes and is reported.
    const message = mode === 'enforce' ? 'not-covered' : 'not-covered-testing';
    return missing.flatMap((host) => {
      const fixes = [policyLine(url, 'mx', host), ...mtaStsRecordFix(domain, evidence.mtaSts?.seenAt)];
      return draft(evidence, 'mtaSts', 'fail', message, { domain, host, patterns }, { fixes, name: host });
    });
  },
};
