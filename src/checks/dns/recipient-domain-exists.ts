/** Does the recipient's domain exist? */
import type { Check } from '../../findings/finding.ts';
import { subjectOf } from '../../findings/subject-of.ts';
import { draft, valueOn } from '../draft.ts';

export const recipientDomainExists: Check<'recipientDomain' | 'reply'> = {
  id: 'dns/recipient-domain-exists',
  needs: ['recipientDomain', 'reply'],
  sources: [{ title: 'RFC 5321 §5.1' }, { title: 'RFC 8020 §2' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'recipientDomain');
    const domain = found?.domain ?? subjectOf('recipientDomain', evidence).name;
    return found === undefined
      ? draft(evidence, 'recipientDomain', 'fail', 'no-such-domain', { domain })
      : draft(evidence, 'recipientDomain', 'pass', 'exists', { domain });
  },
};
