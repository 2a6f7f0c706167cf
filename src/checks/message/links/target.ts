/** Links that lead nowhere, or where no mail program goes: empty, without a host, broken, script and data addresses. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { linksOf, type MessageLink } from '../../../wire/links/index.ts';
import { type LinkFault, sayFaults, shortUrl } from './link-findings.ts';

export const target: MessageCheck = {
  id: 'links/target',
  sources: [{ title: 'WHATWG URL §4.4', url: 'https://url.spec.whatwg.org/' }],
  run: (view) => {
    const { links } = linksOf(view);
    return sayFaults(view, links, links.flatMap(faultsOf));
  },
};

function faultsOf(link: MessageLink): readonly LinkFault[] {
  const said = (message: string, consequence: LinkFault['consequence']): readonly LinkFault[] => [
    { link, message, consequence, data: { url: shortUrl(link.href), shown: link.shown.slice(0, 60) } },
  ];
  switch (link.target.kind) {
    case 'active':
      return said(link.target.scheme === 'data' ? 'data' : 'script', 'rendering');
    case 'broken':
      return said('broken', 'rendering');
    case 'relative':
      return said('without-host', 'rendering');
    case 'empty':
      return said('empty', 'information');
    case 'fragment':
      return link.href === '#' ? said('placeholder', 'information') : [];
    case 'other':
      return ['file', 'ftp', 'smb', 'about', 'blob'].includes(link.target.scheme)
        ? said('scheme', 'rendering')
        : [];
    case 'web':
      return endsOddly(link) ? said('trailing', 'information') : [];
    default:
      return [];
  }
}

/** A full stop, bracket or quote at the end of an address in HTML was copied with it; in plain text it is not part of it. */
const endsOddly = ({ source, href }: MessageLink): boolean =>
  source !== 'text' &&
  /(?:[.,;)>\]"'”]|%22|%20|%3E)$/i.test(href) &&
  !(href.endsWith(')') && href.includes('('));
