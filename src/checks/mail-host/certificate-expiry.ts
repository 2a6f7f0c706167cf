/** Is the certificate valid on the day it was seen, and for two weeks more (RFC 5280 §4.1.2.5)? */
import type { Check } from '../../findings/finding.ts';
import { renewCertificate } from './certificate-fix.ts';
import { judgeEndpoints } from './endpoints.ts';

const dayMs = 86_400_000;
/** Automatic renewal comes at 30 days; what is left at 14 was forgotten. */
const warnDays = 14;

export const certificateExpiry: Check<'mailHost'> = {
  id: 'mail-host/certificate-expiry',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 5280 §4.1.2.5' }, { title: 'RFC 8461 §4.2' }],
  run: (evidence) => {
    const now = Date.parse(evidence.mailHost?.seenAt ?? '');
    return judgeEndpoints(evidence, ({ tls }, { host }) => {
      const own = tls?.chain[0];
      if (own === undefined) return undefined;
      const { notBefore, notAfter } = own;
      const days = Math.floor((Date.parse(notAfter) - now) / dayMs);
      const data = { from: notBefore.slice(0, 10), until: notAfter.slice(0, 10), days: Math.abs(days) };
      const fixes = renewCertificate(host);
      if (Date.parse(notBefore) > now) return { outcome: 'fail', message: 'not-yet-valid', data, fixes };
      if (Date.parse(notAfter) < now) return { outcome: 'fail', message: 'expired', data, fixes };
      if (days < warnDays) return { outcome: 'fail', message: 'expires-soon', data, fixes };
      return { outcome: 'pass', message: 'valid', data };
    });
  },
};
