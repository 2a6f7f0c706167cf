/** Characters in addresses that nobody sees: zero-width spaces, direction marks, soft hyphens (general category Cf). */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { linksOf } from '../../../wire/links/index.ts';
import { rspamd } from '../engine-rules.ts';
import { rspamdRules } from '../published-sources.ts';
import { sayFaults, shortUrl } from './link-findings.ts';

const INVISIBLE = /\p{Cf}|%E2%80%8[B-F]|%E2%80%A[A-E]/iu;

export const invisibleCharacters: MessageCheck = {
  id: 'links/invisible-characters',
  sources: [rspamdRules],
  run: (view) => {
    const { links } = linksOf(view);
    const faults = links.flatMap((link) => {
      const found = INVISIBLE.exec(link.href);
      if (found === null || link.target.kind === 'mail') return [];
      const code = found[0].startsWith('%')
        ? found[0]
        : `U+${found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
      return [
        {
          link,
          message: 'present',
          consequence: 'score' as const,
          data: { code, url: shortUrl(link.href.replaceAll(new RegExp(INVISIBLE, 'giu'), '')) },
          engineRules: [rspamd('ZERO_WIDTH_SPACE_URL', 7)],
        },
      ];
    });
    return sayFaults(view, links, faults);
  },
};
