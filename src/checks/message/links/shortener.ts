/** Links through services that make short addresses for anybody: neither readers nor filters see where they lead. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { googleGuidelines } from '../published-sources.ts';
import { listedName } from './host-lists.ts';
import { sayFaults, shortUrl, webLinks, withHosts } from './link-findings.ts';

export const shortener: MessageCheck = {
  id: 'links/shortener',
  sources: [googleGuidelines, { title: 'SpamAssassin 4.0.1: 25_url_shortener.cf', seen: '2026-11-26' }],
  run: (view, given) =>
    withHosts(given, (hosts) => {
      const links = webLinks(view).filter(({ source }) => source !== 'image');
      const faults = links.flatMap((link) => {
        const service = listedName(link.target.host, hosts.shorteners);
        // The bare front page of the service is no short address.
        if (service === undefined || link.target.path.length < 2) return [];
        const [, first = ''] = link.target.path.split('/', 2);
        const isOwn =
          listedName(link.target.host, hosts.ownShorteners) !== undefined ||
          hosts.ownShorteners.has(`${service}/${first.toLowerCase()}`);
        return [
          {
            link,
            message: isOwn ? 'of-one-site' : 'for-anybody',
            // Google asks for links that are easy to understand; nobody is known to act on a short one by itself.
            consequence: 'information' as const,
            data: { service, url: shortUrl(link.href) },
          },
        ];
      });
      return sayFaults(view, links, faults);
    }),
};
