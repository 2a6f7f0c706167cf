/** Is the key of the certificate long enough (RFC 9325 §4.5)? */
import type { CertificateFacts } from '../../findings/facts/mail-host.ts';
import type { Check } from '../../findings/finding.ts';
import { obtainCertificate } from './certificate-fix.ts';
import { judgeEndpoints } from './endpoints.ts';

export const certificateKey: Check<'mailHost'> = {
  id: 'mail-host/certificate-key',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 9325 §4.5' }],
  run: (evidence) =>
    judgeEndpoints(evidence, ({ tls }, { host }) => {
      const own = tls?.chain[0];
      if (own === undefined) return undefined;
      const { keyType, keyBits } = own;
      const data = { keyType, keyBits };
      const least = leastBits(own);
      if (least === undefined) return { outcome: 'unknown', message: 'unknown-kind', data };
      if (keyBits >= least) return { outcome: 'pass', message: 'long-enough', data };
      return {
        outcome: 'fail',
        message: 'too-short',
        data: { ...data, least },
        fixes: obtainCertificate(host),
      };
    }),
};

/** 112 bits of security: 2048 of RSA, 224 of a curve. */
function leastBits({ keyType }: CertificateFacts): number | undefined {
  if (keyType === 'rsa' || keyType === 'rsa-pss' || keyType === 'dsa') return 2048;
  return ['ec', 'ed25519', 'ed448'].includes(keyType) ? 224 : undefined;
}
