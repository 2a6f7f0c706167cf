/**
 * The same content in shorter lines: a field is folded where it has white space (RFC 5322 §2.2.3), quoted-printable gets soft line
 * breaks (RFC 2045 §6.7 rule 5), base64 lines of 76, and a text that is not encoded becomes quoted-printable, or base64 where a third
 * of its octets are not ASCII. Where that is not certain there is no edit.
 */
import type { ByteRange } from '../../../base/byte-range.ts';
import { CR, isWsp, LF, latin1 } from '../../../base/bytes.ts';
import type { Fix } from '../../../findings/fix.ts';
import { encodeQuotedPrintable, type MailView } from '../../../wire/mail-view/index.ts';
import type { HeaderField, MimePart } from '../../../wire/message/types.ts';
import { edit, insertField, lineEndOf, replaceValue } from '../message-edits.ts';
import { fieldOfPart, leavesOf, partsOf } from './parts-of.ts';

/** Longest part that is written anew, in octets. */
const MAX_REWRITTEN = 1024 * 1024;
/** Longest field that is folded. */
const MAX_FOLDED = 256 * 1024;
/** RFC 2045 §6.7, §6.8: longest line, with the '=' of a soft break. */
const MAX_ENCODED = 76;
/** RFC 5322 §2.1.1: what a line should have. */
const ADVISED = 78;
const MAX_LINE = 998;

/** Fixes for each of the lines, in their order; those of a part stand with its first line. */
export function shorterLines(view: MailView, lines: readonly ByteRange[]): readonly (readonly Fix[])[] {
  const done = new Set<object>();
  const fields = partsOf(view).flatMap(({ headers }) => headers);
  return lines.map((line) => {
    const field = fields.find(({ range }) => range.start <= line.start && line.start < range.end);
    const owner =
      field ??
      leavesOf(view).find(({ bodyRange }) => bodyRange.start <= line.start && line.start < bodyRange.end);
    if (owner === undefined || done.has(owner)) return [];
    done.add(owner);
    return field === undefined ? ofPart(view, owner as MimePart) : folded(view, field);
  });
}

function ofPart(view: MailView, part: MimePart): readonly Fix[] {
  const { start, end } = part.bodyRange;
  if (end - start > MAX_REWRITTEN) return [];
  switch (part.transferEncoding) {
    case 'base64':
      return base64Lines(view, part.bodyRange);
    case 'quoted-printable':
      return softBreaks(view, part.bodyRange);
    case '7bit':
    case '8bit':
      return encoded(view, part);
    default:
      return [];
  }
}

/** Before white space that something follows, as late as a line of 78 allows; none where a word alone is over 998. */
function folded(view: MailView, { range, valueRange }: HeaderField): readonly Fix[] {
  const { raw } = view;
  if (range.end - range.start > MAX_FOLDED) return [];
  const fixes: Fix[] = [];
  const eol = lineEndOf(view);
  let lineStart = range.start;
  let candidate = -1;
  for (let at = valueRange.start; at < valueRange.end; at++) {
    if (at - lineStart > ADVISED && candidate > lineStart) {
      fixes.push(edit(candidate, candidate, eol));
      lineStart = candidate;
      candidate = -1;
    }
    if (at - lineStart > MAX_LINE) return [];
    if (raw[at] === LF) {
      lineStart = at + 1;
      candidate = -1;
    } else if (
      isWsp(raw[at]) &&
      !isWsp(raw[at - 1]) &&
      at > valueRange.start &&
      isFollowed(raw, at, valueRange.end)
    )
      candidate = at;
  }
  return fixes;
}

/** Behind the white space stands something on the same line, so that no line is blank. */
function isFollowed(raw: Uint8Array, at: number, end: number): boolean {
  let next = at;
  while (next < end && isWsp(raw[next])) next++;
  return next < end && raw[next] !== CR && raw[next] !== LF;
}

/** The characters of base64 in lines of 76; none where something else stands among them. */
export function base64Lines(view: MailView, { start, end }: ByteRange): readonly Fix[] {
  const text = latin1(view.raw, start, end).replaceAll(/\s/g, '');
  if (!/^[A-Za-z0-9+/=]*$/.test(text)) return [];
  return [edit(start, end, inLines(text, lineEndOf(view)))];
}

const inLines = (text: string, eol: string): string => (text.match(/.{1,76}/g) ?? []).join(eol);

/** Breaks lines of quoted-printable; an escape is never torn. */
function softBreaks(view: MailView, { start, end }: ByteRange): readonly Fix[] {
  const { raw } = view;
  const pieces: string[] = [];
  let from = start;
  let column = 0;
  for (let at = start; at < end; ) {
    if (raw[at] === LF) {
      column = 0;
      at++;
      continue;
    }
    const isSoftEnd = raw[at] === 0x3d && (raw[at + 1] === CR || raw[at + 1] === LF);
    const length = raw[at] === 0x3d && !isSoftEnd ? Math.min(3, end - at) : 1;
    if (raw[at] !== CR && !isSoftEnd && column + length >= MAX_ENCODED) {
      pieces.push(latin1(raw, from, at));
      from = at;
      column = 0;
    }
    column += length;
    at += length;
  }
  return [edit(start, end, [...pieces, latin1(raw, from, end)].join(`=${lineEndOf(view)}`))];
}

/** Only in a message that says it is MIME, and where the octets are text in lines. */
function encoded(view: MailView, part: MimePart): readonly Fix[] {
  const text = view.texts.find((one) => one.part === part);
  const isMime = view.fields.some(({ key }) => key === 'mime-version');
  if (text === undefined || !isMime || /^utf-(?:16|32)/.test(text.charset)) return [];
  const { start, end } = part.bodyRange;
  const bytes = view.raw.subarray(start, end);
  if (bytes.includes(0) || /\r(?!\n)/.test(latin1(bytes))) return [];
  const high = bytes.reduce((count, byte) => count + (byte > 0x7f ? 1 : 0), 0);
  const isBase64 = high * 3 > bytes.length;
  const said = fieldFixes(view, part, isBase64 ? 'base64' : 'quoted-printable');
  if (said === undefined) return [];
  return [
    ...said,
    edit(
      start,
      end,
      isBase64 ? asBase64(bytes, lineEndOf(view)) : encodeQuotedPrintable(bytes, lineEndOf(view)),
    ),
  ];
}

/** RFC 2045 §6.8: lines of a text end with CR LF before it is encoded. */
function asBase64(bytes: Uint8Array, eol: string): string {
  const text = latin1(bytes).replaceAll(/\r?\n/g, '\r\n');
  return inLines(Buffer.from(text, 'latin1').toString('base64'), eol) + (text.endsWith('\n') ? eol : '');
}

function fieldFixes(view: MailView, part: MimePart, encoding: string): readonly Fix[] | undefined {
  const NAME = 'Content-Transfer-Encoding';
  const fields = part.headers.filter(({ key }) => key === NAME.toLowerCase());
  const [field] = fields;
  if (field !== undefined) return fields.length === 1 ? [replaceValue(field, encoding)] : undefined;
  const type = fieldOfPart(part, 'content-type');
  if (type !== undefined)
    return [edit(type.range.end, type.range.end, `${NAME}: ${encoding}${lineEndOf(view)}`)];
  return part === view.message.root ? [insertField(view, NAME, encoding)] : undefined;
}
