/** Links to places where anybody may publish: free pages, forms and files share their name with those who misuse them. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { ownDomains } from '../sender-domains.ts';
import { listedName } from './host-lists.ts';
import { sayFaults, shortUrl, webLinks, withHosts } from './link-findings.ts';

export const openHosting: MessageCheck = {
  id: 'links/open-hosting',
  sources: [{ title: 'Own collection, data/link-hosts.toml', seen: '2026-11-26' }],
  run: (view, given) =>
    withHosts(given, (hosts) => {
      const own = ownDomains(view, given);
      const links = webLinks(view).filter(({ source }) => source !== 'image');
      const faults = links.flatMap((link) => {
        const { host, domain } = link.target;
        if (domain !== undefined && own.has(domain)) return [];
        const [message, service] = [
          ['pages', listedName(host, hosts.freeHosts)] as const,
          ['forms', listedName(host, hosts.formHosts)] as const,
          ['files', listedName(host, hosts.fileHosts)] as const,
        ].find(([, name]) => name !== undefined) ?? [undefined, undefined];
        if (message === undefined || service === undefined) return [];
        const consequence = 'information' as const;
        return [{ link, message, consequence, data: { service, url: shortUrl(link.href) } }];
      });
      return sayFaults(view, links, faults);
    }),
};
