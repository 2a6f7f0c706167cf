/**
 * Reads a message for the checks before sending. Never throws; limits: 100 text parts, 8 MiB of text each, 16 MiB together,
 * and those of the MIME reader.
 */
import type { ByteRange } from '../../base/byte-range.ts';
import { decodeBytes, decodeTextOf, parseMessage } from '../message/index.ts';
import type { DecodedLine, MimePart, ParsedMessage } from '../message/types.ts';
import { charToByte } from './char-offsets.ts';
import type { MailView, Place, TextPart } from './types.ts';

const MAX_TEXT_PARTS = 100;
const MAX_TEXT = 8 * 1024 * 1024;
const MAX_ALL_TEXT = 16 * 1024 * 1024;
const MAX_SNIPPET = 80;
/** Octets that are shown before and after one that cannot be seen. */
const AROUND_OCTET = 24;
/** Unicode's pictures of control characters, in their order. */
const PICTURES = 0x2400;

export function readMailView(raw: Uint8Array): MailView {
  const message = parseMessage(raw);
  const texts: TextPart[] = [];
  const attachments: MimePart[] = [];
  let room = MAX_ALL_TEXT;
  for (const { part, isAttached } of leavesOf(message.root, false)) {
    if (isAttached && isText(part)) continue;
    if (isText(part) && texts.length < MAX_TEXT_PARTS && room > 0) {
      const text = readTextPart(message, part, Math.min(MAX_TEXT, room));
      room -= text.text.length;
      texts.push(text);
    } else attachments.push(part);
  }
  return { raw, message, fields: message.root.headers, texts, attachments, placeOf: placer(raw) };
}

interface Leaf {
  readonly part: MimePart;
  /** It belongs to a message that is attached. */
  readonly isAttached: boolean;
}

function* leavesOf(part: MimePart, isAttached: boolean): Generator<Leaf> {
  if (part.children.length === 0) yield { part, isAttached };
  const isMessage = part.contentType.type.startsWith('message/');
  for (const child of part.children) yield* leavesOf(child, isAttached || isMessage);
}

function isText({ contentType, disposition, filename }: MimePart): boolean {
  const isNamed = disposition === 'attachment' || (filename !== undefined && disposition !== 'inline');
  return contentType.type.startsWith('text/') && !isNamed;
}

function kindOf(type: string): TextPart['kind'] {
  if (type === 'text/html') return 'html';
  return type === 'text/plain' ? 'plain' : 'other';
}

function readTextPart(message: ParsedMessage, part: MimePart, maxBytes: number): TextPart {
  const decoded = decodeBytes(message, part, maxBytes);
  const { text, charset, lines } = decodeTextOf(message, part, decoded);
  const toByte = charToByte(text, decoded.bytes.length, charset);
  return {
    part,
    kind: kindOf(part.contentType.type),
    decoded,
    text,
    charset,
    isCut: decoded.isCut,
    rawRangeOf:
      toByte === undefined
        ? byLines(text, lines)
        : (start, end) => decoded.rawRangeOf(toByte(start), toByte(end)),
  };
}

/** Where characters cannot be counted back, the whole lines are given. */
function byLines(text: string, lines: readonly DecodedLine[]): TextPart['rawRangeOf'] {
  const starts: number[] = [];
  let from = 0;
  for (const line of lines) {
    const at = text.indexOf(line.text, from);
    starts.push(at < 0 ? from : at);
    from = (at < 0 ? from : at) + line.text.length;
  }
  const lineAt = (offset: number): DecodedLine | undefined => lines[lastAtOrBefore(starts, offset)];
  return (start, end): ByteRange => {
    const first = lineAt(start)?.range;
    const last = lineAt(Math.max(start, end - 1))?.range;
    return { start: first?.start ?? 0, end: last?.end ?? first?.end ?? 0 };
  };
}

/** Index of the last value that is not above `wanted`; 0 where there is none. */
function lastAtOrBefore(values: readonly number[], wanted: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((values[middle] ?? 0) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}

function placer(raw: Uint8Array): MailView['placeOf'] {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(raw);
    const line = lastAtOrBefore(starts, offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}

function lineStarts(raw: Uint8Array): number[] {
  const starts = [0];
  for (let at = raw.indexOf(10); at >= 0; at = raw.indexOf(10, at + 1)) starts.push(at + 1);
  return starts;
}

/** The place of characters [start, end) of a text part. */
export function placeInText(view: MailView, text: TextPart, start: number, end: number): Place {
  const raw = text.rawRangeOf(start, end);
  return {
    part: text.part.path,
    ...view.placeOf(raw.start),
    raw,
    decoded: { start, end },
    snippet: snippetOf(text.text.slice(start, Math.min(end, start + MAX_SNIPPET * 2))),
  };
}

/** The place of a header field, or of raw bytes in it. */
export function placeInHeader(
  view: MailView,
  field: { readonly name: string; readonly range: ByteRange },
  part = '',
  raw: ByteRange = field.range,
): Place {
  return {
    part,
    header: field.name,
    ...view.placeOf(raw.start),
    raw,
    snippet: snippetOf(
      textOfBytes(view.raw.subarray(raw.start, Math.min(raw.end, raw.start + MAX_SNIPPET * 2))),
    ),
  };
}

/** The place of one octet that cannot be seen, such as CR or NUL: where it stands it is shown as '␍', between what is around it. */
export function placeOfOctet(view: MailView, at: number, part = ''): Place {
  const around = view.raw.subarray(Math.max(0, at - AROUND_OCTET), at + 1 + AROUND_OCTET);
  const mark = String.fromCharCode(PICTURES + (view.raw[at] ?? 0));
  const before = textOfBytes(around.subarray(0, Math.min(at, AROUND_OCTET)));
  const after = textOfBytes(around.subarray(Math.min(at, AROUND_OCTET) + 1));
  const line = (text: string): string => text.replaceAll(/[^\P{Cc}\t]/gu, '\n');
  return {
    part,
    ...view.placeOf(at),
    raw: { start: at, end: at + 1 },
    snippet: `${line(before).split('\n').at(-1)}${mark}${line(after).split('\n')[0]}`.slice(0, MAX_SNIPPET),
  };
}

/** The place of raw bytes. */
export function placeInRaw(view: MailView, raw: ByteRange, part = ''): Place {
  const bytes = view.raw.subarray(raw.start, Math.min(raw.end, raw.start + MAX_SNIPPET * 2));
  return {
    part,
    ...view.placeOf(raw.start),
    raw,
    snippet: snippetOf(textOfBytes(bytes)),
  };
}

/** UTF-8 where it is that (a character that the end cuts is left out), else Latin-1. */
function textOfBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  }
}

const snippetOf = (text: string): string => text.slice(0, MAX_SNIPPET).replaceAll(/\s+/g, ' ').trim();
