/** Does the domain exist? Receivers refuse mail from a domain that does not. */
import type { Check } from '../../findings/finding.ts';
import { subjectOf } from '../../findings/subject-of.ts';
import { draft, valueOn } from '../draft.ts';

export const domainExists: Check<'routing' | 'about'> = {
  id: 'routing/domain-exists',
  needs: ['routing', 'about'],
  sources: [{ title: 'RFC 5321 §2.3.5' }, { title: 'RFC 8020 §2' }],
  run: (evidence) => {
    const domain = valueOn(evidence, 'routing')?.domain ?? subjectOf('routing', evidence).name;
    return evidence.routing?.state === 'absent'
      ? draft(evidence, 'routing', 'fail', 'no-such-domain', { domain })
      : draft(evidence, 'routing', 'pass', 'exists', { domain });
  },
};
