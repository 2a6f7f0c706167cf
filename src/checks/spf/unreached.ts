/** Does every term take part? What stands behind all, a redirect beside all and modifiers that nobody knows are ignored. */
import { checkOfTree, passes, withoutTerm, withTerm } from './tree-check.ts';

export const spfUnreached = checkOfTree({
  id: 'spf/unreached',
  sources: [{ title: 'RFC 7208 §5.1' }, { title: 'RFC 7208 §6' }, { title: 'RFC 7208 §6.1' }],
  fails: {
    unreached: 'unreached',
    'redirect-beside-all': 'redirect-beside-all',
    'unknown-modifier': 'unknown-modifier',
  },
  cure: (lint) => {
    const { suggestion } = lint.detail;
    return typeof suggestion === 'string' ? withTerm(lint, suggestion) : withoutTerm(lint);
  },
  otherwise: passes('all-reached'),
});
