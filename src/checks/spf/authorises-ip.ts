/** Does SPF let the sending IP send for the domain? Every result but pass is one that a receiver may refuse. */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { confidenceOf, proposedRecord } from './spf-fix.ts';

/** RFC 7208 §2.6 */
const messages = {
  pass: 'authorised',
  fail: 'not-authorised',
  softfail: 'softfail',
  neutral: 'neutral',
  none: 'no-record',
  permerror: 'record-broken',
  temperror: 'could-not-check',
} as const;

export const spfAuthorisesIp: Check<'spf' | 'reply'> = {
  id: 'spf/authorises-ip',
  needs: ['spf', 'reply'],
  sources: [{ title: 'RFC 7208 §2.6' }, { title: 'RFC 7208 §8' }],
  run: (evidence) => {
    const spf = valueOn(evidence, 'spf');
    if (spf === undefined) return draft(evidence, 'spf', 'not-applicable', 'no-record');
    const { domain, ip, result, record, reason, proposal } = spf;
    const data = {
      domain,
      ip,
      result,
      ...(record === undefined ? {} : { record }),
      ...(reason === undefined ? {} : { reason }),
      ...(proposal?.isVerified === true ? { proposed: proposal.record } : {}),
      ...(spf.identity === undefined ? {} : { identity: spf.identity }),
    };
    const outcome = result === 'pass' ? 'pass' : result === 'temperror' ? 'unknown' : 'fail';
    const fixes = outcome === 'fail' ? proposedRecord(spf) : [];
    return draft(evidence, 'spf', outcome, messages[result], data, {
      confidence: confidenceOf(spf),
      fixes,
      name: domain,
    });
  },
};
