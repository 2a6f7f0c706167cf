/** Do senders remember the policy long enough for it to protect (RFC 8461 §3.2, §10)? */
import type { Check } from '../../findings/finding.ts';
import { draft } from '../draft.ts';
import { usablePolicy } from './fetched-policy.ts';
import { policyLine } from './mta-sts-fix.ts';

const DAY_SECONDS = 86_400;
/** RFC 8461 §3.2 speaks of weeks or more. */
const ADVISED_SECONDS = 604_800;

export const mtaStsMaxAge: Check<'mtaSts'> = {
  id: 'transport/mta-sts-max-age',
  needs: ['mtaSts'],
  sources: [{ title: 'RFC 8461 §3.2' }, { title: 'RFC 8461 §10.2' }],
  run: (evidence) => {
    const found = usablePolicy(evidence);
    const seconds = found?.policy.maxAgeSeconds;
    if (found === undefined || seconds === undefined || found.policy.mode === 'none')
      return draft(evidence, 'mtaSts', 'not-applicable', 'no-policy');
    const { domain } = found.facts;
    if (seconds >= DAY_SECONDS)
      return draft(evidence, 'mtaSts', 'pass', 'long-enough', {
        domain,
        days: Math.floor(seconds / DAY_SECONDS),
      });
    const fixes = [policyLine(found.policy.url, 'max_age', String(ADVISED_SECONDS))];
    return draft(evidence, 'mtaSts', 'fail', 'short', { domain, seconds }, { fixes });
  },
};
