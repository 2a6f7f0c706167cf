/** Signs in links and in what pictures lead to. */
import { getDomain, parse } from 'tldts';
import type { LinkHosts, MailTables } from '../../../../findings/mail-tables.ts';
import { linksOf, looksLike } from '../../../../wire/links/index.ts';
import type { MailView } from '../../../../wire/mail-view/types.ts';
import { domainOfAddress, firstField, mailboxesIn, senderDomain } from '../../headers/fields.ts';
import { isMailboxProvider } from '../../headers/mailbox-providers.ts';
import { listedName } from '../../links/host-lists.ts';
import { placeOfLink, type WebLink, webLinks } from '../../links/link-findings.ts';
import { redirectOf } from '../../links/redirector.ts';
import { shownDomain } from '../../links/shown-domain.ts';
import { senderDomains } from '../../sender-domains.ts';
import { brandIn, isOfBrand } from './brand.ts';
import { hasLongToken, isOddLabel } from './shapes.ts';
import type { Sign, SignReader } from './types.ts';

export const linkSigns: SignReader = (view, { linkHosts, brands }) => {
  const own = senderDomains(view);
  const all = webLinks(view);
  const links = all.filter(({ source }) => source !== 'image');
  const found = new Map<string, Sign>();
  for (const link of links)
    for (const sign of signsOf(link, own, linkHosts))
      if (!found.has(sign)) found.set(sign, { sign, place: placeOfLink(view, link) });
  return [
    ...found.values(),
    ...togetherSigns(view, links, linkHosts),
    ...brandSigns(view, links, brands, linkHosts),
    ...pictureSigns(
      all.filter(({ source }) => source === 'image'),
      linkHosts,
    ),
  ];
};

function* signsOf(link: WebLink, own: readonly string[], hosts: LinkHosts): Generator<string> {
  const { target } = link;
  const isOwn = target.domain !== undefined && own.includes(target.domain);
  if (target.isIp) yield 'link-to-address';
  if (target.hasUserinfo) yield 'link-with-userinfo';
  if (target.port !== undefined) yield 'link-with-port';
  if (isOwn) return;
  const shortener = listedName(target.host, hosts.shorteners);
  if (shortener !== undefined && !hosts.ownShorteners.has(shortener) && target.path.length > 1)
    yield 'link-shortened';
  if (listedName(target.host, hosts.freeHosts) !== undefined) yield 'link-to-free-pages';
  if (listedName(target.host, hosts.formHosts) !== undefined) yield 'link-to-form';
  if (listedName(target.host, hosts.fileHosts) !== undefined) yield 'link-to-files';
  const isTracker = listedName(target.host, hosts.trackers) !== undefined;
  if (!isTracker && redirectOf(target, hosts) !== undefined) yield 'link-redirects';
  const shown = shownDomain(link);
  if (!isTracker && shown !== undefined && shown.domain !== target.domain) yield 'text-shows-other';
  if (own.some((name) => looksLike(target.domain ?? '', name)) || target.host.includes('xn--'))
    yield 'link-lookalike';
  if (isOddLabel((target.domain ?? '').split('.')[0] ?? '')) yield 'link-to-odd-name';
  if (isCheap(target.host, hosts)) yield 'link-to-cheap-suffix';
  if (!isTracker && hasLongToken(link.href)) yield 'link-with-token';
  if (/\/(?:wp-(?:content|includes|admin)|\.well-known|cgi-bin|~\w+)\/.*\.(?:php|html?)/i.test(target.path))
    yield 'link-into-site';
  if (/(?:%[46][0-9a-f]){4}|\/[^/?#]*@/i.test(link.href.slice(8))) yield 'link-disguised';
}

const isCheap = (host: string, { cheapSuffixes }: LinkHosts): boolean =>
  cheapSuffixes.has(parse(host, { allowPrivateDomains: true }).publicSuffix ?? '');

/** Who answers or writes to a list may name a brand in the subject. */
const conversation = ['in-reply-to', 'references', 'list-id', 'list-post'];

/** The subject names a brand that neither sends the message nor is led to. */
function brandSigns(
  view: MailView,
  links: readonly WebLink[],
  brands: MailTables['brands'],
  { cheapSuffixes }: LinkHosts,
): readonly Sign[] {
  if (links.length === 0 || view.fields.some(({ key }) => conversation.includes(key))) return [];
  const brand = brandIn(firstField(view, 'subject')?.value ?? '', brands);
  if (brand === undefined) return [];
  const named = [...senderDomains(view), ...links.map(({ target }) => target.domain ?? '')];
  const isThere = [...new Set(named)].some((domain) => isOfBrand(domain, brand, cheapSuffixes));
  return isThere ? [] : [{ sign: 'subject-of-brand' }];
}

function pictureSigns(pictures: readonly WebLink[], hosts: LinkHosts): readonly Sign[] {
  const signs: Sign[] = [];
  if (pictures.some(({ target }) => target.isIp)) signs.push({ sign: 'picture-from-address' });
  if (pictures.some(({ target }) => listedName(target.host, hosts.pictureHosts) !== undefined))
    signs.push({ sign: 'picture-from-free-host' });
  return signs;
}

/** Hardly any server that sends on purpose is without encryption since then. */
const SINCE = 2018;

const yearSent = (view: MailView): number =>
  Number(/\b\d{4}\b/.exec(firstField(view, 'date')?.value ?? '')?.[0] ?? 0);

function togetherSigns(view: MailView, links: readonly WebLink[], hosts: LinkHosts): readonly Sign[] {
  const signs: Sign[] = [];
  const own = senderDomains(view);
  const sender = getDomain(senderDomain(view)) ?? '';
  const told = links.filter(({ target }) => listedName(target.host, hosts.trackers) === undefined);
  if (links.length > 0 && sender !== '' && told.length === links.length) {
    const isAnyOwn = links.some(({ target }) => target.domain !== undefined && own.includes(target.domain));
    signs.push({ sign: isAnyOwn ? 'links-to-sender' : 'links-elsewhere' });
  }
  const targets = new Set(links.map(({ target }) => target.url));
  const anchors = links.filter(({ source }) => source !== 'text');
  if (targets.size === 1 && anchors.length > 0) signs.push({ sign: 'one-link' });
  if (anchors.length > 0 && anchors.every(({ target }) => target.scheme === 'http'))
    signs.push({ sign: yearSent(view) >= SINCE ? 'links-insecure-today' : 'links-insecure' });
  const answers = linksOf(view).links.flatMap(({ target }) =>
    target.kind === 'mail' ? [domainOfAddress(target.address)] : [],
  );
  if (sender !== '' && answers.some((domain) => isMailboxProvider(domain) && domain !== sender))
    signs.push({ sign: 'mail-link-to-freemail' });
  const addresses = mailboxesIn(view, ['to']).map(({ address }) => address.toLowerCase());
  const holds = (href: string): boolean =>
    addresses.some((address) => address.length > 5 && href.toLowerCase().includes(address));
  if (links.some(({ href }) => holds(href))) signs.push({ sign: 'recipient-in-link' });
  return signs;
}
