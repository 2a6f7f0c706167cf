/** Is there a mark certificate (VMC, CMC), in force and for this domain? Several mailbox providers show no logo without. */
import type { BimiCertificate } from '../../findings/facts/bimi.ts';
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';

const dayMs = 86_400_000;
/** A month is what an issuer needs to renew one. */
const soonDays = 30;

/** By the problems of the facts. */
const messages: Readonly<Record<string, string>> = {
  'not-pem': 'not-pem',
  'no-purpose': 'no-purpose',
  'other-name': 'other-name',
  'no-chain': 'no-chain',
  'broken-chain': 'broken-chain',
  'not-yet': 'not-yet',
  expired: 'expired',
  'expires-soon': 'expires-soon',
};

export const bimiCertificateValid: Check<'bimi'> = {
  id: 'bimi/certificate-valid',
  needs: ['bimi'],
  sources: [
    { title: 'draft-fetch-validation-vmc-wchuang §4' },
    { title: 'RFC 5280 §4.1.2.5' },
    { title: 'draft-brand-indicators-for-message-identification §4.2' },
  ],
  run: (evidence) => {
    const facts = valueOn(evidence, 'bimi');
    if (facts === undefined || facts.isDeclined)
      return draft(evidence, 'bimi', 'not-applicable', 'no-record');
    const { domain, certificateUrl: url, certificate } = facts;
    if (url === undefined) return draft(evidence, 'bimi', 'fail', 'none', { domain });
    const data = { domain, url };
    if (certificate === undefined)
      return draft(evidence, 'bimi', 'unknown', 'could-not-check', { ...data, why: 'not-fetched' });
    if (certificate.state === 'failed') {
      const { code: why, why: detail } = certificate;
      return draft(evidence, 'bimi', 'unknown', 'could-not-check', { ...data, why, detail });
    }
    if (certificate.state === 'missing')
      return draft(evidence, 'bimi', 'fail', 'missing', { ...data, status: certificate.code });
    const seenAt = evidence.bimi?.seenAt ?? '';
    const problems = [...certificate.problems, ...datesOf(certificate, seenAt)];
    const { names, notAfter = '', issuer = '' } = certificate;
    const more = { ...data, names: names.join(', '), notAfter: notAfter.slice(0, 10), issuer };
    if (problems.length === 0) return draft(evidence, 'bimi', 'pass', 'valid', more);
    return problems.flatMap((problem) =>
      draft(evidence, 'bimi', 'fail', messages[problem] ?? 'not-pem', more),
    );
  },
};

function datesOf({ notBefore, notAfter }: BimiCertificate, seenAt: string): readonly string[] {
  const [now, from, to] = [seenAt, notBefore ?? '', notAfter ?? ''].map((text) => Date.parse(text));
  if (now === undefined || from === undefined || to === undefined) return [];
  if (now < from) return ['not-yet'];
  if (now > to) return ['expired'];
  return to - now < soonDays * dayMs ? ['expires-soon'] : [];
}
