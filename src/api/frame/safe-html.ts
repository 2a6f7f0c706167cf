/**
 * HTML of a message, written anew so that looking at it does nothing: no script, no form, no address of another host. Only elements
 * and attributes that are named here are written; everything else is left out, its text stays.
 *
 * The frame around it is sandboxed and has a policy that allows nothing (see message-frame.ts): this keeps it from even being tried,
 * and puts marks where findings are.
 */

import type { HtmlElement, HtmlText, HtmlView } from '../../wire/html/index.ts';
import { indexMarks, type MarkIndex } from './mark-index.ts';

/** A finding in the source of the HTML. */
export interface HtmlMark {
  /** What `data-finding` says: the index of the finding in its document. */
  readonly label: string;
  /** Half-open, in UTF-16 code units of the source. */
  readonly start: number;
  readonly end: number;
}

const kept = new Set(
  `a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em figcaption
  figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q s samp section small span strike strong
  style sub sup table tbody td tfoot th thead time tr tt u ul var wbr`.split(/\s+/),
);

/** Left out with all that is in them: what is no text to be read, or is read in another way by browsers. */
const dropped = new Set(
  `applet audio canvas embed frameset iframe math noembed noframes noscript object plaintext script select svg template textarea title
  video xmp`.split(/\s+/),
);

const keptAttributes = new Set(
  `align alt bgcolor border cellpadding cellspacing class color cols colspan dir face height hspace id lang nowrap role rowspan size span
  start style title type valign vspace width`.split(/\s+/),
);

/** A replacement of `cid:` and other addresses of pictures; undefined leaves the picture without one. */
export type PictureOf = (src: string) => string | undefined;

/** The body of a page. Near linear in the source; at most 1,000 marks are set. */
export function safeHtml(view: HtmlView, marks: readonly HtmlMark[], pictureOf: PictureOf): string {
  const hidden = new Set<HtmlElement>();
  const pieces: (readonly [at: number, html: string])[] = [];
  const index = indexMarks(marks);

  for (const element of view.elements) {
    // Parents stand before their children.
    if (dropped.has(element.name) || (element.parent !== undefined && hidden.has(element.parent))) {
      hidden.add(element);
      continue;
    }
    if (!kept.has(element.name)) continue;
    pieces.push([element.startTag.start, startTag(element, labelsIn(index, element), pictureOf)]);
    if (element.endTag !== undefined) pieces.push([element.endTag.start, `</${element.name}>`]);
  }
  for (const text of view.texts) {
    const { parent } = text;
    if (parent !== undefined && (hidden.has(parent) || dropped.has(parent.name))) continue;
    pieces.push([text.span.start, parent?.name === 'style' ? safeCss(text.text) : markedText(text, index)]);
  }
  pieces.sort(([a], [b]) => a - b);
  return pieces.map(([, html]) => html).join('');
}

/** Text for HTML, in an element or in quotes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Marks that begin inside the start tag. */
function labelsIn(marks: MarkIndex, { startTag: { start, end } }: HtmlElement): readonly string[] {
  return marks.beginningIn(start, end).map(({ label }) => label);
}

function startTag(element: HtmlElement, labels: readonly string[], pictureOf: PictureOf): string {
  const attributes: string[] = [];
  for (const { name, value, isDuplicate } of element.attributes) {
    if (isDuplicate) continue;
    if (name === 'style') attributes.push(`style="${escapeHtml(safeCss(value))}"`);
    else if (keptAttributes.has(name)) attributes.push(`${name}="${escapeHtml(value)}"`);
    else if (name === 'href' && element.name === 'a')
      // Shown, not followed.
      attributes.push(`data-href="${escapeHtml(value)}"`);
    else if (name === 'src' && element.name === 'img') {
      const picture = pictureOf(value.trim());
      attributes.push(picture === undefined ? 'data-remote=""' : `src="${escapeHtml(picture)}"`);
    }
  }
  if (labels.length === 0) return `<${[element.name, ...attributes].join(' ')}>`;
  attributes.push(`data-finding="${escapeHtml(labels.join(' '))}"`);
  const hasOwnId = attributes.some((attribute) => attribute.startsWith('id='));
  const [first = ''] = hasOwnId ? [] : labels;
  if (!hasOwnId) attributes.push(`id="${anchorOf(first)}"`);
  const others = labels.filter((label) => label !== first).map(anchor);
  return `${others.join('')}<${[element.name, ...attributes].join(' ')}>`;
}

/** The fragment that brings a finding's place into view: what the dashboard puts behind the frame's address. */
export const anchorOf = (label: string): string => `waypost-${escapeHtml(label)}`;

/** A place without content: where several findings have the same one, each has its anchor. */
const anchor = (label: string): string => `<a id="${anchorOf(label)}"></a>`;

/** Text that is marked for these findings. */
export function markFor([first = '', ...others]: readonly string[], text: string): string {
  const all = escapeHtml([first, ...others].join(' '));
  return `<mark data-finding="${all}" id="${anchorOf(first)}">${others.map(anchor).join('')}${escapeHtml(text)}</mark>`;
}

/** Style rules that fetch nothing: the policy of the frame refuses what this overlooks. */
function safeCss(css: string): string {
  return css
    .replaceAll(/@import/gi, '@-import')
    .replaceAll(/url\s*\(/gi, '-url(')
    .replaceAll(/image-set\s*\(/gi, '-image-set(')
    .replaceAll('<', '\\3c ');
}

function markedText({ text, span }: HtmlText, marks: MarkIndex): string {
  const here = marks.overlapping(span.start, span.end);
  if (here.length === 0) return escapeHtml(text);
  const labels = here.map(({ label }) => label);
  // Character references make the text shorter than its source: then all of it is marked.
  const isExact = text.length === span.end - span.start;
  const from = isExact ? Math.max(0, Math.min(...here.map(({ start }) => start)) - span.start) : 0;
  const to = isExact
    ? Math.min(text.length, Math.max(...here.map(({ end }) => end)) - span.start)
    : text.length;
  return `${escapeHtml(text.slice(0, from))}${markFor(labels, text.slice(from, to))}${escapeHtml(text.slice(to))}`;
}
