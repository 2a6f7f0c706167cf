/** Does SPF let the sending IP send for the domain? Every result but pass is one that a receiver may refuse. */
import type { Check } from '../../findings/finding.ts';
import { draft, factsOf, valueOn } from '../draft.ts';
import { adviseSpf, confidenceOf } from './spf-fix.ts';

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
    const { domain, ip, result, record, reason } = spf;
    const data = {
      domain,
      ip,
      result,
      ...(record === undefined ? {} : { record }),
      ...(reason === undefined ? {} : { reason }),
      ...(spf.identity === undefined ? {} : { identity: spf.identity }),
      ...(result === 'none' ? { unpublished: domain } : {}),
    };
    const outcome = result === 'pass' ? 'pass' : result === 'temperror' ? 'unknown' : 'fail';
    const more = { confidence: confidenceOf(spf), name: domain };
    if (outcome !== 'fail') return draft(evidence, 'spf', outcome, messages[result], data, more);
    const advice = adviseSpf(spf, factsOf(evidence));
    const { fixes } = advice;
    return draft(evidence, 'spf', outcome, messages[result], { ...data, ...advice.data }, { ...more, fixes });
  },
};
