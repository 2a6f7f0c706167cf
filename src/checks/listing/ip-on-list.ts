/** Do DNS lists name an address that sends? */
import type { Check } from '../../findings/finding.ts';
import { draftOnList } from './on-list.ts';

export const ipOnList: Check<'listings'> = {
  id: 'listing/ip-on-list',
  needs: ['listings'],
  sources: [{ title: 'RFC 5782 §2.1' }, { title: 'RFC 5782 §5' }],
  run: (evidence) => draftOnList(evidence, 'ip'),
};
