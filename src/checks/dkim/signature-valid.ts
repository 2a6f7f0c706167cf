/** Does a DKIM signature of the message verify? */
import type { Check } from '../../findings/finding.ts';
import { draft, factsOf, valueOn } from '../draft.ts';
import { relevantSignatures } from './signatures.ts';

/** A copy in a bounce may have been changed on its way back; the message itself was not. */
const confidenceOfFailure = { copy: 0.4, original: 0.95 };

export const dkimSignatureValid: Check<'dkim' | 'reply'> = {
  id: 'dkim/signature-valid',
  needs: ['dkim', 'reply'],
  sources: [{ title: 'RFC 6376 §6.1' }, { title: 'RFC 8301 §3.1' }, { title: 'RFC 8463 §3' }],
  run: (evidence) => {
    const dkim = valueOn(evidence, 'dkim');
    if (dkim === undefined) return draft(evidence, 'dkim', 'not-applicable', 'not-signed');
    const signatures = relevantSignatures(dkim.signatures, factsOf(evidence));
    const good = signatures.find(({ result }) => result === 'pass');
    if (good !== undefined) {
      return draft(evidence, 'dkim', 'pass', 'valid', { domain: good.domain, selector: good.selector });
    }
    const bad = signatures.find(({ result }) => result !== 'not-verifiable' && result !== 'temperror');
    if (bad === undefined) {
      const first = signatures[0];
      const why = first?.result ?? 'not-verifiable';
      return draft(evidence, 'dkim', 'unknown', 'could-not-check', {
        why,
        ...(first && { domain: first.domain }),
      });
    }
    const { domain, selector, result, reason } = bad;
    const data = { domain, selector, result, ...(reason === undefined ? {} : { reason }) };
    const confidence = dkim.isReturnedCopy === true ? confidenceOfFailure.copy : confidenceOfFailure.original;
    return draft(evidence, 'dkim', 'fail', 'invalid', data, { confidence });
  },
};
