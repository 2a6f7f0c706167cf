/**
 * The proof of a fix beside the checks: what a reader gets and what signatures cover is the same before and after. HTML may be written
 * in another way, but its elements, their attributes and the words in them are the same; where a template chooses, so are its tags.
 */
import { coveredBodyEnd, signatureCoverages } from '../wire/dkim/index.ts';
import { htmlOfPart, renderedOutline, structureTags, writtenTags } from '../wire/html/index.ts';
import type { MailView } from '../wire/mail-view/index.ts';
import type { TextPart } from '../wire/mail-view/types.ts';
import { decodeBytes } from '../wire/message/index.ts';
import type { MimePart } from '../wire/message/types.ts';
import { closedParts } from './closed-parts.ts';
import { headerOf } from './edit-guard.ts';

/** Signed octets, closed parts, files, plain text but for its line ends and NULs, and HTML as it is shown. */
export function keepsContent(before: MailView, after: MailView): boolean {
  return (
    keepsSignatures(before, after) &&
    keepsClosedParts(before, after) &&
    keepsFiles(before, after) &&
    keepsTexts(before, after)
  );
}

function keepsSignatures(before: MailView, after: MailView): boolean {
  const was = signatureCoverages(headerOf(before));
  const is = signatureCoverages(headerOf(after));
  const start = before.message.root.bodyRange.start;
  const startAfter = after.message.root.bodyRange.start;
  return (
    was.length === is.length &&
    was.every((one, index) => {
      if (one.header !== is[index]?.header) return false;
      const body = before.raw.subarray(start, coveredBodyEnd(before.raw, start, one.body));
      const bodyAfter = after.raw.subarray(startAfter, startAfter + body.length);
      return Buffer.compare(body, bodyAfter) === 0;
    })
  );
}

function keepsClosedParts(before: MailView, after: MailView): boolean {
  const was = closedParts(before);
  const is = closedParts(after);
  return (
    was.length === is.length &&
    was.every(({ kind, part }, index) => {
      const other = is[index];
      return other !== undefined && kind === other.kind && isSameBody(before, part, after, other.part);
    })
  );
}

function keepsFiles(before: MailView, after: MailView): boolean {
  const was = before.attachments;
  const is = after.attachments;
  return (
    was.length === is.length &&
    was.every((part, index) => {
      const other = is[index];
      if (other === undefined || part.filename !== other.filename) return false;
      const isSameEncoding = part.transferEncoding === other.transferEncoding;
      return (
        (isSameEncoding && isSameBody(before, part, after, other)) ||
        Buffer.compare(decodeBytes(before.message, part).bytes, decodeBytes(after.message, other).bytes) === 0
      );
    })
  );
}

function isSameBody(before: MailView, part: MimePart, after: MailView, other: MimePart): boolean {
  const bodyOf = ({ raw }: MailView, { bodyRange }: MimePart): Uint8Array =>
    raw.subarray(bodyRange.start, bodyRange.end);
  return Buffer.compare(bodyOf(before, part), bodyOf(after, other)) === 0;
}

function keepsTexts(before: MailView, after: MailView): boolean {
  return (
    before.texts.length === after.texts.length &&
    before.texts.every((part, index) => {
      const other = after.texts[index];
      if (other === undefined || other.kind !== part.kind) return false;
      if (part.text === other.text) return true;
      if (part.kind === 'html') return keepsPage(before, part, after, other);
      return part.kind !== 'plain' || withoutEnds(part.text) === withoutEnds(other.text);
    })
  );
}

/** The page that the HTML becomes; what it is in another charset is for the check of charsets, whose fix leaves its octets. */
function keepsPage(before: MailView, part: TextPart, after: MailView, other: TextPart): boolean {
  if (part.charset !== other.charset && isSameBody(before, part.part, after, other.part)) return true;
  const was = htmlOfPart(part).html;
  const is = htmlOfPart(other).html;
  if (structureTags(was).length > 0 && !isSame(writtenTags(was), writtenTags(is))) return false;
  return isSame(renderedOutline(was), renderedOutline(is));
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((entry, index) => entry === other[index]);

const withoutEnds = (text: string): string => text.replaceAll('\0', '').replaceAll(/\r*\n|\r/g, '\n');
