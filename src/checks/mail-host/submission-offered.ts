/** Can users hand in mail here, on 465 with TLS from the start or 587 with STARTTLS (RFC 8314 §3.3, RFC 6409 §3.1)? */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { authMechanisms, isSubmission, keywordsOf } from './endpoints.ts';

export const submissionOffered: Check<'mailHost'> = {
  id: 'mail-host/submission-offered',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 8314 §3.3' }, { title: 'RFC 6409 §3.1' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'mailHost');
    const asked = facts?.endpoints.filter(({ outcome }) => outcome !== 'not-asked') ?? [];
    if (facts === undefined || asked.length === 0) return [];
    const open = asked.filter(({ outcome }) => outcome === 'open');
    const ports = [...new Set(open.filter(isSubmission).map(({ port }) => port))];
    const data = { host: facts.host, ports };
    if (ports.includes(465)) return draft(evidence, 'mailHost', 'pass', 'offered', data);
    if (ports.length > 0) return draft(evidence, 'mailHost', 'fail', 'no-implicit-tls', data);
    const at25 = open.find((endpoint) => authMechanisms(keywordsOf(endpoint)) !== undefined);
    if (at25 !== undefined) {
      return draft(evidence, 'mailHost', 'fail', 'only-on-25', { ...data, port: at25.port });
    }
    const isClosed = asked.filter(isSubmission).every(({ outcome }) => outcome === 'refused');
    return isClosed
      ? draft(evidence, 'mailHost', 'not-applicable', 'none', data)
      : draft(evidence, 'mailHost', 'not-applicable', 'silent', data);
  },
};
