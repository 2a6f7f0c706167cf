/** A text part as text, line by line, each line with the raw bytes it came from. */
import { isAscii } from 'node:buffer';
import type { ByteRange } from '../../base/byte-range.ts';
import { CR, LF } from '../../base/bytes.ts';
import { decodeCharset, plainCharset } from '../charset/index.ts';
import { decodeBytes } from './decode-bytes.ts';
import { isWithoutShifts } from './raw-text.ts';
import type { DecodedBytes, DecodedLine, DecodedText, MimePart, ParsedMessage } from './types.ts';

type Locate = (start: number, end: number) => ByteRange;

/** A line whose range is worked out when asked for: few are. */
class SpanLine implements DecodedLine {
  readonly text: string;
  private readonly locate: Locate;
  private readonly start: number;
  private readonly end: number;

  constructor(text: string, locate: Locate, start: number, end: number) {
    this.text = text;
    this.locate = locate;
    this.start = start;
    this.end = end;
  }

  get range(): ByteRange {
    return this.locate(this.start, this.end);
  }
}

/**
 * Decodes transfer encoding and charset of a part, at most `maxBytes` decoded bytes of it. Lines end at CRLF, LF, CR or
 * CR CR LF; the text keeps its line ends, `lines` do not. A line end at the very end begins no further line.
 */
export function decodeText(
  message: Pick<ParsedMessage, 'raw' | 'rawText'>,
  part: MimePart,
  maxBytes = Infinity,
): DecodedText {
  return decodeTextOf(message, part, decodeBytes(message, part, maxBytes));
}

/** The same, of a part whose transfer encoding is decoded already. */
export function decodeTextOf(
  message: Pick<ParsedMessage, 'raw' | 'rawText'>,
  part: MimePart,
  decoded: DecodedBytes,
): DecodedText {
  const label = part.contentType.parameters.charset;
  const plain = plainTextOf(message, part, decoded);
  const charset = plain === undefined ? undefined : plainCharset(label);
  if (plain === undefined || charset === undefined) return textOf(decoded, label);
  return { text: plain, charset, lines: plainLines(plain, decoded.rawRangeOf) };
}

/** The decoded bytes as text where they are ASCII and nothing but ASCII; offsets in it are offsets of bytes. */
function plainTextOf(
  { raw, rawText }: Pick<ParsedMessage, 'raw' | 'rawText'>,
  part: MimePart,
  { bytes }: DecodedBytes,
): string | undefined {
  const { start } = part.bodyRange;
  const isAsItStands = bytes.buffer === raw.buffer && bytes.byteOffset === raw.byteOffset + start;
  if (isAsItStands && rawText?.isPlain) return rawText.text.slice(start, start + bytes.length);
  if (!isAscii(bytes)) return undefined;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return isWithoutShifts(text) ? text : undefined;
}

function plainLines(text: string, locate: Locate): readonly DecodedLine[] {
  const offsets = lineOffsets(text);
  const lines: SpanLine[] = [];
  for (let index = 0; index < offsets.length; index += 2) {
    const start = offsets[index] ?? 0;
    const end = offsets[index + 1] ?? 0;
    lines.push(new SpanLine(text.slice(start, end), locate, start, end));
  }
  return lines;
}

function textOf(decoded: DecodedBytes, charsetLabel: string | undefined): DecodedText {
  const { bytes, rawRangeOf } = decoded;
  const { text, charset } = decodeCharset(bytes, charsetLabel);
  const offsets = lineOffsets(text);
  // As many characters as bytes: each byte is one character, and stands where its character does.
  const spans = text.length === bytes.length ? offsets : byteOffsets(bytes, charset);
  const isSame = offsets.length === spans.length;
  const lines: SpanLine[] = [];
  for (let index = 0; index < spans.length; index += 2) {
    const start = spans[index] ?? 0;
    const end = spans[index + 1] ?? 0;
    // Where line ends hide inside characters the lines are decoded one by one.
    const own = isSame
      ? text.slice(offsets[index], offsets[index + 1])
      : decodeCharset(bytes.subarray(start, end), charset).text;
    lines.push(new SpanLine(own, rawRangeOf, start, end));
  }
  return { text, charset, lines };
}

/** Start and end of each line, in turn; line ends belong to none. */
function lineOffsets(text: string): readonly number[] {
  const offsets: number[] = [];
  let cr = text.indexOf('\r');
  let start = 0;
  while (start < text.length) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    // The next CR is looked for once, not once a line: it may stand far away.
    if (cr >= 0 && cr < end) cr = addWithCr(offsets, text, start, end, cr, found >= 0);
    else offsets.push(start, end);
    start = end + 1;
  }
  return offsets;
}

/**
 * What stands before an LF (or the end): one line, or several that end with a CR. `first` is the first CR of it; gives
 * the next CR behind `end`, or -1.
 */
function addWithCr(
  offsets: number[],
  text: string,
  start: number,
  end: number,
  first: number,
  hasLf: boolean,
): number {
  let contentEnd = end;
  // CR LF and CR CR LF are one line end.
  for (let crs = 0; hasLf && crs < 2 && contentEnd > start && text.charCodeAt(contentEnd - 1) === CR; crs++)
    contentEnd--;
  let from = start;
  let cr = first;
  while (cr >= 0 && cr < contentEnd) {
    offsets.push(from, cr);
    from = cr + 1;
    cr = text.indexOf('\r', from);
  }
  if (hasLf || from < contentEnd) offsets.push(from, contentEnd);
  return cr >= 0 && cr < end ? text.indexOf('\r', end) : cr;
}

function byteOffsets(bytes: Uint8Array, charset: string): readonly number[] {
  const unit = unitOf(charset);
  if (unit.width === 2) return splitUnits(bytes, unit);
  return lineOffsets(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'));
}

interface CodeUnit {
  readonly width: 1 | 2;
  /** Which byte of the two holds the low half. */
  readonly low: 0 | 1;
}

function unitOf(charset: string): CodeUnit {
  if (charset === 'utf-16le') return { width: 2, low: 0 };
  return charset === 'utf-16be' ? { width: 2, low: 1 } : { width: 1, low: 0 };
}

function splitUnits(bytes: Uint8Array, unit: CodeUnit): readonly number[] {
  const { width, low } = unit;
  const at = (position: number): number => {
    if (width === 2 && bytes[position + 1 - low] !== 0) return -1;
    return bytes[position + low] ?? -1;
  };
  const offsets: number[] = [];
  let start = 0;
  for (let position = 0; position < bytes.length; position += width) {
    const code = at(position);
    if (code !== LF && code !== CR) continue;
    offsets.push(start, position);
    while (at(position) === CR && (at(position + width) === CR || at(position + width) === LF)) {
      if (!leadsToLf(at, position, width)) break;
      position += width;
    }
    start = position + width;
  }
  if (start < bytes.length) offsets.push(start, bytes.length);
  return offsets;
}

/** CR LF and CR CR LF are one line end; CR CR alone is two. */
function leadsToLf(at: (position: number) => number, position: number, width: number): boolean {
  const second = at(position + width);
  return second === LF || (second === CR && at(position + 2 * width) === LF);
}
