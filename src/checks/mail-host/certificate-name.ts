/** Does the certificate name the host (RFC 7817 §3, RFC 8461 §4.1)? */
import type { Check } from '../../findings/finding.ts';
import { obtainCertificate } from './certificate-fix.ts';
import { isSubmission, judgeEndpoints } from './endpoints.ts';

const maxShown = 8;

export const certificateName: Check<'mailHost'> = {
  id: 'mail-host/certificate-name',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 7817 §3' }, { title: 'RFC 6125 §6.4' }, { title: 'RFC 8461 §4.2' }],
  run: (evidence) =>
    judgeEndpoints(evidence, (endpoint, { host }) => {
      const own = endpoint.tls?.chain[0];
      if (endpoint.tls === undefined || own === undefined) return undefined;
      const names = own.names.slice(0, maxShown);
      const data = { names, subject: own.subject };
      if (endpoint.tls.isNameMatching) return { outcome: 'pass', message: 'matches', data };
      const message = isSubmission(endpoint) ? 'submission-other-name' : 'other-name';
      return { outcome: 'fail', message, data, fixes: obtainCertificate(host) };
    }),
};
