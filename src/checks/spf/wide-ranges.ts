/** Does the record let through far more addresses than one sender has? Gmail answers "suspicious entries" with 5.7.24. */
import { passingIpv4 } from './lint/index.ts';
import { checkOfTree, passes } from './tree-check.ts';

export const spfWideRanges = checkOfTree({
  id: 'spf/wide-ranges',
  sources: [
    {
      title: 'SMTP error reference: 4.7.24, 5.7.24',
      url: 'https://support.google.com/a/answer/3726730',
      seen: '2026-02-15',
    },
    { title: 'RFC 7208 §11.1' },
  ],
  fails: { 'open-range': 'open-range', 'wide-range': 'wide-range' },
  otherwise: passes('narrow', (_, root) => ({ addresses: passingIpv4(root) })),
});
