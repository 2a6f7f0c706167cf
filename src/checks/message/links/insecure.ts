/** Links over http, without encryption. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { sayFaults, webLinks } from './link-findings.ts';

export const insecure: MessageCheck = {
  id: 'links/insecure',
  sources: [{ title: 'RFC 9110 §4.2.1' }],
  run: (view) => {
    const links = webLinks(view);
    const faults = links
      .filter(
        ({ target, source, href }) =>
          target.scheme === 'http' && !(source === 'text' && !href.startsWith('http://')),
      )
      .map((link) => ({
        link,
        message: link.source === 'image' ? 'picture' : 'link',
        consequence: 'information' as const,
        data: { host: link.target.host },
      }));
    return sayFaults(view, links, faults);
  },
};
