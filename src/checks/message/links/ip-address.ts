/** Links that lead to an IP address in place of a name, also one that is written so that it does not look like one. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { rspamd, spamAssassin } from '../engine-rules.ts';
import { rspamdRules, spamAssassinRules } from '../published-sources.ts';
import { sayFaults, shortUrl, webLinks } from './link-findings.ts';

export const ipAddress: MessageCheck = {
  id: 'links/ip-address',
  sources: [rspamdRules, spamAssassinRules, { title: 'WHATWG URL, host parsing (IPv4 numbers)' }],
  run: (view) => {
    const links = webLinks(view);
    const faults = links
      .filter(({ target }) => target.isIp)
      .map((link) => ({
        link,
        message: link.target.isOddIp ? 'disguised' : 'plain',
        consequence: 'score' as const,
        data: { host: link.target.host, url: shortUrl(link.href) },
        engineRules: [
          rspamd('HTTP_TO_IP', 1),
          link.target.isOddIp
            ? spamAssassin('NUMERIC_HTTP_ADDR', 0.001)
            : spamAssassin('NORMAL_HTTP_TO_IP', 0.001),
        ],
      }));
    return sayFaults(view, links, faults);
  },
};
