/**
 * Will the signatures last? Signers renew them well before their end; one that has less than a day left of a life of
 * many days was forgotten, and at its end the domain disappears.
 */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { noDomain } from './no-domain.ts';

const dayMs = 86_400_000;
/** Some operators sign each answer anew, for two days. */
const longLifeMs = 5 * dayMs;

export const dnssecSignatures: Check<'dnssec'> = {
  id: 'routing/dnssec-signatures',
  needs: ['dnssec'],
  sources: [{ title: 'RFC 6781 §4.4.2' }, { title: 'RFC 4034 §3.1.5' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'dnssec');
    if (found === undefined) return noDomain(evidence, 'dnssec');
    const { domain, signature } = found;
    if (signature === undefined) return draft(evidence, 'dnssec', 'not-applicable', 'unsigned', { domain });
    const { over, madeAt, endsAt } = signature;
    const leftMs = Date.parse(endsAt) - Date.parse(evidence.dnssec?.seenAt ?? endsAt);
    const isLong = Date.parse(endsAt) - Date.parse(madeAt) >= longLifeMs;
    const data = { domain, over, until: endsAt, hours: Math.max(0, Math.floor(leftMs / 3_600_000)) };
    return isLong && leftMs < dayMs
      ? draft(evidence, 'dnssec', 'fail', 'ending', data)
      : draft(evidence, 'dnssec', 'pass', 'fresh', data);
  },
};
