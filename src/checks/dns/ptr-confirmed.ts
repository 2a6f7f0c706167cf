/** Does the reverse name resolve back to the sending IP (forward-confirmed reverse DNS)? */
import { isSameIp } from '../../base/ip.ts';
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { addressRecord } from './ptr-fix.ts';

export const ptrConfirmed: Check<'ptr' | 'reply'> = {
  id: 'dns/ptr-confirmed',
  needs: ['ptr', 'reply'],
  sources: [{ title: 'RFC 8601 §3' }, { title: 'RFC 1912 §2.1' }],
  run: (evidence) => {
    const ptr = valueOn(evidence, 'ptr');
    const first = ptr?.names[0];
    if (ptr === undefined || first === undefined) return draft(evidence, 'ptr', 'not-applicable', 'no-ptr');
    const { ip, names } = ptr;
    const good = names.find(
      ({ addresses }) => addresses !== 'unknown' && addresses.some((one) => isSameIp(one, ip)),
    );
    if (good !== undefined) return draft(evidence, 'ptr', 'pass', 'confirmed', { ip, name: good.name });
    if (names.some(({ addresses }) => addresses === 'unknown')) {
      return draft(evidence, 'ptr', 'unknown', 'could-not-check', { ip, name: first.name, why: 'no-answer' });
    }
    const addresses = first.addresses === 'unknown' ? [] : first.addresses;
    const data = { ip, name: first.name, addresses: addresses.join(', ') };
    const message = addresses.length === 0 ? 'name-does-not-resolve' : 'other-address';
    return draft(evidence, 'ptr', 'fail', message, data, { fixes: [addressRecord(first.name, ip)] });
  },
};
