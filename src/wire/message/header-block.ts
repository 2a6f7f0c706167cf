/**
 * A block of header fields (RFC 5322 §2.2, §3.6.8 and the obsolete forms of §4.5): a message's, a part's, a group of a
 * delivery status, or a fragment that a bounce returned. Every field keeps its byte range. Linear; caps on size.
 */
import type { ByteRange } from '../../base/byte-range.ts';
import { CR, isWsp, LF } from '../../base/bytes.ts';
import { rawTextOf } from './raw-text.ts';
import { ReadField } from './read-field.ts';
import { TextCursor } from './text-cursor.ts';
import type { HeaderField, MessageProblem } from './types.ts';

export interface HeaderLimits {
  /** Bytes of fields kept of one block; later fields are passed over. */
  readonly blockBytes: number;
  /** Bytes of one field that are read into its value. */
  readonly fieldBytes: number;
}

export interface HeaderBlock {
  readonly headers: readonly HeaderField[];
  /** From the first field to the end of the last one, without the empty line. */
  readonly range: ByteRange;
  /** First byte after the empty line; where a line that is no field interrupts the block, that line's first byte. */
  readonly bodyStart: number;
  readonly problems: readonly MessageProblem[];
}

export const HEADER_LIMITS: HeaderLimits = { blockBytes: 1_048_576, fieldBytes: 262_144 };

const MAX_NAME_LENGTH = 256;
const COLON = 0x3a;
const GREATER = 0x3e;
const SEMICOLON = 0x3b;
const COMMA = 0x2c;

/** Reads the fields that begin at `start`: to the empty line, the first line that is no field, or `end`. */
export function parseHeaderBlock(bytes: Uint8Array, start = 0, end = bytes.length): HeaderBlock {
  const cursor = new TextCursor(rawTextOf(bytes), start, end);
  return readHeaderBlock(cursor, HEADER_LIMITS, () => false);
}

/**
 * The same from a cursor, which is left before `bodyStart`. `isStop` looks at the cursor's line and ends the block
 * before it (a boundary).
 */
export function readHeaderBlock(
  cursor: TextCursor,
  limits: HeaderLimits,
  isStop: () => boolean,
): HeaderBlock {
  const reader = new BlockReader(cursor, limits);
  while (cursor.advance()) {
    if (isStop()) return reader.finish(cursor.start, cursor.start);
    if (cursor.contentEnd === cursor.start) return reader.finish(cursor.start, cursor.next);
    if (isWsp(cursor.text.charCodeAt(cursor.start))) {
      if (reader.continueField()) continue;
      return reader.finish(cursor.start, reader.separatorEnd());
    }
    if (reader.beginField()) continue;
    if (isQuotedFromLine(cursor)) {
      reader.skipLine('mbox-line-in-header');
      continue;
    }
    if (reader.takeLostFold()) continue;
    reader.report('header-without-colon');
    return reader.finish(cursor.start, cursor.start);
  }
  return reader.finish(cursor.limit, cursor.limit);
}

class BlockReader {
  readonly #cursor: TextCursor;
  readonly #limits: HeaderLimits;
  readonly #start: number;
  readonly #fields: HeaderField[] = [];
  readonly #problems: MessageProblem[] = [];
  /** Start of the field being read, or -1. */
  #fieldStart = -1;
  #colon = 0;
  #nameEnd = 0;
  #contentEnd = 0;
  #fieldEnd = 0;

  constructor(cursor: TextCursor, limits: HeaderLimits) {
    this.#cursor = cursor;
    this.#limits = limits;
    this.#start = cursor.next;
  }

  /** True when the line is 'name:'; RFC 5322 §4.5 allows white space before the colon. */
  beginField(): boolean {
    const { text, start, contentEnd } = this.#cursor;
    const nameEnd = endOfName(text, start, Math.min(contentEnd, start + MAX_NAME_LENGTH));
    let colon = nameEnd;
    while (colon < contentEnd && isWsp(text.charCodeAt(colon))) colon++;
    if (nameEnd === start || text.charCodeAt(colon) !== COLON || colon >= contentEnd) return false;
    this.#closeField();
    this.#fieldStart = start;
    this.#nameEnd = nameEnd;
    this.#colon = colon;
    this.#extendField();
    return true;
  }

  /** Takes a folded line (RFC 5322 §2.2.3); false when nothing is there to fold onto, or it is a blank separator. */
  continueField(): boolean {
    if (this.#fieldStart < 0) {
      this.report('folded-line-without-field');
      return false;
    }
    const { text, start, contentEnd, next, limit } = this.#cursor;
    // RFC 5322 §4.2 lets a folded line be all white space; before text that is no field it stands for the empty line.
    if (isBlankLine(text, start, contentEnd) && next < limit && !isFieldOrFold(this.#cursor)) return false;
    this.#extendField();
    return true;
  }

  /**
   * Takes a line that must have lost its leading white space: the line before ends like a list, or it is one
   * word and the header goes on after it. False for any other.
   */
  takeLostFold(): boolean {
    if (this.#fieldStart < 0) return false;
    const last = this.#cursor.text.charCodeAt(this.#contentEnd - 1);
    const isOpenList = last === SEMICOLON || last === COMMA;
    if (!isOpenList && !(isOneWord(this.#cursor) && isFieldOrFold(this.#cursor))) return false;
    this.report('fold-without-space');
    this.#extendField();
    return true;
  }

  /** Where the body starts after a line that `continueField` refused. */
  separatorEnd(): number {
    const { text, start, contentEnd, next } = this.#cursor;
    if (this.#fieldStart < 0 || !isBlankLine(text, start, contentEnd)) return start;
    this.report('blank-line-not-empty');
    return next;
  }

  skipLine(code: string): void {
    this.#closeField();
    this.report(code);
  }

  report(code: string): void {
    if (this.#problems.length < 100)
      this.#problems.push({ code, range: { start: this.#cursor.start, end: this.#cursor.next } });
  }

  finish(blockEnd: number, bodyStart: number): HeaderBlock {
    this.#closeField();
    this.#cursor.rewind(bodyStart);
    const range = { start: this.#start, end: blockEnd };
    return { headers: this.#fields, range, bodyStart, problems: this.#problems };
  }

  #extendField(): void {
    this.#contentEnd = this.#cursor.contentEnd;
    this.#fieldEnd = this.#cursor.next;
  }

  #closeField(): void {
    if (this.#fieldStart < 0) return;
    const start = this.#fieldStart;
    const end = this.#fieldEnd;
    this.#fieldStart = -1;
    if (end - this.#start > this.#limits.blockBytes) {
      if (this.#problems.at(-1)?.code !== 'header-limit')
        this.#problems.push({ code: 'header-limit', range: { start, end } });
      return;
    }
    const valueStart = this.#colon + 1;
    const valueEnd = Math.max(this.#contentEnd, valueStart);
    const readEnd = Math.min(valueEnd, valueStart + this.#limits.fieldBytes);
    if (readEnd < valueEnd && this.#problems.length < 100)
      this.#problems.push({ code: 'field-limit', range: { start, end } });
    const { text, isPlain } = this.#cursor;
    const nameEnd = this.#nameEnd;
    this.#fields.push(new ReadField({ text, isPlain, start, nameEnd, end, valueStart, valueEnd, readEnd }));
  }
}

/** RFC 5322 §3.6.8: ftext is any printable US-ASCII but the colon. */
function endOfName(text: string, start: number, end: number): number {
  let position = start;
  while (position < end) {
    const byte = text.charCodeAt(position);
    if (byte <= 0x20 || byte >= 0x7f || byte === COLON) break;
    position++;
  }
  return position;
}

/** True when [start, end) holds nothing but white space. */
export function isBlankLine(text: string, start: number, end: number): boolean {
  for (let position = start; position < end; position++) if (!isWsp(text.charCodeAt(position))) return false;
  return true;
}

/** Is the line after the cursor's one a field, a folded line or the empty line? */
function isFieldOrFold(cursor: TextCursor): boolean {
  const { text, next, limit } = cursor;
  const first = text.charCodeAt(next);
  if (isWsp(first) || first === LF || first === CR) return true;
  const nameEnd = endOfName(text, next, Math.min(limit, next + MAX_NAME_LENGTH));
  return nameEnd > next && nameEnd < limit && text.charCodeAt(nameEnd) === COLON;
}

/** No white space, as in wrapped base64 and identifiers. */
function isOneWord(cursor: TextCursor): boolean {
  const { text, start, contentEnd } = cursor;
  if (contentEnd - start > 1_000) return false;
  for (let position = start; position < contentEnd; position++)
    if (isWsp(text.charCodeAt(position))) return false;
  return true;
}

/** 'From ' and '>From ' among the fields, as mbox writers leave them. */
function isQuotedFromLine(cursor: TextCursor): boolean {
  const { text, start, contentEnd } = cursor;
  const from = text.charCodeAt(start) === GREATER ? start + 1 : start;
  return contentEnd - from > 5 && text.startsWith('From ', from);
}
