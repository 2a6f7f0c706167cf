/**
 * Do mail programs find the submission server by SRV (RFC 6186 §3.1, RFC 8314 §5.1)? Advice: no mail is refused for want of it.
 */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { receivesMail } from '../transport/receives-mail.ts';
import { offerOf } from './offered.ts';

export const submissionSrv: Check<'clientConfig' | 'routing'> = {
  id: 'client-config/submission-srv',
  needs: ['clientConfig', 'routing'],
  sources: [{ title: 'RFC 6186 §3.1' }, { title: 'RFC 8314 §5.1' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'clientConfig');
    if (facts === undefined) return [];
    const { domain } = facts;
    const tls = offerOf(facts, '_submissions._tcp');
    const startTls = offerOf(facts, '_submission._tcp');
    if (tls === 'offered') return draft(evidence, 'clientConfig', 'pass', 'implicit-tls', { domain });
    if (tls === 'unknown' || (startTls === 'unknown' && tls !== 'denied'))
      return draft(evidence, 'clientConfig', 'unknown', 'could-not-check', { domain, why: 'no-answer' });
    // RFC 8314 §3.3: TLS from the first octet is preferred to STARTTLS.
    if (startTls === 'offered') return draft(evidence, 'clientConfig', 'fail', 'starttls-only', { domain });
    if (tls === 'denied' || startTls === 'denied')
      return draft(evidence, 'clientConfig', 'pass', 'not-offered', { domain });
    // Nobody has a mailbox there, so nobody sets up a program.
    if (!receivesMail(evidence))
      return draft(evidence, 'clientConfig', 'not-applicable', 'receives-no-mail', { domain });
    return draft(evidence, 'clientConfig', 'fail', 'no-record', { domain });
  },
};
