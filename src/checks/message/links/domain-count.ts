/** How many registered domains the links lead to. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { linksOf } from '../../../wire/links/index.ts';
import { draftMessage } from '../draft-message.ts';
import { webLinks } from './link-findings.ts';

/** More than this is told. Nobody publishes a limit. */
const MANY = 15;

export const domainCount: MessageCheck = {
  id: 'links/domain-count',
  sources: [{ title: 'No receiver publishes a limit (looked for on 2026-11-26)', seen: '2026-11-26' }],
  run: (view) => {
    const links = webLinks(view).filter(({ source }) => source !== 'image');
    if (links.length === 0) return [draftMessage('not-applicable', 'no-links', 'information')];
    const domains = new Set(links.map(({ target }) => target.domain ?? target.host));
    const data = { domains: domains.size, links: linksOf(view).count, most: MANY };
    return [
      domains.size > MANY
        ? draftMessage('fail', 'many', 'information', data)
        : draftMessage('pass', 'in-order', 'information', data),
    ];
  },
};
