/** Has the From domain a DMARC policy, its own or one above it? */
import type { Check } from '../../findings/finding.ts';
import { subjectOf } from '../../findings/subject-of.ts';
import { draft, factsOf, valueOn } from '../draft.ts';

export const dmarcRecordPresent: Check<'dmarc' | 'reply'> = {
  id: 'dmarc/record-present',
  needs: ['dmarc', 'reply'],
  sources: [{ title: 'RFC 9989 §4.7' }, { title: 'RFC 9989 §4.10' }],
  run: (evidence) => {
    const dmarc = valueOn(evidence, 'dmarc');
    if (dmarc !== undefined) {
      const { fromDomain, recordDomain, policy, record } = dmarc;
      return draft(evidence, 'dmarc', 'pass', 'has-record', {
        domain: fromDomain,
        recordDomain,
        policy,
        record,
      });
    }
    const domain = subjectOf('dmarc', evidence).name;
    // MAIL FROM's domain stands in where the From header is not known.
    const confidence = factsOf(evidence).headerFrom === undefined ? 0.7 : 1;
    const fixes = [
      { kind: 'dns' as const, name: `_dmarc.${domain}`, type: 'TXT', value: 'v=DMARC1; p=none' },
    ];
    return draft(evidence, 'dmarc', 'fail', 'no-record', { domain }, { confidence, fixes });
  },
};
