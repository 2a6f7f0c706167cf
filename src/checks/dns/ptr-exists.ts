/** Has the sending IP a reverse name? */
import type { Check } from '../../findings/finding.ts';
import { draft, factsOf, valueOn } from '../draft.ts';
import { askForPtr } from './ptr-fix.ts';

export const ptrExists: Check<'ptr' | 'reply'> = {
  id: 'dns/ptr-exists',
  needs: ['ptr', 'reply'],
  sources: [{ title: 'RFC 1912 §2.1' }, { title: 'RFC 8601 §3' }],
  run: (evidence) => {
    const ptr = valueOn(evidence, 'ptr');
    const name = ptr?.names[0]?.name;
    if (ptr !== undefined && name !== undefined)
      return draft(evidence, 'ptr', 'pass', 'has-ptr', { ip: ptr.ip, name });
    const { senderIp = '', helo } = factsOf(evidence);
    const data = { ip: senderIp, ...(helo === undefined ? {} : { suggestedName: helo }) };
    return draft(evidence, 'ptr', 'fail', 'no-ptr', data, { fixes: [askForPtr(senderIp, helo)] });
  },
};
