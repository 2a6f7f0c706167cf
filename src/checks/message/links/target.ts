/** Links that lead nowhere, or where no mail program goes: empty, without a host, broken, script and data addresses. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { linksOf, type MessageLink } from '../../../wire/links/index.ts';
import { type LinkFault, sayFaults, shortUrl } from './link-findings.ts';
import { isQuotedLink } from './quoted-links.ts';

export const target: MessageCheck = {
  id: 'links/target',
  sources: [{ title: 'WHATWG URL §4.4', url: 'https://url.spec.whatwg.org/' }],
  run: (view) => {
    const { links } = linksOf(view);
    const faults = links.flatMap((link) => {
      const found = faultsOf(link);
      return found.length > 0 && isQuotedLink(view, link) ? [] : found;
    });
    return sayFaults(view, links, faults);
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
      if (isMisspelt(link.target.scheme)) return said('misspelt', 'rendering');
      // One letter is a drive: 'C:\\offer.pdf'.
      return ['file', 'ftp', 'smb', 'about', 'blob'].includes(link.target.scheme) ||
        link.target.scheme.length === 1
        ? said('scheme', 'rendering')
        : [];
    case 'mail':
      return hasAddress(link.target.address) ? [] : said('no-address', 'information');
    case 'web':
      return endsOddly(link) ? said('trailing', 'information') : [];
    default:
      return [];
  }
}

/** 'htp', 'htttps', 'maito': one or two letters away from what is meant, and no scheme that anybody registered. */
const isMisspelt = (scheme: string): boolean =>
  /^(?:h{1,2}t{1,3}p{0,2}s{0,2}|t{1,2}ps?|ht+sp|htp+s|hpp?ts?|mail?to?|mialto|mailo|malito)$/.test(scheme) &&
  !['http', 'https', 'mailto', 'tp'].includes(scheme);

/** One address or several, separated by commas (RFC 6068 §2); none is right where fields give it ('?bcc='); a template's tag may stand for one. */
const hasAddress = (written: string): boolean =>
  written.trim() === '' ||
  /\{\{|\{%|%%|\*\||\$\{|<%|\[/.test(written) ||
  written.split(',').every((one) => /^\s*[^\s@]{1,64}@[^\s@]{1,255}\s*$/.test(one.slice(0, 400)));

/** A full stop, bracket or quote at the end of an address in HTML was copied with it; in plain text it is not part of it. */
const endsOddly = ({ source, href }: MessageLink): boolean =>
  source !== 'text' &&
  /(?:[.,;)>\]"'”]|%22|%20|%3E)$/i.test(href) &&
  !(href.endsWith(')') && href.includes('('));
