/** Single octets of a message that are looked for whatever part they stand in, except in parts that are sent as they are. */
import type { MailView } from '../../../wire/mail-view/index.ts';
import type { MimePart } from '../../../wire/message/types.ts';
import { allPartsOf } from './parts-of.ts';

/**
 * Offsets of an octet, at most `most`, for which `isMeant` holds, outside the bodies of leaves said to be binary (RFC 2045 §6.2):
 * there it is content. Linear.
 */
export function octetsOutsideBinary(
  view: MailView,
  octet: number,
  most: number,
  isMeant: (at: number) => boolean,
): readonly number[] {
  const { raw } = view;
  const binary = allPartsOf(view)
    .filter(({ children, transferEncoding }) => children.length === 0 && transferEncoding === 'binary')
    .map(({ bodyRange }) => bodyRange);
  const places: number[] = [];
  let next = 0;
  const after = (at: number): number => (raw[at + 1] === octet ? at + 1 : raw.indexOf(octet, at + 1));
  for (let at = raw.indexOf(octet); at >= 0 && places.length < most; at = after(at)) {
    while ((binary[next]?.end ?? Number.POSITIVE_INFINITY) <= at) next++;
    const range = binary[next];
    if (range !== undefined && at >= range.start) at = range.end - 1;
    else if (isMeant(at)) places.push(at);
  }
  return places;
}

/** Path of the leaf whose body holds the octet; '' where that is the message itself, a header or what is between parts. */
export function partAt(view: MailView, at: number): string {
  let part: MimePart | undefined = view.message.root;
  while (part !== undefined && part.children.length > 0)
    part = part.children.find(({ bodyRange }) => bodyRange.start <= at && at < bodyRange.end);
  return part !== undefined && at >= part.bodyRange.start ? part.path : '';
}
