/** Do DNS lists name a domain that stands in a message or its transaction: From, MAIL FROM, HELO, PTR, DKIM, MX? */
import type { Check } from '../../findings/finding.ts';
import { draftOnList } from './on-list.ts';

export const domainOnList: Check<'listings'> = {
  id: 'listing/domain-on-list',
  needs: ['listings'],
  sources: [{ title: 'RFC 5782 §3' }, { title: 'RFC 5782 §5' }],
  run: (evidence) => draftOnList(evidence, 'domain'),
};
