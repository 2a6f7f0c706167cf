/**
 * Links whose text shows another registered domain than they lead to. Click counters do that everywhere: the sender's own names, given
 * tracking domains and known sending services are expected.
 */
import { getDomain } from 'tldts';
import type { MessageCheck } from '../../../findings/message-check.ts';
import { rspamd, spamAssassin } from '../engine-rules.ts';
import { rspamdRules, spamAssassinRules } from '../published-sources.ts';
import { ownDomains } from '../sender-domains.ts';
import { listedName } from './host-lists.ts';
import { type LinkFault, sayFaults, webLinks, withHosts } from './link-findings.ts';
import { redirectOf } from './redirector.ts';
import { shownDomain } from './shown-domain.ts';

export const textTarget: MessageCheck = {
  id: 'links/text-target',
  sources: [rspamdRules, spamAssassinRules],
  run: (view, given) =>
    withHosts(given, (hosts) => {
      const own = ownDomains(view, given);
      const links = webLinks(view).filter(({ source }) => source === 'anchor' || source === 'area');
      const faults = links.flatMap((link): readonly LinkFault[] => {
        const shown = shownDomain(link);
        const { host, domain, scheme } = link.target;
        if (shown === undefined) return [];
        if (shown.domain === domain)
          return shown.scheme === 'https' && scheme === 'http' ? [lessSecure(link)] : [];
        const service = listedName(host, hosts.trackers);
        const isExpected = (domain !== undefined && own.has(domain)) || service !== undefined;
        const leadsOn = redirectOf(link.target, hosts)?.to;
        if (isExpected || (leadsOn !== undefined && getDomain(leadsOn) === shown.domain)) return [];
        return [
          {
            link,
            message: 'other-domain',
            consequence: 'score',
            data: { shown: shown.domain, domain: domain ?? host },
            engineRules: [rspamd('PHISHING', 4)],
          },
        ];
      });
      return sayFaults(view, links, faults);
    }),
};

const lessSecure = (link: LinkFault['link']): LinkFault => ({
  link,
  message: 'http-behind-https',
  consequence: 'information',
  data: { shown: link.shown.slice(0, 80) },
  engineRules: [rspamd('HTTP_TO_HTTPS', 0.5), spamAssassin('HTTPS_HTTP_MISMATCH', 0.1)],
});
