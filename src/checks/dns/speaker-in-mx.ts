/** Is the host that refused one of the recipient's mail exchangers? A fact that decides who must act. */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';

/** A host of the MX's operator may stand behind the gateway, or be a relay of the sender's at the same operator. */
const sameOperator = 0.6;

export const speakerInMx: Check<'speakerInMx' | 'reply'> = {
  id: 'dns/speaker-in-mx',
  needs: ['speakerInMx', 'reply'],
  sources: [{ title: 'RFC 5321 §5.1' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'speakerInMx');
    if (found === undefined) return draft(evidence, 'speakerInMx', 'not-applicable', 'no-such-domain');
    const { speaker: host, domain, mxHosts, isInMx, match } = found;
    const data = { host, domain, mxHosts: mxHosts.join(', ') };
    if (!isInMx) return draft(evidence, 'speakerInMx', 'fail', 'not-in-mx', data);
    return match === 'domain'
      ? draft(evidence, 'speakerInMx', 'pass', 'same-operator', data, { confidence: sameOperator })
      : draft(evidence, 'speakerInMx', 'pass', 'in-mx', data);
  },
};
