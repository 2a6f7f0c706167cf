/** Does the recipient's domain say that it takes no mail (null MX)? */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { isNullMx } from './mx.ts';

export const recipientNullMx: Check<'recipientDomain' | 'reply'> = {
  id: 'dns/recipient-null-mx',
  needs: ['recipientDomain', 'reply'],
  sources: [{ title: 'RFC 7505 §3' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'recipientDomain');
    if (found === undefined) return draft(evidence, 'recipientDomain', 'not-applicable', 'no-such-domain');
    const { domain, mx } = found;
    return isNullMx(mx)
      ? draft(evidence, 'recipientDomain', 'fail', 'null-mx', { domain })
      : draft(evidence, 'recipientDomain', 'pass', 'no-null-mx', { domain });
  },
};
