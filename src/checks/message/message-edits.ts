/** Corrections of a message's raw bytes: fields put in, taken out, or given another value. */
import type { Fix } from '../../findings/fix.ts';
import type { MailView } from '../../wire/mail-view/index.ts';
import type { HeaderField } from '../../wire/message/types.ts';

/** The line end that the message uses, told by its first line. */
export function lineEndOf({ raw }: MailView): '\r\n' | '\n' {
  const first = raw.indexOf(0x0a);
  return first > 0 && raw[first - 1] === 0x0d ? '\r\n' : '\n';
}

/** Puts a field before all others of the message. */
export function insertField(view: MailView, name: string, value: string): Fix {
  const at = view.message.root.headerRange.start;
  // A message whose first line is no field has no header yet: an empty line must follow.
  const gap = view.fields.length === 0 && !startsWithLineEnd(view, at) ? lineEndOf(view) : '';
  return edit(at, at, `${name}: ${value}${lineEndOf(view)}${gap}`);
}

/** Takes a whole field out. */
export function removeField({ range }: HeaderField, isSafe = true): Fix {
  return edit(range.start, range.end, '', isSafe);
}

/** Gives a field another value; the space after the colon is written, the line end stays. */
export function replaceValue({ valueRange }: HeaderField, value: string, isSafe = true): Fix {
  return edit(valueRange.start, valueRange.end, ` ${value}`, isSafe);
}

/** Do fields say the same, however they are folded and spaced? */
export function sayTheSame([first, ...others]: readonly HeaderField[]): boolean {
  const plain = (value: string): string => value.replaceAll(/[ \t]+/g, ' ');
  return others.every(({ rawValue }) => plain(rawValue) === plain(first?.rawValue ?? ''));
}

/** Any other change. */
export function edit(start: number, end: number, bytes: string, isSafe = true): Fix {
  return { kind: 'message', edit: { range: { start, end }, bytes, isSafe } };
}

function startsWithLineEnd({ raw }: MailView, at: number): boolean {
  return raw[at] === 0x0a || raw[at] === 0x0d;
}
