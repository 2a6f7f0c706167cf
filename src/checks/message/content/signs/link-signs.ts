/** Signs in links, pictures, structure and attachments. */
import { getDomain } from 'tldts';
import type { LinkHosts } from '../../../../findings/mail-tables.ts';
import { htmlOfPart } from '../../../../wire/html/index.ts';
import { linksOf, looksLike } from '../../../../wire/links/index.ts';
import type { MailView } from '../../../../wire/mail-view/types.ts';
import { domainOfAddress, mailboxesIn, senderDomain } from '../../headers/fields.ts';
import { isMailboxProvider } from '../../headers/mailbox-providers.ts';
import { listedName } from '../../links/host-lists.ts';
import { placeOfLink, type WebLink, webLinks } from '../../links/link-findings.ts';
import { redirectOf } from '../../links/redirector.ts';
import { shownDomain } from '../../links/shown-domain.ts';
import { senderDomains } from '../../sender-domains.ts';
import { visibleBodies } from '../visible-body.ts';
import type { Sign, SignReader } from './types.ts';

export const linkSigns: SignReader = (view, { linkHosts }) => {
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
    ...structureSigns(view),
    ...attachmentSigns(view),
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
  const label = (target.domain ?? '').split('.')[0] ?? '';
  if (/[bcdfghjklmnpqrstvwxz]{6}|\d{4}|(?:\d[a-z]+){3}|^[a-z0-9-]{22,}$/.test(label))
    yield 'link-to-odd-name';
  if (/\/(?:wp-(?:content|includes|admin)|\.well-known|cgi-bin|~\w+)\/.*\.(?:php|html?)/i.test(target.path))
    yield 'link-into-site';
  if (/(?:%[46][0-9a-f]){4}|\/[^/?#]*@/i.test(link.href.slice(8))) yield 'link-disguised';
}

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
    signs.push({ sign: 'links-insecure' });
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

function structureSigns(view: MailView): readonly Sign[] {
  const signs: Sign[] = [];
  const html = view.texts.find(({ kind }) => kind === 'html');
  const hasPlain = view.texts.some(({ kind, text }) => kind === 'plain' && text.trim() !== '');
  if (html === undefined) return [{ sign: 'plain-only' }];
  if (!hasPlain) signs.push({ sign: 'html-only' });
  const { html: page, images, runs, anchors } = htmlOfPart(html);
  const names = new Map<string, number>();
  for (const { name } of page.elements) names.set(name, (names.get(name) ?? 0) + 1);
  const seen = (visibleBodies(view)[0]?.text ?? '').replaceAll(/\s+/g, '').length;
  if (images.length > 0 && seen < 200)
    signs.push({ sign: anchors.length > 0 ? 'picture-and-link' : 'pictures-only' });
  if ((names.get('font') ?? 0) >= 5) signs.push({ sign: 'font-tags' });
  if (names.has('form') || names.has('input')) signs.push({ sign: 'form' });
  const hidden = runs
    .filter((run) => run.hidden !== undefined)
    .reduce((sum, { text }) => sum + text.trim().length, 0);
  const styles = page.texts
    .filter(({ parent }) => parent?.name === 'style')
    .map(({ text }) => text.slice(0, 4000));
  if (styles.some((text) => text.length > 200 && !/[{:]/.test(text))) signs.push({ sign: 'random-words' });
  if (hidden > 400) signs.push({ sign: 'hidden-text' });
  if (!names.has('html') && !names.has('body')) signs.push({ sign: 'no-html-element' });
  if (html.part.transferEncoding === 'base64' && !/[^\s\x20-\x7e]/.test(html.text))
    signs.push({ sign: 'base64-ascii' });
  if (
    anchors.some(
      ({ text }) =>
        /^\W*(?:click|sign in|log ?in|verify|confirm|update|view|open|review|continue|get started|claim|activate|unlock|restore|track|download|keep)\b/i.test(
          text,
        ) && text.length < 40,
    )
  )
    signs.push({ sign: 'button' });
  return signs;
}

function attachmentSigns(view: MailView): readonly Sign[] {
  const signs: Sign[] = [];
  const named = view.attachments.map(({ filename }) => (filename ?? '').toLowerCase());
  if (named.some((name) => /\.(?:s?html?|svg|xhtml)$/.test(name))) signs.push({ sign: 'html-attached' });
  if (
    named.some((name) =>
      /\.(?:exe|scr|pif|com|bat|cmd|js|vbs|jar|iso|img|lnk|hta|wsf|ace|rar|7z)$/.test(name),
    )
  )
    signs.push({ sign: 'program-attached' });
  if (view.attachments.some(({ contentType }) => /pgp-signature|pkcs7-signature/.test(contentType.type)))
    signs.push({ sign: 'signed' });
  return signs;
}
