/** Links with something before an '@' in front of the host: 'https://bank.example@host.example/' leads to the second name. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { rfc, rspamdRules } from '../published-sources.ts';
import { sayFaults, shortUrl, webLinks } from './link-findings.ts';

export const userinfo: MessageCheck = {
  id: 'links/userinfo',
  sources: [rfc('3986 §7.6'), rspamdRules],
  run: (view) => {
    const links = webLinks(view);
    const faults = links
      .filter(({ target }) => target.hasUserinfo)
      .map((link) => ({
        link,
        message: 'present',
        consequence: 'rendering' as const,
        data: { host: link.target.host, url: shortUrl(link.href) },
      }));
    return sayFaults(view, links, faults);
  },
};
