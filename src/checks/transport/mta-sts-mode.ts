/** Does the policy ask senders to insist (RFC 8461 §5)? */
import type { Check } from '../../findings/finding.ts';
import { draft } from '../draft.ts';
import { usablePolicy } from './fetched-policy.ts';

export const mtaStsMode: Check<'mtaSts'> = {
  id: 'transport/mta-sts-mode',
  needs: ['mtaSts'],
  sources: [{ title: 'RFC 8461 §5' }, { title: 'RFC 8461 §8.3' }],
  run: (evidence) => {
    const found = usablePolicy(evidence);
    if (found === undefined) return draft(evidence, 'mtaSts', 'not-applicable', 'no-policy');
    const { domain } = found.facts;
    const { url, mode } = found.policy;
    if (mode === 'enforce') return draft(evidence, 'mtaSts', 'pass', 'enforce', { domain });
    // RFC 8461 §8.3: 'none' is how a policy is taken back.
    if (mode === 'none') return draft(evidence, 'mtaSts', 'fail', 'none', { domain, url });
    // RFC 8461 §5.1: how one begins; it protects nothing yet.
    return draft(evidence, 'mtaSts', 'pass', 'testing', { domain, url });
  },
};
