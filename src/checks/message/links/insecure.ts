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
        // A name without a scheme in plain text: browsers ask over https first.
        ({ target, source, shown }) =>
          target.scheme === 'http' && !(source === 'text' && !/^http:/i.test(shown)),
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
