/** Which TLS sessions with the domain's mail hosts failed, as other senders saw them (RFC 8460 §4.3). */
import type { TlsFailureGroup } from '../../findings/facts/reports.ts';
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { percentOf } from './percent.ts';

/** RFC 8460 §4.3.1, §4.3.2.1, §4.3.2.2, §4.3.3; each is a message of its own. */
const types: readonly string[] = [
  'starttls-not-supported',
  'certificate-host-mismatch',
  'certificate-expired',
  'certificate-not-trusted',
  'validation-failure',
  'tlsa-invalid',
  'dnssec-invalid',
  'dane-required',
  'sts-policy-fetch-error',
  'sts-policy-invalid',
  'sts-webpki-invalid',
];

/** Broken connections of so few sessions in a thousand say nothing about the host. */
const CHANCE = 0.001;
const chanceTypes: readonly string[] = ['validation-failure', 'starttls-not-supported'];

export const reportsTlsFailures: Check<'reports'> = {
  id: 'reports/tls-failures',
  needs: ['reports'],
  sources: [{ title: 'RFC 8460 §4.3' }, { title: 'RFC 8461 §5' }, { title: 'RFC 7672 §2.2' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'reports');
    if (facts === undefined || facts.counts.tls === 0)
      return draft(evidence, 'reports', 'not-applicable', 'no-tls-reports');
    const { domain, tls } = facts;
    const all = tls.successes + tls.failures;
    const data = { domain, sessions: all, failures: tls.failures, share: percentOf(tls.successes, all) };
    if (tls.failures === 0 && tls.details.length === 0)
      return draft(evidence, 'reports', 'pass', 'none', data);
    if (tls.details.length === 0) return draft(evidence, 'reports', 'fail', 'unspecified', data);
    return tls.details.flatMap((group) => {
      const more = { ...data, ...dataOf(group) };
      const isChance = chanceTypes.includes(group.resultType) && group.sessions < all * CHANCE;
      if (isChance) return draft(evidence, 'reports', 'not-applicable', 'chance', more);
      const message = types.includes(group.resultType) ? group.resultType : 'other';
      return draft(evidence, 'reports', 'fail', message, more);
    });
  },
};

function dataOf({ resultType, receivingMx, policyType, sessions, reporters, reason }: TlsFailureGroup) {
  return { type: resultType, host: receivingMx, policyType, failed: sessions, reporters, reason };
}
