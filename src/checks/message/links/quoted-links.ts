/** Links in what somebody quotes, passes on or shows on purpose: they are another's, and what is wrong with them was not done here. */
import { htmlOfPart } from '../../../wire/html/index.ts';
import type { MessageLink } from '../../../wire/links/index.ts';
import type { MailView, TextPart } from '../../../wire/mail-view/types.ts';
import { quoteReader, withoutQuotes } from '../leftovers/quoted-text.ts';

/** Tells of a place of a part. */
type IsQuoted = (offset: number) => boolean;

const known = new WeakMap<MailView, Map<TextPart, IsQuoted>>();

export function isQuotedLink(view: MailView, { part, start }: Pick<MessageLink, 'part' | 'start'>): boolean {
  const parts = known.get(view) ?? new Map<TextPart, IsQuoted>();
  known.set(view, parts);
  let isQuoted = parts.get(part);
  if (isQuoted === undefined) {
    isQuoted = part.kind === 'html' ? quotedInHtml(part) : quotedInText(part);
    parts.set(part, isQuoted);
  }
  return isQuoted(start);
}

function quotedInHtml(part: TextPart): IsQuoted {
  const isQuoted = quoteReader();
  const places = new Set<number>();
  const { anchors, images } = htmlOfPart(part);
  for (const { element, hrefSpan } of anchors)
    if (hrefSpan !== undefined && isQuoted(element)) places.add(hrefSpan.start);
  for (const { element, srcSpan } of images)
    if (srcSpan !== undefined && isQuoted(element)) places.add(srcSpan.start);
  return (offset) => places.has(offset);
}

function quotedInText(part: TextPart): IsQuoted {
  const own = withoutQuotes(part.text);
  // What is quoted was made blank; an address holds no blanks.
  return (offset) => own.charAt(offset) === ' ';
}
