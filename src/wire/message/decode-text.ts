/** A text part as text, line by line, each line with the raw bytes it came from. */
import { isAscii } from 'node:buffer';
import type { ByteRange } from '../../base/byte-range.ts';
import { CR, LF, latin1 } from '../../base/bytes.ts';
import { decodeCharset, plainCharset } from '../charset/index.ts';
import { decodeBytes } from './decode-bytes.ts';
import { LineWalker } from './line-spans.ts';
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
  if (plain !== undefined && charset !== undefined) return new ReadText(plain, charset, decoded);
  const read = decodeCharset(decoded.bytes, label);
  return new ReadText(read.text, read.charset, decoded);
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
  const text = latin1(bytes);
  return isWithoutShifts(text) ? text : undefined;
}

/** A text whose lines are cut when somebody asks for them: not everybody does, and there may be millions. */
class ReadText implements DecodedText {
  readonly text: string;
  readonly charset: string;
  private readonly decoded: DecodedBytes;
  private all: readonly DecodedLine[] | undefined;

  constructor(text: string, charset: string, decoded: DecodedBytes) {
    this.text = text;
    this.charset = charset;
    this.decoded = decoded;
    this.all = undefined;
  }

  get lines(): readonly DecodedLine[] {
    this.all ??= linesOf(this.text, this.charset, this.decoded);
    return this.all;
  }
}

function linesOf(text: string, charset: string, { bytes, rawRangeOf }: DecodedBytes): readonly DecodedLine[] {
  // As many characters as bytes: each byte is one character, and stands where its character does.
  if (text.length === bytes.length) return plainLines(text, rawRangeOf);
  const offsets = lineOffsets(text);
  const spans = byteOffsets(bytes, charset);
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
  return lines;
}

function plainLines(text: string, locate: Locate): readonly DecodedLine[] {
  const lines: SpanLine[] = [];
  const walker = new LineWalker(text);
  while (walker.advance()) {
    const { start, end } = walker;
    lines.push(new SpanLine(text.slice(start, end), locate, start, end));
  }
  return lines;
}

/** Start and end of each line, in turn; line ends belong to none. */
function lineOffsets(text: string): readonly number[] {
  const offsets: number[] = [];
  const walker = new LineWalker(text);
  while (walker.advance()) offsets.push(walker.start, walker.end);
  return offsets;
}

function byteOffsets(bytes: Uint8Array, charset: string): readonly number[] {
  const unit = unitOf(charset);
  return unit.width === 2 ? splitUnits(bytes, unit) : lineOffsets(latin1(bytes));
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
