/** Is any certificate of the chain signed with a hash that can be forged (RFC 9325 §4.5)? A root signs itself: that counts for nothing. */
import type { Check } from '../../findings/finding.ts';
import { obtainCertificate } from './certificate-fix.ts';
import { judgeEndpoints } from './endpoints.ts';

const weak = /md[245]|sha1(?!\d)|sha-1/i;

export const certificateSignature: Check<'mailHost'> = {
  id: 'mail-host/certificate-signature',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 9325 §4.5' }],
  run: (evidence) =>
    judgeEndpoints(evidence, ({ tls }, { host }) => {
      const [own, ...rest] = tls?.chain ?? [];
      if (own === undefined) return undefined;
      const judged = [own, ...rest.filter(({ isSelfIssued }) => !isSelfIssued)];
      const algorithms = judged.flatMap(({ signatureAlgorithm }) => signatureAlgorithm ?? []);
      if (algorithms.length === 0) return { outcome: 'unknown', message: 'unknown-kind' };
      const bad = algorithms.find((algorithm) => weak.test(algorithm));
      return bad === undefined
        ? { outcome: 'pass', message: 'strong', data: { algorithm: algorithms[0] ?? '' } }
        : { outcome: 'fail', message: 'weak', data: { algorithm: bad }, fixes: obtainCertificate(host) };
    }),
};
