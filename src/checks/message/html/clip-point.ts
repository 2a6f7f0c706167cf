/**
 * Does the HTML fit before the point where Gmail cuts a message off ("[Message clipped] View entire message")? Senders have
 * measured about 102 kB; Google documents no limit: it is information.
 */
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { draftMessage } from '../draft-message.ts';
import { lettersIn } from './hidden-text.ts';
import { faultAt, type HtmlPart, htmlPartsOf, lineIn } from './html-parts.ts';

/** Octets of UTF-8. */
const CLIP_BYTES = 102_400;

export const clipPoint: MessageCheck = {
  id: 'html/clip-point',
  sources: [{ title: 'Measured by senders, documented by nobody', seen: '2026-11-26' }],
  run: (view) => {
    const parts = htmlPartsOf(view);
    const sizes = parts.map(({ part }) => Buffer.byteLength(part.text));
    if (parts.length === 0) return [draftMessage('not-applicable', 'no-html', 'information')];
    const drafts = parts.flatMap((part, index) => {
      const bytes = sizes[index] ?? 0;
      return bytes > CLIP_BYTES ? [clipped(part, bytes)] : [];
    });
    if (drafts.length > 0) return drafts;
    return [draftMessage('pass', 'fits', 'information', { bytes: Math.max(...sizes), limit: CLIP_BYTES })];
  },
};

function clipped(part: HtmlPart, bytes: number): MessageDraft {
  const cut = offsetOfByte(part.part.text, CLIP_BYTES);
  const isReadToTheEnd = part.html.cutAt === undefined && !part.part.isCut;
  return faultAt(
    part,
    { start: cut, end: Math.min(part.part.text.length, cut + 200) },
    'clipped',
    'information',
    {
      bytes,
      limit: CLIP_BYTES,
      line: lineIn(part, cut),
      // What was not read is not counted: it is not nothing.
      ...(isReadToTheEnd && countBehind(part, cut)),
    },
  );
}

function countBehind(
  { runs, anchors, images }: HtmlPart,
  cut: number,
): { readonly letters: number; readonly links: number; readonly images: number } {
  let letters = 0;
  for (const { text, span, hidden } of runs)
    if (span.end > cut && hidden === undefined) letters += lettersIn(text);
  const links = anchors.filter(({ element, href }) => element.startTag.start >= cut && href !== undefined);
  const behind = images.filter(({ element }) => element.startTag.start >= cut);
  return { letters, links: links.length, images: behind.length };
}

/** The character that the octet belongs to. */
function offsetOfByte(text: string, byte: number): number {
  let octets = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    octets += code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code < 0xe000 ? 2 : 3;
    if (octets > byte) return at;
  }
  return text.length;
}
