/** Pictures that name a part of the message (cid:, RFC 2392 §2) that is not there: readers see a broken picture. */
import { withoutMarks } from '../../../base/marks.ts';
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import type { HtmlImage } from '../../../wire/html/index.ts';
import type { MailView } from '../../../wire/mail-view/types.ts';
import { draftMessage } from '../draft-message.ts';
import { fieldOfPart, partsOf } from '../mime/parts-of.ts';
import { rfc } from '../published-sources.ts';
import { faultAt, type HtmlPart, htmlPartsOf, lineIn, sayOfHtml } from './html-parts.ts';

export const cidImages: MessageCheck = {
  id: 'html/cid-images',
  sources: [rfc('2392 §2')],
  run: (view) => {
    const there = contentIds(view);
    const drafts = sayOfHtml(view, (part) => faultsOf(part, there));
    const isNone =
      drafts[0]?.outcome === 'pass' && !htmlPartsOf(view).some((part) => cidPictures(part).length > 0);
    return isNone ? [draftMessage('not-applicable', 'none', 'information')] : drafts;
  },
};

/** Without their brackets, in lower case: the part behind the '@' is a domain, and nobody tells the rest apart by case. */
function contentIds(view: MailView): ReadonlySet<string> {
  const ids = partsOf(view).flatMap((part) => fieldOfPart(part, 'content-id')?.rawValue ?? []);
  return new Set(ids.map((id) => id.trim().replaceAll(/^<|>$/g, '').toLowerCase()));
}

const cidPictures = ({ images }: HtmlPart): readonly HtmlImage[] =>
  images.filter(({ src }) => /^\s*cid:/i.test(src ?? ''));

/** Each Content-ID once, with how many pictures name it. */
function faultsOf(part: HtmlPart, there: ReadonlySet<string>): readonly MessageDraft[] {
  const missing = Map.groupBy(cidPictures(part), ({ src = '' }) => idOf(src));
  return [...missing].flatMap(([id, images]) => {
    const [first] = images;
    if (first === undefined || there.has(id.toLowerCase())) return [];
    const span = first.srcSpan ?? first.element.startTag;
    const data = { id: id.slice(0, 100), images: images.length, line: lineIn(part, span.start) };
    return [faultAt(part, span, 'no-part', 'rendering', data)];
  });
}

/** RFC 2392 §2: percent signs stand for what a URL may not hold. */
function idOf(src: string): string {
  const id = src.trim().slice('cid:'.length);
  try {
    return withoutMarks(decodeURIComponent(id));
  } catch {
    // A percent sign that stands for nothing is one.
    return id;
  }
}
