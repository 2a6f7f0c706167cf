/** Is there a zone behind the domain? Yahoo asks for its SOA and takes a domain without one for invalid. */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { noDomain } from './no-domain.ts';

export const soaPresent: Check<'zone'> = {
  id: 'routing/soa-present',
  needs: ['zone'],
  sources: [
    {
      title: 'Yahoo Sender Hub, SMTP error codes: unresolvable RFC 5321 or RFC 5322 domain',
      url: 'https://senders.yahooinc.com/smtp-error-codes/',
      seen: '2026-02-15',
    },
    { title: 'RFC 1035 §3.3.13' },
  ],
  run: (evidence) => {
    const found = valueOn(evidence, 'zone');
    if (found === undefined) return noDomain(evidence, 'zone');
    const { domain, apex, soa } = found;
    if (soa === undefined) return draft(evidence, 'zone', 'fail', 'no-soa', { domain });
    const message = apex === domain ? 'own-zone' : 'zone-above';
    return draft(evidence, 'zone', 'pass', message, { domain, zone: apex, server: soa.mname });
  },
};
