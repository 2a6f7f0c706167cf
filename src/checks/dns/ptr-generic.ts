/** Is the reverse name one of the operator's machine-made names, as dynamic and end-user ranges have them? */
import type { Check } from '../../findings/finding.ts';
import { draft, factsOf, valueOn } from '../draft.ts';
import { askForPtr } from './ptr-fix.ts';

/** The name's form suggests it; some well-kept servers have such names too. */
const likely = 0.8;

export const ptrGeneric: Check<'ptr' | 'reply'> = {
  id: 'dns/ptr-generic',
  needs: ['ptr', 'reply'],
  sources: [
    { title: 'SpamRATS: RATS-Dyna', url: 'https://www.spamrats.com/rats-dyna.php', seen: '2026-11-23' },
  ],
  run: (evidence) => {
    const ptr = valueOn(evidence, 'ptr');
    const name = ptr?.names[0]?.name;
    if (ptr === undefined || name === undefined) return draft(evidence, 'ptr', 'not-applicable', 'no-ptr');
    const data = { ip: ptr.ip, name };
    if (!ptr.isGeneric) return draft(evidence, 'ptr', 'pass', 'own-name', data);
    const fixes = [askForPtr(ptr.ip, factsOf(evidence).helo)];
    return draft(evidence, 'ptr', 'fail', 'generic', data, { confidence: likely, fixes });
  },
};
