/** Pictures without words for those who do not see them: screen readers, and programs that load no pictures at first. */
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { attributeOf, type HtmlImage } from '../../../wire/html/index.ts';
import { faultAt, type HtmlPart, htmlStandard, lineIn, sayOfHtml } from './html-parts.ts';
import { isPixel } from './pictures.ts';

export const altText: MessageCheck = {
  id: 'html/alt-text',
  sources: [{ ...htmlStandard, title: 'HTML Living Standard, 4.8.4.4' }],
  run: (view) => sayOfHtml(view, (part) => [...silentLinks(part), ...withoutAlt(part)]),
};

/** Links of nothing but pictures without words: where pictures are not loaded the link is empty. */
function silentLinks(part: HtmlPart): readonly MessageDraft[] {
  const altOf = new Map(part.images.map((image) => [image.element, image.alt ?? '']));
  return part.anchors
    .filter(({ element, href, text, images, title }) => {
      const isNamed = text !== '' || (title ?? '') !== '' || attributeOf(element, 'aria-label') !== undefined;
      return (
        href !== undefined &&
        images.length > 0 &&
        !isNamed &&
        images.every((image) => (altOf.get(image) ?? '').trim() === '')
      );
    })
    .map(({ element, images }) =>
      faultAt(part, images[0]?.startTag ?? element.startTag, 'silent-link', 'rendering', {
        line: lineIn(part, element.startTag.start),
      }),
    );
}

/** Told once: the first, and how many. */
function withoutAlt(part: HtmlPart): readonly MessageDraft[] {
  const silent = part.images.filter((image: HtmlImage) => image.alt === undefined && !isPixel(image));
  const [first] = silent;
  if (first === undefined) return [];
  return [
    faultAt(part, first.element.startTag, 'no-alt', 'information', {
      images: silent.length,
      line: lineIn(part, first.element.startTag.start),
    }),
  ];
}
