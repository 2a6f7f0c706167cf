/**
 * The links of a message: anchors, areas and pictures of its HTML, addresses in its plain text. At most 5,000 are analysed, the
 * others are counted. Links in attachments are not looked at. Each message is read once.
 */
import { htmlOfPart } from '../html/index.ts';
import type { HtmlAnchor, HtmlElement } from '../html/types.ts';
import type { MailView, TextPart } from '../mail-view/types.ts';
import { findUrls } from './find-in-text.ts';
import { parseTarget } from './parse-target.ts';
import type { LinkTarget, MessageLink, MessageLinks } from './types.ts';

const MAX_LINKS = 5000;
const MAX_SHOWN = 300;

const known = new WeakMap<MailView, MessageLinks>();

/** Every link of the text parts, in order. */
export function linksOf(view: MailView): MessageLinks {
  const before = known.get(view);
  if (before !== undefined) return before;
  const collector = new Collector();
  for (const part of view.texts) {
    if (part.kind === 'html') collector.addHtml(part);
    else if (part.kind === 'plain') collector.addText(part);
  }
  const links = { links: collector.links, count: collector.count };
  known.set(view, links);
  return links;
}

class Collector {
  readonly links: MessageLink[] = [];
  count = 0;
  /** Newsletters repeat their addresses; each is read once. */
  readonly #targets = new Map<string, LinkTarget>();

  #add(link: Omit<MessageLink, 'target'>): void {
    this.count += 1;
    if (this.links.length >= MAX_LINKS) return;
    let target = this.#targets.get(link.href);
    if (target === undefined) {
      target = parseTarget(link.href);
      this.#targets.set(link.href, target);
    }
    this.links.push({ ...link, target });
  }

  addText(part: TextPart): void {
    for (const { start, end, text } of findUrls(part.text)) {
      const href = /^www\./i.test(text) ? `http://${text}` : text;
      this.#add({ source: 'text', part, start, end, href, shown: text.slice(0, MAX_SHOWN), isHidden: false });
    }
  }

  addHtml(part: TextPart): void {
    const { anchors, images, runs } = htmlOfPart(part);
    const seen = new Set<HtmlElement>();
    for (const run of runs) if (run.hidden === undefined && run.parent !== undefined) seen.add(run.parent);
    for (const anchor of anchors) {
      if (anchor.href === undefined || anchor.hrefSpan === undefined) continue;
      this.#add({
        source: anchor.element.name === 'area' ? 'area' : 'anchor',
        part,
        ...anchor.hrefSpan,
        href: anchor.href.trim(),
        shown: shownOf(anchor),
        isHidden: isHidden(anchor, seen),
      });
    }
    for (const { src, srcSpan } of images) {
      if (src === undefined || srcSpan === undefined || !/^\s*(?:https?:)?\/\//i.test(src)) continue;
      this.#add({ source: 'image', part, ...srcSpan, href: src.trim(), shown: '', isHidden: false });
    }
  }
}

function shownOf({ text, images, element, title }: HtmlAnchor): string {
  if (text !== '') return text.slice(0, MAX_SHOWN);
  const alternatives = [element, ...images].map(
    ({ attributes }) => attributes.find(({ name }) => name === 'alt')?.value ?? '',
  );
  return (alternatives.join(' ').trim() || (title ?? '')).slice(0, MAX_SHOWN);
}

/** An anchor with text of which nothing is seen, and no picture. */
function isHidden({ runs, images }: HtmlAnchor, seen: ReadonlySet<HtmlElement>): boolean {
  const texts = runs.filter(({ text }) => text.trim() !== '');
  if (texts.length === 0 || images.length > 0) return false;
  return !texts.some(({ parent }) => parent !== undefined && seen.has(parent));
}
