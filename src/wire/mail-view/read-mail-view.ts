/**
 * Reads a message for the checks before sending. Never throws; limits: 100 text parts, 8 MiB of text each, 16 MiB together,
 * and those of the MIME reader.
 */

import { isAscii } from 'node:buffer';
import type { ByteRange } from '../../base/byte-range.ts';
import { withoutMarks } from '../../base/marks.ts';
import { decodeBytes, decodeTextOf, parseMessage } from '../message/index.ts';
import type { MimePart, ParsedMessage } from '../message/types.ts';
import { charToByte } from './char-offsets.ts';
import { byLines, placer } from './line-places.ts';
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
  const { text, charset } = decodeTextOf(message, part, decoded);
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
        ? byLines(text, decoded)
        : (start, end) => decoded.rawRangeOf(toByte(start), toByte(end)),
  };
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
  if (isAscii(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  try {
    return withoutMarks(new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true }));
  } catch {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  }
}

const snippetOf = (text: string): string => text.slice(0, MAX_SNIPPET).replaceAll(/\s+/g, ' ').trim();
