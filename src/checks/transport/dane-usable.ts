/** Can senders use each TLSA record (RFC 7672 §3.1)? Where none can be used they insist on TLS and on nothing more. */
import type { Check } from '../../findings/finding.ts';
import { formatTlsa, tlsaProblem } from '../../wire/tlsa/index.ts';
import { draft, valueOn } from '../draft.ts';

const MAX_SHOWN = 100;

export const daneUsable: Check<'dane'> = {
  id: 'transport/dane-usable',
  needs: ['dane'],
  sources: [{ title: 'RFC 7672 §3.1' }, { title: 'RFC 7672 §3.1.3' }, { title: 'RFC 6698 §2.1' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'dane');
    if (facts === undefined) return draft(evidence, 'dane', 'not-applicable', 'no-records');
    const { host, records } = facts;
    const faulty = records.flatMap((record) => {
      const problem = tlsaProblem(record);
      return problem === undefined ? [] : { record: formatTlsa(record).slice(0, MAX_SHOWN), problem };
    });
    const [first] = faulty;
    if (first === undefined)
      return draft(evidence, 'dane', 'pass', 'usable', { host, count: String(records.length) });
    if (faulty.length === records.length)
      return draft(evidence, 'dane', 'fail', 'none-usable', { host, ...first });
    return faulty.flatMap((one) => draft(evidence, 'dane', 'fail', 'unusable', { host, ...one }));
  },
};
