/** Addresses that are very long: programs and gateways that rewrite links cut them. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { rfc } from '../published-sources.ts';
import { sayFaults, webLinks } from './link-findings.ts';

/** Old mail programs and browsers take 2,083 characters; RFC 9110 §4.1 recommends 8,000 at least. */
const LONG = 2083;

export const urlLength: MessageCheck = {
  id: 'links/url-length',
  sources: [rfc('9110 §4.1')],
  run: (view) => {
    const links = webLinks(view);
    const faults = links
      .filter(({ href }) => href.length > LONG)
      .map((link) => ({
        link,
        message: 'long',
        consequence: 'information' as const,
        data: { host: link.target.host, length: link.href.length, most: LONG },
      }));
    return sayFaults(view, links, faults);
  },
};
