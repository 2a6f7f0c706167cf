/**
 * A change of decoded text as a change of the raw bytes, through the transfer encoding (RFC 2045 §6) and the charset. In base64
 * the change stays in its quanta where the lengths allow it; otherwise everything from there to the end of the part is written
 * anew. Where the bytes are not certain there is no edit.
 */
import type { ByteRange } from '../../base/byte-range.ts';
import { CR, isWsp, LF } from '../../base/bytes.ts';
import type { DecodedBytes } from '../message/types.ts';
import { charToByte } from './char-offsets.ts';
import type { MailView, TextPart } from './types.ts';

/** As `MessageEdit` in findings/fix.ts: what takes the place of the bytes, one character an octet. */
export interface TextEdit {
  readonly range: ByteRange;
  readonly bytes: string;
  readonly isSafe: boolean;
}

/** Longest text of an edit, in octets: one that rewrites the rest of a part may be long. */
const MAX_EDIT = 2 * 1024 * 1024;
/** RFC 2045 §6.7 rule 5, §6.8: longest line. */
const MAX_ENCODED_LINE = 76;
/** RFC 5322 §2.1.1, without the line end. */
const MAX_LINE = 998;

/**
 * The edit that puts `replacement` in the place of characters [start, end) of a text part; undefined where it cannot be said
 * in the part's charset or encoding, or where characters and bytes do not stand in a known relation. Line ends in the
 * replacement become those of the text. `isSafe` is the caller's word: nothing a reader sees changes.
 */
export function editText(
  view: MailView,
  part: TextPart,
  start: number,
  end: number,
  replacement: string,
  isSafe = false,
): TextEdit | undefined {
  const place = placeOf(part, start, end);
  const eol = part.text.includes('\r\n') ? '\r\n' : '\n';
  const bytes = encodeCharset(replacement.replaceAll(/\r?\n/g, eol), part);
  if (place === undefined || bytes === undefined) return undefined;
  const change = writerOf(part.part.transferEncoding)?.(view.raw, place, bytes);
  return change === undefined || change.bytes.length > MAX_EDIT ? undefined : { ...change, isSafe };
}

/** What is changed: decoded bytes [start, end), and the raw bytes they came from. */
interface EditPlace {
  readonly decoded: DecodedBytes;
  readonly start: number;
  readonly end: number;
  readonly body: ByteRange;
}

type Writer = (
  raw: Uint8Array,
  place: EditPlace,
  bytes: Buffer,
) => { readonly range: ByteRange; readonly bytes: string } | undefined;

const decodedParts = new WeakMap<TextPart, { decoded: DecodedBytes; toByte: (offset: number) => number }>();

function placeOf(part: TextPart, start: number, end: number): EditPlace | undefined {
  if (start < 0 || start > end || end > part.text.length || part.isCut) return undefined;
  let known = decodedParts.get(part);
  if (known === undefined) {
    const { decoded } = part;
    const toByte = charToByte(part.text, decoded.bytes.length, part.charset);
    if (toByte === undefined) return undefined;
    known = { decoded, toByte };
    decodedParts.set(part, known);
  }
  const { decoded, toByte } = known;
  if (splitsPair(part.text, start) || splitsPair(part.text, end)) return undefined;
  return { decoded, start: toByte(start), end: toByte(end), body: part.part.bodyRange };
}

/** In the middle of a surrogate pair or of CR LF. */
function splitsPair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  if (before === CR && after === LF) return true;
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
}

const shifting = /^(?:utf-7|utf-16|iso-2022|hz|replacement)/;

function encodeCharset(text: string, { charset, part }: TextPart): Buffer | undefined {
  if (shifting.test(charset)) return undefined;
  if (/^[\t\n\r\x20-\x7e]*$/.test(text)) return Buffer.from(text, 'latin1');
  // Without a label what others read is a guess, and eight bits need an encoding that announces them.
  if (part.contentType.parameters.charset === undefined) return undefined;
  if (['7bit', ''].includes(part.transferEncoding)) return undefined;
  if (charset === 'utf-8') return text.isWellFormed() ? Buffer.from(text, 'utf8') : undefined;
  const isLatin = charset === 'windows-1252' || charset === 'iso-8859-1';
  return isLatin && /^[\t\n\r\x20-\x7e\u00a0-\u00ff]*$/.test(text) ? Buffer.from(text, 'latin1') : undefined;
}

function writerOf(transferEncoding: string): Writer | undefined {
  switch (transferEncoding) {
    case '':
    case '7bit':
    case '8bit':
    case 'binary':
      return writeAsIs;
    case 'quoted-printable':
      return writeQuotedPrintable;
    case 'base64':
      return writeBase64;
    default:
      return undefined;
  }
}

const isLong = (line: string): boolean => line.length > MAX_LINE;

const writeAsIs: Writer = (raw, { decoded, start, end, body }, bytes) => {
  const range = decoded.rawRangeOf(start, end);
  const before = lineStart(raw, range.start, body.start);
  const after = lineEnd(raw, range.end, body.end);
  const text = bytes.toString('latin1');
  const lines = `${latin1Of(raw, before, range.start)}${text}${latin1Of(raw, range.end, after)}`.split(
    /\r?\n/,
  );
  // A line that is too long already is no worse for it: minified HTML.
  const wasLong = latin1Of(raw, before, after).split(/\r?\n/).some(isLong);
  // A line that begins with "--" may be taken for a boundary (RFC 2046 §5.1.1).
  const isWrong = lines.some((line) => (!wasLong && isLong(line)) || line.startsWith('--'));
  return isWrong ? undefined : { range, bytes: text };
};

const writeQuotedPrintable: Writer = (raw, { decoded, start, end, body }, bytes) => {
  const found = decoded.rawRangeOf(start, end);
  // White space before the change may now stand at the end of a line, where it would not count.
  let from = found.start;
  while (from > body.start && isWsp(raw[from - 1])) from -= 1;
  const lead = Buffer.from(raw.subarray(from, found.start));
  const after = lineEnd(raw, found.end, body.end);
  const rest = after - found.end;
  const column = from - lineStart(raw, from, body.start);
  const writer = new QuotedPrintableLines(column, rawEol(raw, body));
  const all = Buffer.concat([lead, bytes]);
  const restIsBlank = latin1Of(raw, found.end, after).trim() === '';
  for (let at = 0; at < all.length; at += 1) {
    const isLast = at === all.length - 1;
    writer.write(all[at] ?? 0, all[at + 1], isLast && restIsBlank);
  }
  if (!restIsBlank) writer.makeRoom(rest);
  const isBoundaryLike = writer.column === 0 && raw[found.end] === 0x2d && raw[found.end + 1] === 0x2d;
  return isBoundaryLike ? undefined : { range: { start: from, end: found.end }, bytes: writer.text };
};

/** Bytes of text as quoted-printable; their line ends stay, `eol` ends what is broken softly. */
export function encodeQuotedPrintable(bytes: Uint8Array, eol: string): string {
  const writer = new QuotedPrintableLines(0, eol);
  for (let at = 0; at < bytes.length; at += 1)
    writer.write(bytes[at] ?? 0, bytes[at + 1], at === bytes.length - 1);
  return writer.text;
}

/** Writes quoted-printable (RFC 2045 §6.7) with lines of at most 76 characters. */
class QuotedPrintableLines {
  text = '';
  column: number;
  readonly #eol: string;

  constructor(column: number, eol: string) {
    this.column = column;
    this.#eol = eol;
  }

  write(byte: number, next: number | undefined, isLineEnd: boolean): void {
    if (byte === LF || (byte === CR && next === LF)) {
      this.text += String.fromCharCode(byte);
      this.column = 0;
      return;
    }
    const endsLine = isLineEnd || next === LF || next === CR;
    this.makeRoom(3);
    // '-' and 'F' at the start of a line may be taken for a boundary or an mbox line.
    const isRisky = this.column === 0 && (byte === 0x2d || byte === 0x46 || byte === 0x2e);
    const isLiteral =
      !isRisky && ((byte > 0x20 && byte < 0x7f && byte !== 0x3d) || (isWsp(byte) && !endsLine));
    const written = isLiteral
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    this.text += written;
    this.column += written.length;
  }

  /** A soft line break where `length` more characters and the '=' of the next break would not fit. */
  makeRoom(length: number): void {
    if (this.column === 0 || this.column + length < MAX_ENCODED_LINE) return;
    this.text += `=${this.#eol}`;
    this.column = 0;
  }
}

const writeBase64: Writer = (raw, { decoded, start, end, body }, bytes) => {
  const { bytes: all, rawRangeOf } = decoded;
  if (all.length === 0) return undefined;
  // Of an insertion: the quantum before it.
  const inner = end > start ? { start, end } : { start: Math.max(0, start - 1), end: Math.max(1, start) };
  const range = rawRangeOf(inner.start, inner.end);
  let first = inner.start;
  while (first > 0 && rawRangeOf(first - 1, first).start === range.start) first -= 1;
  let last = inner.end;
  while (last < all.length && rawRangeOf(last, last + 1).end === range.end) last += 1;
  const isLocal = (bytes.length - (end - start)) % 3 === 0 && (last - first) % 3 === 0;
  // A quantum that is not full may only be the last (RFC 2045 §6.8): what follows is written anew.
  const until = isLocal ? last : all.length;
  const rawEnd = isLocal ? range.end : base64End(raw, range.end, body.end);
  if (first + MAX_EDIT < until) return undefined;
  const changed = Buffer.concat([all.subarray(first, start), bytes, all.subarray(end, until)]);
  const column = range.start - lineStart(raw, range.start, body.start);
  const rest = isLocal ? lineEnd(raw, rawEnd, body.end) - rawEnd : 0;
  return {
    range: { start: range.start, end: rawEnd },
    bytes: base64Lines(changed, column, rest, rawEol(raw, body)),
  };
};

function base64Lines(bytes: Buffer, column: number, rest: number, eol: string): string {
  const text = bytes.toString('base64');
  const lines: string[] = [];
  let at = 0;
  let room = MAX_ENCODED_LINE - column;
  // Where the first line has no room for a quantum it ends at once.
  while (at < text.length) {
    const take = Math.max(0, room - (room % 4));
    lines.push(text.slice(at, at + take));
    at += take;
    room = MAX_ENCODED_LINE;
  }
  const lastLength = (lines.length <= 1 ? column : 0) + (lines.at(-1)?.length ?? 0);
  const written = lines.join(eol);
  return rest > 0 && lastLength > 0 && lastLength + rest > MAX_ENCODED_LINE ? written + eol : written;
}

/** Behind the last character of base64, before the line ends that follow it. */
function base64End(raw: Uint8Array, from: number, bodyEnd: number): number {
  let end = bodyEnd;
  while (end > from && (raw[end - 1] === LF || raw[end - 1] === CR || isWsp(raw[end - 1]))) end -= 1;
  return end;
}

function rawEol(raw: Uint8Array, body: ByteRange): string {
  const at = raw.indexOf(LF, Math.max(0, body.start - 2));
  return at > 0 && raw[at - 1] !== CR ? '\n' : '\r\n';
}

/** Not looked for beyond a line that is too long anyway. */
function lineStart(raw: Uint8Array, from: number, limit: number): number {
  const least = Math.max(limit, from - MAX_LINE - 1);
  let at = from;
  while (at > least && raw[at - 1] !== LF) at -= 1;
  return at;
}

/** Before the line end. */
function lineEnd(raw: Uint8Array, from: number, limit: number): number {
  const most = Math.min(limit, from + MAX_LINE + 1);
  let at = from;
  while (at < most && raw[at] !== LF && raw[at] !== CR) at += 1;
  return at;
}

function latin1Of(raw: Uint8Array, start: number, end: number): string {
  return Buffer.from(raw.buffer, raw.byteOffset + start, Math.max(0, end - start)).toString('latin1');
}
