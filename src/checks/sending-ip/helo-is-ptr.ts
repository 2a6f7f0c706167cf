/** Is the name given at HELO the reverse name of the address? No rule demands it; many filters count it. */
import type { Check } from '../../findings/finding.ts';
import { reverseNameAsHelo } from '../dns/helo-fix.ts';
import { draft, valueOn } from '../draft.ts';

export const heloIsPtr: Check<'helo' | 'ptr'> = {
  id: 'sending-ip/helo-is-ptr',
  needs: ['helo', 'ptr'],
  sources: [{ title: 'RFC 5321 §4.1.4' }, { title: 'RFC 8601 §3' }],
  run: (evidence) => {
    const helo = valueOn(evidence, 'helo');
    const ptr = valueOn(evidence, 'ptr');
    if (helo === undefined || ptr === undefined)
      return draft(evidence, 'helo', 'not-applicable', 'nothing-to-compare');
    const { name } = helo;
    const names = ptr.names.map((one) => one.name);
    const data = { name, ip: ptr.ip, reverse: names.join(', ') };
    if (names.includes(name)) return draft(evidence, 'helo', 'pass', 'same', data);
    return draft(evidence, 'helo', 'fail', 'differs', data, { fixes: reverseNameAsHelo(ptr) });
  },
};
