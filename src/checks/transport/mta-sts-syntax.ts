/** Is the policy file well-formed (RFC 8461 §3.2)? */
import type { Check } from '../../findings/finding.ts';
import { draft } from '../draft.ts';
import { fetchedPolicy } from './fetched-policy.ts';

export const mtaStsSyntax: Check<'mtaSts'> = {
  id: 'transport/mta-sts-syntax',
  needs: ['mtaSts'],
  sources: [{ title: 'RFC 8461 §3.2' }],
  run: (evidence) => {
    const found = fetchedPolicy(evidence);
    if (found === undefined) return draft(evidence, 'mtaSts', 'not-applicable', 'no-policy');
    const { url, problems, mx } = found.policy;
    const fatal = problems.filter(({ isFatal }) => isFatal);
    const shown = (fatal.length > 0 ? fatal : problems).map(({ code, line }) =>
      line === 0 ? code : `${code} (${line})`,
    );
    const data = { domain: found.facts.domain, url, problems: shown.join(', ') };
    if (fatal.length > 0) return draft(evidence, 'mtaSts', 'fail', 'unusable', data);
    if (problems.length > 0) return draft(evidence, 'mtaSts', 'fail', 'oddities', data);
    return draft(evidence, 'mtaSts', 'pass', 'usable', { ...data, mx: mx.join(', ') });
  },
};
