/** Does every term say something that none before it says? Repeated look-ups count again towards the limit of ten. */
import { checkOfTree, passes, withoutTerm } from './tree-check.ts';

export const spfRedundant = checkOfTree({
  id: 'spf/redundant',
  sources: [{ title: 'RFC 7208 §4.6.4' }, { title: 'RFC 7208 §10.1.1' }],
  fails: {
    'repeated-term': 'repeated-term',
    'covered-network': 'covered-network',
    'repeated-target': 'repeated-target',
  },
  cure: withoutTerm,
  otherwise: passes('no-repeats'),
});
