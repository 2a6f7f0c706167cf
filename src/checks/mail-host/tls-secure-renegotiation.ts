/** Does the host bind a second handshake to the first (RFC 5746)? Without that a stranger can put text before what a client says. */
import type { Check } from '../../findings/finding.ts';
import { judgeHellos } from './handshake.ts';

export const tlsSecureRenegotiation: Check<'mailHost'> = {
  id: 'mail-host/tls-secure-renegotiation',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 9325 §3.5' }, { title: 'RFC 5746 §3.6' }],
  run: (evidence) =>
    judgeHellos(evidence, ({ hasSecureRenegotiation }, { renegotiation }) => {
      if (hasSecureRenegotiation) return { outcome: 'pass', message: 'offered' };
      const message = renegotiation.state === 'accepted' ? 'insecure-accepted' : 'not-offered';
      return { outcome: 'fail', message };
    }),
};
