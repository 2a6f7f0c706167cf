/** Are the TLSA records protected by DNSSEC (RFC 7672 §2.1, §2.2)? Without it senders do not look at them. */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';

export const daneSecure: Check<'dane'> = {
  id: 'transport/dane-secure',
  needs: ['dane'],
  sources: [{ title: 'RFC 7672 §2.1.1' }, { title: 'RFC 7672 §2.2' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'dane');
    if (facts === undefined) return draft(evidence, 'dane', 'not-applicable', 'no-records');
    const { host, foundAt, records } = facts;
    const data = { host, name: foundAt, count: String(records.length) };
    if (!facts.isSecure) return draft(evidence, 'dane', 'fail', 'not-secure', data);
    // RFC 7672 §2.2: where the addresses are not validated the TLSA records are not even asked for.
    if (facts.isAddressSecure === false) return draft(evidence, 'dane', 'fail', 'address-not-secure', data);
    if (facts.isAddressSecure === 'unknown')
      return draft(evidence, 'dane', 'unknown', 'could-not-check', { ...data, why: 'no-answer' });
    return draft(evidence, 'dane', 'pass', 'secure', data);
  },
};
