/** Is the domain signed, and do the signatures hold? With broken ones a validating resolver sees no domain at all. */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { algorithmName } from './dnssec-names.ts';
import { noDomain } from './no-domain.ts';

/** SERVFAIL without a word, and an answer without validation: it may be something else that failed once. */
const withoutReason = 0.7;

export const dnssec: Check<'dnssec'> = {
  id: 'routing/dnssec',
  needs: ['dnssec'],
  sources: [{ title: 'RFC 4035 §4.3' }, { title: 'RFC 8914 §4' }, { title: 'RFC 9364 §2' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'dnssec');
    if (found === undefined) return noDomain(evidence, 'dnssec');
    const { domain, state, reasons, failing } = found;
    const algorithms = found.algorithms.map(algorithmName).join(', ');
    switch (state) {
      case 'secure':
        return draft(evidence, 'dnssec', 'pass', 'secure', { domain, algorithms });
      case 'bogus': {
        const data = { domain, reasons: reasons.join('; '), questions: failing.join(', ') };
        const confidence = reasons.length > 0 ? 1 : withoutReason;
        const fixes = [{ kind: 'command', line: `dig +dnssec +cd ${failing[0] ?? domain}` } as const];
        return draft(evidence, 'dnssec', 'fail', 'bogus', data, { confidence, fixes });
      }
      case 'not-validating':
        return draft(evidence, 'dnssec', 'unknown', 'not-validating', { domain });
      case 'unsigned':
        return draft(evidence, 'dnssec', 'fail', 'unsigned', { domain });
      case 'no-ds':
        return draft(evidence, 'dnssec', 'fail', 'no-ds', { domain, algorithms });
      case 'unsupported':
        return draft(evidence, 'dnssec', 'fail', 'unsupported', { domain, algorithms });
    }
  },
};
