/** The parts of a message, and where to point when one of them is meant. */
import { type MailView, type Place, placeInHeader, placeInRaw } from '../../../wire/mail-view/index.ts';
import { walkParts } from '../../../wire/message/index.ts';
import type { HeaderField, MimePart } from '../../../wire/message/types.ts';

const known = new WeakMap<MailView, readonly MimePart[]>();

/** All parts, parents before children; the message itself is the first. */
export function partsOf(view: MailView): readonly MimePart[] {
  const before = known.get(view);
  if (before !== undefined) return before;
  const parts = [...walkParts(view.message.root)];
  known.set(view, parts);
  return parts;
}

export const leavesOf = (view: MailView): readonly MimePart[] =>
  partsOf(view).filter(({ children }) => children.length === 0);

export const fieldOfPart = (part: MimePart, key: string): HeaderField | undefined =>
  part.headers.find((field) => field.key === key);

/** The field of that name, or the first of the part, or the beginning of its body. */
export function placeOfPart(view: MailView, part: MimePart, key = 'content-type'): Place {
  const field = fieldOfPart(part, key) ?? fieldOfPart(part, 'content-type') ?? part.headers[0];
  if (field !== undefined) return placeInHeader(view, field, part.path);
  const { start, end } = part.bodyRange;
  return placeInRaw(view, { start, end: Math.min(end, start + 80) }, part.path);
}
