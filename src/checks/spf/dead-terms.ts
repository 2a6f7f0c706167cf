/** Does every a, mx and exists find something? One that finds nothing lets nobody through and costs a look-up. */
import { checkOfTree, passes, withoutTerm } from './tree-check.ts';

export const spfDeadTerms = checkOfTree({
  id: 'spf/dead-terms',
  sources: [{ title: 'RFC 7208 §4.6.4' }, { title: 'RFC 7208 §5.3' }, { title: 'RFC 7208 §5.4' }],
  fails: { 'finds-nothing': 'finds-nothing', 'unusable-name': 'unusable-name' },
  cure: withoutTerm,
  otherwise: passes('all-find'),
});
