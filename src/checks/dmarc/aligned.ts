/** Does what passed SPF or DKIM belong to the From domain? One of the two is enough (RFC 9989 §4.4). */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';

export const dmarcAligned: Check<'dmarc' | 'reply'> = {
  id: 'dmarc/aligned',
  needs: ['dmarc', 'reply'],
  sources: [{ title: 'RFC 9989 §4.4' }, { title: 'RFC 9989 §4.10.2' }],
  run: (evidence) => {
    const dmarc = valueOn(evidence, 'dmarc');
    if (dmarc === undefined) return draft(evidence, 'dmarc', 'not-applicable', 'no-record');
    const { fromDomain: domain, policy, isSpfAligned, isDkimAligned } = dmarc;
    const data = { domain, policy, spf: String(isSpfAligned), dkim: String(isDkimAligned) };
    if (dmarc.isStandIn === true) {
      const why = { why: 'not-given', option: '--message' };
      return draft(evidence, 'dmarc', 'unknown', 'could-not-check', { ...data, ...why });
    }
    if (isSpfAligned === true || isDkimAligned === true)
      return draft(evidence, 'dmarc', 'pass', 'aligned', data);
    if (isSpfAligned === 'unknown' || isDkimAligned === 'unknown') {
      return draft(evidence, 'dmarc', 'unknown', 'could-not-check', { ...data, why: 'not-verifiable' });
    }
    return draft(evidence, 'dmarc', 'fail', policy === 'none' ? 'not-aligned-none' : 'not-aligned', data);
  },
};
