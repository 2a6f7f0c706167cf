/** The parts of a message, and where to point when one of them is meant. */
import { type MailView, type Place, placeInHeader, placeInRaw } from '../../../wire/mail-view/index.ts';
import { walkParts } from '../../../wire/message/index.ts';
import type { HeaderField, MimePart } from '../../../wire/message/types.ts';

const known = new WeakMap<MailView, readonly MimePart[]>();

/** All parts, parents before children; the message itself is the first. A message that is attached is one of them: its own parts are not. */
export function partsOf(view: MailView): readonly MimePart[] {
  const before = known.get(view);
  if (before !== undefined) return before;
  const parts = [...ownParts(view.message.root)];
  known.set(view, parts);
  return parts;
}

function* ownParts(part: MimePart): Generator<MimePart> {
  yield part;
  if (part.contentType.type.startsWith('message/')) return;
  for (const child of part.children) yield* ownParts(child);
}

/** Those of attached messages, too: for what counts on the way. */
export const allPartsOf = (view: MailView): readonly MimePart[] => [...walkParts(view.message.root)];

export const leavesOf = (view: MailView): readonly MimePart[] =>
  partsOf(view).filter(({ children }) => children.length === 0);

export const fieldOfPart = (part: MimePart, key: string): HeaderField | undefined =>
  part.headers.find((field) => field.key === key);

/** The field of that name, or Content-Type, or the first line of the part's body. */
export function placeOfPart(view: MailView, part: MimePart, key = 'content-type'): Place {
  const field = fieldOfPart(part, key) ?? fieldOfPart(part, 'content-type');
  if (field !== undefined) return placeInHeader(view, field, part.path);
  const { start, end } = part.bodyRange;
  const lineEnd = view.raw.indexOf(0x0a, start);
  const stop = Math.min(end, start + 80, lineEnd < 0 ? end : lineEnd + 1);
  return placeInRaw(view, { start, end: Math.max(start, stop) }, part.path);
}
