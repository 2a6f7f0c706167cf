/**
 * Reads a message into parts without copying it (RFC 5322, RFC 2045, RFC 2046): one pass over the lines, a stack of
 * boundaries, a byte range for everything. Never throws; what is odd becomes a problem and the reader goes on. Depth,
 * parts and header sizes are capped.
 */
import { CR, LF } from '../../base/bytes.ts';
import type { Writable } from '../../base/writable.ts';
import { BoundaryStack, findBoundary } from './boundary-stack.ts';
import { decodeEncodedWords } from './encoded-words.ts';
import {
  HEADER_LIMITS,
  type HeaderBlock,
  type HeaderLimits,
  isBlankLine,
  readHeaderBlock,
} from './header-block.ts';
import { findLineProblems } from './line-problems.ts';
import { parseParameterized } from './parameters.ts';
import { type RawText, rawTextOf } from './raw-text.ts';
import { TextCursor } from './text-cursor.ts';
import type { ContentType, HeaderField, MessageProblem, MimePart, ParsedMessage } from './types.ts';

export interface MessageLimits {
  /** Levels of multipart and enclosed message; deeper ones stay leaves. At most 200. */
  readonly depth: number;
  /** Parts of the whole message; later ones are passed over. */
  readonly parts: number;
  /** Bytes of header fields kept of one part. */
  readonly headerBytes: number;
  /** Bytes of one field that are read into its value. */
  readonly fieldBytes: number;
  /** Problems kept. */
  readonly problems: number;
}

const MESSAGE_LIMITS: MessageLimits = {
  depth: 32,
  parts: 10_000,
  headerBytes: HEADER_LIMITS.blockBytes,
  fieldBytes: HEADER_LIMITS.fieldBytes,
  problems: 1_000,
};

const MAX_DEPTH = 200;
/** U+FEFF in UTF-8, octet by octet. */
const UTF8_MARK = '\u00ef\u00bb\u00bf';

/** Reads a whole message; a byte order mark, empty lines and one mbox 'From ' line before it are passed over. */
export function parseMessage(raw: Uint8Array, limits: Partial<MessageLimits> = {}): ParsedMessage {
  const rawText = rawTextOf(raw);
  const reader = new MessageReader(rawText, { ...MESSAGE_LIMITS, ...limits });
  return new ReadMessage(raw, rawText, reader.readRoot(), reader);
}

class ReadMessage implements ParsedMessage {
  readonly raw: Uint8Array;
  readonly rawText: RawText;
  readonly root: MimePart;
  private readonly reader: MessageReader;
  private all: readonly MessageProblem[] | undefined;

  constructor(raw: Uint8Array, rawText: RawText, root: MimePart, reader: MessageReader) {
    this.raw = raw;
    this.rawText = rawText;
    this.root = root;
    this.reader = reader;
    this.all = undefined;
  }

  get structureProblems(): readonly MessageProblem[] {
    return this.reader.problems;
  }

  /** Few readers ask: the bytes are gone through for them only then. */
  get problems(): readonly MessageProblem[] {
    this.all ??= [...findLineProblems(this.raw), ...this.reader.problems].slice(0, this.reader.maxProblems);
    return this.all;
  }
}

/** What ended a part: a delimiter line of the boundary at `level` of the stack. */
interface Delimiter {
  readonly level: number;
  readonly isClose: boolean;
}

interface Entity {
  readonly part: MimePart;
  /** Undefined at the end of the message. */
  readonly end: Delimiter | undefined;
}

interface Place {
  readonly depth: number;
  readonly path: string;
  /** What the paths of its children begin with. */
  readonly prefix: string;
  /** RFC 2046 §5.1.5: message/rfc822 inside a multipart/digest. */
  readonly defaultType: string;
}

class MessageReader {
  readonly problems: MessageProblem[] = [];
  readonly maxProblems: number;
  readonly #raw: RawText;
  readonly #limits: MessageLimits;
  readonly #headerLimits: HeaderLimits;
  readonly #cursor: TextCursor;
  readonly #boundaries = new BoundaryStack();
  #partCount = 0;

  constructor(raw: RawText, limits: MessageLimits) {
    this.#raw = raw;
    this.#limits = { ...limits, depth: Math.min(limits.depth, MAX_DEPTH) };
    this.#headerLimits = { blockBytes: limits.headerBytes, fieldBytes: limits.fieldBytes };
    this.maxProblems = limits.problems;
    this.#cursor = new TextCursor(raw, 0, raw.text.length);
  }

  readRoot(): MimePart {
    this.#skipPreface();
    return this.#readEntity({ depth: 0, path: '', prefix: '', defaultType: 'text/plain' }).part;
  }

  /** The byte order mark of UTF-8 (editors write it), empty lines, then one mbox separator (RFC 4155 appendix A). */
  #skipPreface(): void {
    const cursor = this.#cursor;
    if (cursor.text.startsWith(UTF8_MARK)) {
      cursor.rewind(UTF8_MARK.length);
      this.#add({ code: 'byte-order-mark', range: { start: 0, end: UTF8_MARK.length } });
    }
    const first = cursor.next;
    while (cursor.advance()) {
      if (isBlankLine(cursor.text, cursor.start, cursor.contentEnd)) continue;
      if (cursor.start > first)
        this.#add({ code: 'blank-before-header', range: { start: first, end: cursor.start } });
      if (!cursor.text.startsWith('From ', cursor.start)) cursor.rewind(cursor.start);
      return;
    }
  }

  #readEntity(place: Place): Entity {
    this.#partCount++;
    let delimiter: Delimiter | undefined;
    const block = readHeaderBlock(this.#cursor, this.#headerLimits, () => {
      delimiter = this.#boundaries.match(this.#cursor);
      return delimiter !== undefined;
    });
    for (const problem of block.problems) this.#add(problem);
    const about = describe(block.headers, place.defaultType);
    if (delimiter !== undefined) {
      this.#cursor.advance();
      return { part: partOf(place, block, about, block.bodyStart, []), end: delimiter };
    }
    const body = this.#readBody(about, block.bodyStart, place);
    const part = partOf(place, block, about, Math.max(block.bodyStart, body.bodyEnd), body.children);
    if (body.isDetached) part.isDetached = true;
    return { part, end: body.end };
  }

  #readBody(about: PartDescription, start: number, place: Place): Body {
    const { type, parameters } = about.contentType;
    const isMessage = type === 'message/rfc822' || type === 'message/global';
    const isMultipart = type.startsWith('multipart/');
    if (!isMessage && !isMultipart) return this.#readLeaf();
    if (place.depth >= this.#limits.depth || this.#partCount >= this.#limits.parts) {
      this.#report(place.depth >= this.#limits.depth ? 'depth-limit' : 'parts-limit', start, start);
      return this.#readLeaf();
    }
    if (isMultipart) return this.#readMultipart(parameters.boundary ?? '', type, start, place);
    if (isEncoded(about.transferEncoding) && !this.#startsWithField())
      return { ...this.#readLeaf(), isDetached: true };
    return this.#readEnclosed(place);
  }

  #readLeaf(): Body {
    const end = this.#toDelimiter();
    return { children: [], end, bodyEnd: this.#endBefore(end) };
  }

  /** RFC 2046 §5.2.1. */
  #readEnclosed(place: Place): Body {
    const path = place.prefix === '' ? 'message' : `${place.prefix}.message`;
    const inner = this.#readEntity({
      depth: place.depth + 1,
      path,
      prefix: place.prefix,
      defaultType: 'text/plain',
    });
    return { children: [inner.part], end: inner.end, bodyEnd: this.#endBefore(inner.end, inner.part) };
  }

  /** RFC 2046 §5.1: preamble, parts, epilogue; a delimiter of an outer multipart ends all of it. */
  #readMultipart(boundary: string, type: string, start: number, place: Place): Body {
    const opened = this.#openMultipart(boundary, start);
    const { level } = opened;
    let { end } = opened;
    if (level === undefined) return { children: [], end, bodyEnd: this.#endBefore(end) };
    const children: MimePart[] = [];
    const defaultType = type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
    while (end?.level === level && !end.isClose) {
      if (this.#partCount >= this.#limits.parts) {
        this.#report('parts-limit', this.#cursor.start, this.#cursor.next);
        end = this.#pastDelimitersOf(level);
        break;
      }
      const path = place.prefix === '' ? `${children.length + 1}` : `${place.prefix}.${children.length + 1}`;
      const entity = this.#readEntity({ depth: place.depth + 1, path, prefix: path, defaultType });
      children.push(entity.part);
      end = entity.end;
    }
    const isClosed = end?.level === level;
    this.#boundaries.popTo(level);
    if (!isClosed) this.#report('boundary-not-closed', start, start);
    if (isClosed) end = this.#toDelimiter();
    return { children, end, bodyEnd: this.#endBefore(end, children.at(-1)) };
  }

  /** Goes to the first delimiter: of the boundary the header names or, where that never comes, of the one in use. */
  #openMultipart(
    declared: string,
    start: number,
  ): { readonly level: number | undefined; readonly end: Delimiter | undefined } {
    const level = declared === '' ? undefined : this.#boundaries.push(declared);
    const end = this.#toDelimiter();
    if (level !== undefined && end?.level === level) return { level, end };
    if (level !== undefined) this.#boundaries.popTo(level);
    const seen = findBoundary(this.#raw, start, this.#endBefore(end));
    const missing = declared === '' ? 'boundary-missing' : 'boundary-not-found';
    this.#report(seen === undefined || declared === '' ? missing : 'boundary-differs', start, start);
    if (seen === undefined) return { level: undefined, end };
    this.#cursor.rewind(start);
    return { level: this.#boundaries.push(seen), end: this.#toDelimiter() };
  }

  #toDelimiter(): Delimiter | undefined {
    if (this.#boundaries.isEmpty) {
      this.#cursor.skipRest();
      return undefined;
    }
    while (this.#cursor.advanceToHyphens()) {
      const delimiter = this.#boundaries.match(this.#cursor);
      if (delimiter !== undefined) return delimiter;
    }
    return undefined;
  }

  #pastDelimitersOf(level: number): Delimiter | undefined {
    let end = this.#toDelimiter();
    while (end !== undefined && end.level >= level && !(end.level === level && end.isClose))
      end = this.#toDelimiter();
    return end;
  }

  /** RFC 2046 §5.1.1: the line end before a delimiter belongs to the delimiter; not when it ends the last child's header. */
  #endBefore(delimiter: Delimiter | undefined, lastChild?: MimePart): number {
    if (delimiter === undefined) return this.#cursor.limit;
    const { start, text } = this.#cursor;
    let end = start;
    if (end > 0 && text.charCodeAt(end - 1) === LF) end--;
    while (end > 0 && text.charCodeAt(end - 1) === CR && start - end < 4) end--;
    return Math.max(end, lastChild?.bodyRange.end ?? 0);
  }

  /** Is the next line a field? Then an enclosed message is not encoded, whatever its header says. */
  #startsWithField(): boolean {
    const { next, limit, text } = this.#cursor;
    const line = text.slice(next, Math.min(limit, next + 80));
    return /^(?:\r?\n)?[!-9;-~]{2,60}:[ \t]/.test(line);
  }

  #report(code: string, start: number, end: number): void {
    this.#add({ code, range: { start, end } });
  }

  #add(problem: MessageProblem): void {
    if (this.problems.length < this.maxProblems) this.problems.push(problem);
  }
}

interface Body {
  readonly children: readonly MimePart[];
  readonly end: Delimiter | undefined;
  readonly bodyEnd: number;
  readonly isDetached?: boolean;
}

interface PartDescription {
  readonly contentType: ContentType;
  readonly disposition: string;
  readonly filename: string | undefined;
  readonly transferEncoding: string;
}

/** A part as far as all have it; its members always in the same order, so that they are found fast. */
function partOf(
  { path }: Place,
  { headers, range, bodyStart }: HeaderBlock,
  { contentType, disposition, filename, transferEncoding }: PartDescription,
  bodyEnd: number,
  children: readonly MimePart[],
): Writable<MimePart> {
  const part: Writable<MimePart> = {
    path,
    headers,
    contentType,
    disposition,
    transferEncoding,
    headerRange: range,
    bodyRange: { start: bodyStart, end: bodyEnd },
    children,
  };
  if (filename !== undefined) part.filename = filename;
  return part;
}

function describe(headers: readonly HeaderField[], defaultType: string): PartDescription {
  let type: string | undefined;
  let disposition: string | undefined;
  let encoding: string | undefined;
  for (const field of headers) {
    if (field.key === 'content-type') type ??= field.rawValue;
    else if (field.key === 'content-disposition') disposition ??= field.rawValue;
    else if (field.key === 'content-transfer-encoding') encoding ??= field.rawValue;
  }
  const content = parseParameterized(type ?? '');
  const placed = parseParameterized(disposition ?? '');
  const filename = placed.parameters.filename ?? content.parameters.name;
  const transferEncoding = parseParameterized(encoding ?? '').value;
  return {
    contentType: { type: mediaType(content.value, defaultType), parameters: content.parameters },
    disposition: placed.value,
    filename: filename === undefined ? undefined : decodeEncodedWords(filename),
    transferEncoding: transferEncoding === '' ? '7bit' : transferEncoding,
  };
}

/** RFC 2045 §5.2: an unreadable type counts as text/plain. */
function mediaType(value: string, defaultType: string): string {
  if (value === '') return defaultType;
  const slash = value.indexOf('/');
  return slash > 0 && slash < value.length - 1 ? value : 'text/plain';
}

function isEncoded(transferEncoding: string): boolean {
  return !['7bit', '8bit', 'binary'].includes(transferEncoding);
}
