/** Has the address one reverse name? With several a receiver takes any of them, and another one each time. */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';

/** RFC 7208 §4.6.4: names past the tenth are not looked at. */
const maxNames = 10;

export const ptrSingle: Check<'ptr'> = {
  id: 'sending-ip/ptr-single',
  needs: ['ptr'],
  sources: [{ title: 'RFC 1912 §2.1' }, { title: 'RFC 7208 §4.6.4' }],
  run: (evidence) => {
    const ptr = valueOn(evidence, 'ptr');
    if (ptr === undefined) return draft(evidence, 'ptr', 'not-applicable', 'no-ptr');
    const { ip, names } = ptr;
    const count = ptr.nameCount ?? names.length;
    const data = { ip, names: names.map(({ name }) => name).join(', '), count };
    if (count <= 1) return draft(evidence, 'ptr', 'pass', 'one-name', data);
    return draft(evidence, 'ptr', 'fail', count > maxNames ? 'too-many-names' : 'several-names', data);
  },
};
