/** Does the record use ptr? It is slow, does not always work, and should not be published. */
import { checkOfTree, passes } from './tree-check.ts';

export const spfPtr = checkOfTree({
  id: 'spf/ptr',
  sources: [{ title: 'RFC 7208 §5.5' }],
  fails: { ptr: 'uses-ptr' },
  otherwise: passes('no-ptr'),
});
