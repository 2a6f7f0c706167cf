/** A text part as text, line by line, each line with the raw bytes it came from. */
import { CR, LF } from '../../base/bytes.ts';
import { decodeCharset } from '../charset/index.ts';
import { decodeBytes } from './decode-bytes.ts';
import type { DecodedBytes, DecodedLine, DecodedText, MimePart, ParsedMessage } from './types.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Decodes transfer encoding and charset of a part, at most `maxBytes` decoded bytes of it. Lines end at CRLF, LF, CR or
 * CR CR LF; the text keeps its line ends, `lines` do not. A line end at the very end begins no further line.
 */
export function decodeText(
  message: Pick<ParsedMessage, 'raw'>,
  part: MimePart,
  maxBytes = Infinity,
): DecodedText {
  return textOf(decodeBytes(message, part, maxBytes), part.contentType.parameters.charset);
}

function textOf(decoded: DecodedBytes, charsetLabel: string | undefined): DecodedText {
  const { text, charset } = decodeCharset(decoded.bytes, charsetLabel);
  const spans = splitBytes(decoded.bytes, unitOf(charset));
  const texts = splitText(text);
  const isSame = texts.length === spans.length;
  const lines = spans.map((span, index): DecodedLine => {
    // Where line ends hide inside characters the lines are decoded one by one.
    const own = isSame
      ? texts[index]
      : decodeCharset(decoded.bytes.subarray(span.start, span.end), charset).text;
    return { text: own ?? '', range: decoded.rawRangeOf(span.start, span.end) };
  });
  return { text, charset, lines };
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

function splitBytes(bytes: Uint8Array, unit: CodeUnit): readonly Span[] {
  const { width, low } = unit;
  const at = (position: number): number => {
    if (width === 2 && bytes[position + 1 - low] !== 0) return -1;
    return bytes[position + low] ?? -1;
  };
  const spans: Span[] = [];
  let start = 0;
  for (let position = 0; position < bytes.length; position += width) {
    const code = at(position);
    if (code !== LF && code !== CR) continue;
    spans.push({ start, end: position });
    while (at(position) === CR && (at(position + width) === CR || at(position + width) === LF)) {
      if (!leadsToLf(at, position, width)) break;
      position += width;
    }
    start = position + width;
  }
  if (start < bytes.length) spans.push({ start, end: bytes.length });
  return spans;
}

/** CR LF and CR CR LF are one line end; CR CR alone is two. */
function leadsToLf(at: (position: number) => number, position: number, width: number): boolean {
  const second = at(position + width);
  return second === LF || (second === CR && at(position + 2 * width) === LF);
}

function splitText(text: string): readonly string[] {
  const lines = text.split(/\r?\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
