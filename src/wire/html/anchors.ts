/** The links and pictures of a document. Linear: parents stand before their children. */
import { singleSpaced } from '../../base/spaces.ts';
import type { HtmlAnchor, HtmlAttribute, HtmlElement, HtmlImage, HtmlText, HtmlView } from './types.ts';

/** The attribute of this name that counts: the first. */
export function attributeOf(element: HtmlElement, name: string): HtmlAttribute | undefined {
  return element.attributes.find((attribute) => attribute.name === name);
}

/** For each element the nearest of the wanted ones at or above it, by `order`. */
export function nearestOf(
  html: HtmlView,
  isWanted: (element: HtmlElement) => boolean,
): readonly (HtmlElement | undefined)[] {
  const nearest: (HtmlElement | undefined)[] = [];
  for (const element of html.elements)
    nearest.push(isWanted(element) ? element : element.parent && nearest[element.parent.order]);
  return nearest;
}

/** <a> and <area>, in order. */
export function anchorsOf(html: HtmlView): readonly HtmlAnchor[] {
  const nearest = nearestOf(html, ({ name }) => name === 'a');
  const runs = new Map<HtmlElement, HtmlText[]>();
  const images = new Map<HtmlElement, HtmlElement[]>();
  const add = <T>(to: Map<HtmlElement, T[]>, anchor: HtmlElement | undefined, value: T): void => {
    if (anchor === undefined) return;
    const list = to.get(anchor);
    if (list === undefined) to.set(anchor, [value]);
    else list.push(value);
  };
  for (const text of html.texts) add(runs, text.parent && nearest[text.parent.order], text);
  for (const element of html.elements)
    if (element.name === 'img') add(images, element.parent && nearest[element.parent.order], element);
  return html.elements
    .filter(({ name }) => name === 'a' || name === 'area')
    .map((element) => anchorOf(html, element, runs.get(element) ?? [], images.get(element) ?? []));
}

const BREAK = /<\/?(?:br|p|div|td|th|tr|table|li|h[1-6]|img)\b/i;

/** Runs side by side are one word, unless something that breaks the line stands between them. */
function joined(html: HtmlView, runs: readonly HtmlText[]): string {
  let text = '';
  let end = -1;
  for (const run of runs) {
    if (end >= 0 && BREAK.test(html.source.slice(end, Math.min(run.span.start, end + 2_000)))) text += ' ';
    text += run.text;
    end = run.span.end;
  }
  return singleSpaced(text);
}

function anchorOf(
  html: HtmlView,
  element: HtmlElement,
  runs: readonly HtmlText[],
  images: readonly HtmlElement[],
): HtmlAnchor {
  const href = attributeOf(element, 'href');
  const title = attributeOf(element, 'title');
  const rel = attributeOf(element, 'rel');
  return {
    element,
    ...(href !== undefined && { href: href.value }),
    ...(href?.valueSpan !== undefined && { hrefSpan: href.valueSpan }),
    text: joined(html, runs),
    runs,
    images,
    ...(title !== undefined && { title: title.value }),
    ...(rel !== undefined && { rel: rel.value }),
  };
}

/** <img>, in order. */
export function imagesOf(html: HtmlView): readonly HtmlImage[] {
  const nearest = nearestOf(html, ({ name }) => name === 'a');
  return html.elements
    .filter(({ name }) => name === 'img')
    .map((element) => {
      const src = attributeOf(element, 'src');
      const alt = attributeOf(element, 'alt');
      const anchor = element.parent && nearest[element.parent.order];
      return {
        element,
        ...(src !== undefined && { src: src.value }),
        ...(src?.valueSpan !== undefined && { srcSpan: src.valueSpan }),
        ...(alt !== undefined && { alt: alt.value }),
        ...(anchor !== undefined && { anchor }),
      };
    });
}
