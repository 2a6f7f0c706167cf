/** Links to another port than that of their scheme. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { spamAssassin } from '../engine-rules.ts';
import { spamAssassinRules } from '../published-sources.ts';
import { sayFaults, shortUrl, webLinks } from './link-findings.ts';

export const port: MessageCheck = {
  id: 'links/port',
  sources: [spamAssassinRules],
  run: (view) => {
    const links = webLinks(view);
    const faults = links.flatMap((link) =>
      link.target.port === undefined
        ? []
        : [
            {
              link,
              message: 'odd',
              consequence: 'information' as const,
              data: { port: link.target.port, host: link.target.host, url: shortUrl(link.href) },
              engineRules: [spamAssassin('WEIRD_PORT', 0.001)],
            },
          ],
    );
    return sayFaults(view, links, faults);
  },
};
