/** Does the chain of certificates lead to a root that programs trust (RFC 8461 §4.2, RFC 8314 §4.4.1)? */
import type { TlsFacts } from '../../findings/facts/mail-host.ts';
import type { Check } from '../../findings/finding.ts';
import { obtainCertificate } from './certificate-fix.ts';
import { isSubmission, judgeEndpoints } from './endpoints.ts';

/** A root that our store has and theirs lacks, or the other way round. */
const likely = 0.9;

export const certificateTrusted: Check<'mailHost'> = {
  id: 'mail-host/certificate-trusted',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 8461 §4.2' }, { title: 'RFC 7817 §3' }, { title: 'RFC 8314 §4.4.1' }],
  run: (evidence) => {
    const now = Date.parse(evidence.mailHost?.seenAt ?? '');
    return judgeEndpoints(evidence, (endpoint, { host }) => {
      const { tls } = endpoint;
      if (tls === undefined) return undefined;
      const issuer = tls.chain[0]?.issuer ?? '';
      if (tls.isTrusted) return { outcome: 'pass', message: 'trusted', data: { issuer } };
      const fault = faultOf(tls, now);
      if (fault === 'expired') return { outcome: 'not-applicable', message: 'expired' };
      const data = { issuer, problem: tls.trustProblem ?? 'unknown' };
      // Between servers an untrusted certificate is used all the same (RFC 7435); programs of users refuse it.
      const message = isSubmission(endpoint) ? `submission-${fault}` : fault;
      return { outcome: 'fail', message, data, confidence: likely, fixes: obtainCertificate(host) };
    });
  },
};

type Fault = 'self-signed' | 'incomplete-chain' | 'unknown-issuer' | 'expired';

function faultOf({ chain, trustProblem }: TlsFacts, now: number): Fault {
  const isOver = ({ notAfter }: { readonly notAfter: string }) => Date.parse(notAfter) < now;
  const [own] = chain;
  if (trustProblem === 'CERT_HAS_EXPIRED' && own !== undefined && isOver(own)) return 'expired';
  if (chain.length === 1 && own?.isSelfIssued === true) return 'self-signed';
  return trustProblem === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' || chain.length === 1
    ? 'incomplete-chain'
    : 'unknown-issuer';
}
