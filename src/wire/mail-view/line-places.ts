/** Lines and columns of raw bytes, and raw bytes of lines: for messages of millions of lines too, so nothing is kept of each. */
import type { ByteRange } from '../../base/byte-range.ts';
import { LF, latin1 } from '../../base/bytes.ts';
import { LineIndex } from '../message/index.ts';
import type { DecodedBytes } from '../message/types.ts';
import type { MailView, TextPart } from './types.ts';

/** Bytes between two places whose line is remembered. */
const BLOCK = 16_384;

/** Line and column, both from 1, of raw offsets; lines end at LF. The bytes are gone through when first asked. */
export function placer(raw: Uint8Array): MailView['placeOf'] {
  let blocks: Blocks | undefined;
  return (given) => {
    blocks ??= blocksOf(raw);
    const offset = Math.max(0, Math.min(given, raw.length));
    const block = Math.floor(offset / BLOCK);
    let line = blocks.line[block] ?? 0;
    let start = blocks.start[block] ?? 0;
    for (let at = block * BLOCK; at < offset; at++) {
      if (raw[at] !== LF) continue;
      line++;
      start = at + 1;
    }
    return { line: line + 1, column: offset - start + 1 };
  };
}

/** Of each block's first byte: which line it is in, from 0, and where that begins. */
interface Blocks {
  readonly line: Uint32Array;
  readonly start: Uint32Array;
}

function blocksOf(raw: Uint8Array): Blocks {
  const count = Math.floor(raw.length / BLOCK) + 1;
  const blocks = { line: new Uint32Array(count), start: new Uint32Array(count) };
  let line = 0;
  let start = 0;
  for (let at = 0; at < raw.length; at++) {
    if (at % BLOCK === 0) {
      blocks.line[at / BLOCK] = line;
      blocks.start[at / BLOCK] = start;
    }
    if (raw[at] !== LF) continue;
    line++;
    start = at + 1;
  }
  if (raw.length % BLOCK === 0) {
    blocks.line[count - 1] = line;
    blocks.start[count - 1] = start;
  }
  return blocks;
}

/** Raw bytes of a text whose characters cannot be counted back to bytes: the whole lines, or all of it where those differ. */
export function byLines(text: string, decoded: DecodedBytes): TextPart['rawRangeOf'] {
  let known: readonly [ofText: LineIndex, ofBytes: LineIndex] | undefined;
  return (start, end): ByteRange => {
    known ??= [new LineIndex(text), new LineIndex(latin1(decoded.bytes))];
    const [ofText, ofBytes] = known;
    if (ofText.count !== ofBytes.count) return decoded.rawRangeOf(0, decoded.bytes.length);
    const first = ofBytes.spanOf(ofText.lineAt(start));
    const last = ofBytes.spanOf(ofText.lineAt(Math.max(start, end - 1)));
    return decoded.rawRangeOf(first.start, last.end);
  };
}
