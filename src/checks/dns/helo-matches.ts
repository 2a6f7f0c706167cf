/** Does the HELO name resolve to the sending IP? Not demanded by RFC 5321 §4.1.4, but counted by filters. */
import { isSameIp } from '../../base/ip.ts';
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { reverseNameAsHelo } from './helo-fix.ts';

export const heloMatches: Check<'helo' | 'reply' | 'ptr'> = {
  id: 'dns/helo-matches',
  needs: ['helo', 'reply', 'ptr'],
  sources: [{ title: 'RFC 5321 §4.1.4' }],
  run: (evidence) => {
    const helo = valueOn(evidence, 'helo');
    if (helo === undefined) return draft(evidence, 'helo', 'not-applicable', 'does-not-resolve');
    if (helo.ip === undefined) return draft(evidence, 'helo', 'not-applicable', 'nothing-to-compare');
    const { name, ip } = helo;
    if (helo.addresses.some((address) => isSameIp(address, ip))) {
      return draft(evidence, 'helo', 'pass', 'matches', { name, ip });
    }
    const data = { name, ip, addresses: helo.addresses.join(', ') };
    return draft(evidence, 'helo', 'fail', 'other-address', data, {
      confidence: 0.7,
      // The name leads elsewhere, perhaps on purpose: its address is not ours to change.
      fixes: reverseNameAsHelo(valueOn(evidence, 'ptr')),
    });
  },
};
