/** Can the sender's domain take replies and bounces? Receivers refuse a MAIL FROM whose domain cannot. */
import type { Check } from '../../findings/finding.ts';
import { subjectOf } from '../../findings/subject-of.ts';
import { draft, valueOn } from '../draft.ts';
import { isNullMx } from './mx.ts';

export const senderDomainReceives: Check<'senderDomain' | 'reply'> = {
  id: 'dns/sender-domain-receives',
  needs: ['senderDomain', 'reply'],
  sources: [{ title: 'RFC 5321 §5.1' }, { title: 'RFC 7505 §4.2' }, { title: 'RFC 3463 §3.2 (X.1.8)' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'senderDomain');
    const domain = found?.domain ?? subjectOf('senderDomain', evidence).name;
    if (found === undefined) return draft(evidence, 'senderDomain', 'fail', 'no-such-domain', { domain });
    // RFC 7505 §4.2: a domain that takes no mail should not be used to send.
    if (isNullMx(found.mx)) return draft(evidence, 'senderDomain', 'fail', 'null-mx', { domain });
    const hosts = found.mx.map(({ host }) => host).join(', ');
    if (found.mx.length > 0) return draft(evidence, 'senderDomain', 'pass', 'has-mx', { domain, hosts });
    if (found.addresses.length > 0) return draft(evidence, 'senderDomain', 'pass', 'by-address', { domain });
    return draft(evidence, 'senderDomain', 'fail', 'no-mail-host', { domain });
  },
};
