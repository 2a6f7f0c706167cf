/** Ways around a parsed message. */
import type { HeaderField, MimePart } from './types.ts';

/** The first field of that name; the name may be written in any case. */
export function header(part: Pick<MimePart, 'headers'>, name: string): HeaderField | undefined {
  const key = name.toLowerCase();
  return part.headers.find((field) => field.key === key);
}

/** All fields of that name, in the order of the message. */
export function headers(part: Pick<MimePart, 'headers'>, name: string): readonly HeaderField[] {
  const key = name.toLowerCase();
  return part.headers.filter((field) => field.key === key);
}

/** The part and all below it, parents before children. */
export function* walkParts(part: MimePart): Generator<MimePart> {
  yield part;
  for (const child of part.children) yield* walkParts(child);
}
