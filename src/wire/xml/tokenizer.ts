/**
 * Reads XML as reports hold it (XML 1.0), pushed piece by piece, in linear time and little memory: at most one tag is held back.
 * Forgiving where writers err: a '<' that begins no tag is text ('<postmaster@example.org>'), an end tag closes what stands
 * open inside it, one without a beginning is passed over. Strict where it matters: any declaration ('<!DOCTYPE', '<!ENTITY')
 * ends the reading, and so does a depth over the limit. Names come in lower case without their prefix.
 */
import { ownCopy } from '../../base/own-copy.ts';

/** What a document consists of; every `open` has its `close`, except at the end of a document that was cut off. */
export interface XmlHandler {
  /** `tag` is the text between '<' and '>', for its attributes. */
  readonly open: (name: string, tag: string) => void;
  /** A piece of character data, references (`decodeReferences`) not yet undone; a text may come in several pieces. */
  readonly text: (piece: string) => void;
  readonly close: (name: string) => void;
}

/** Why the reading ended early. */
export type XmlStop = 'declaration' | 'depth';

const MAX_TAG = 4_096;
const MAX_DEPTH = 64;
const MAX_NAMES = 500;
const MAX_DECLARED = 40;
/** '<![CDATA[' is the longest beginning that must be seen whole. */
const LONGEST_OPENING = 9;

export class XmlTokenizer {
  readonly #handler: XmlHandler;
  readonly #open: string[] = [];
  readonly #names = new Map<string, string>();
  #held = '';
  /** Inside a comment, an instruction or a CDATA section: what ends it. */
  #terminator = '';
  #stop: XmlStop | undefined;
  #declared = '';

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  get stop(): XmlStop | undefined {
    return this.#stop;
  }

  /** After a stop at a declaration: what was declared, in lower case, as far as it was there: 'doctype html'. */
  get declared(): string {
    return this.#declared;
  }

  /** Reads on; does nothing once stopped. */
  push(piece: string): void {
    if (this.#stop !== undefined) return;
    this.#read(this.#held === '' ? piece : this.#held + piece, false);
  }

  /** The document ends here: what was held back is text. */
  end(): void {
    if (this.#stop !== undefined || this.#held === '') return;
    this.#read(this.#held, true);
  }

  #read(text: string, isLast: boolean): void {
    let position = 0;
    this.#held = '';
    while (position < text.length && this.#stop === undefined) {
      const next =
        this.#terminator === ''
          ? this.#readContent(text, position, isLast)
          : this.#readSection(text, position, isLast);
      if (next < 0) {
        this.#held = ownCopy(text.slice(~next));
        return;
      }
      position = next;
    }
  }

  /** Gives the place to go on from, or the complement of the place from which more text is needed. */
  #readContent(text: string, position: number, isLast: boolean): number {
    const less = text.indexOf('<', position);
    if (less !== position) this.#emitText(text.slice(position, less < 0 ? text.length : less));
    if (less < 0) return text.length;
    const mark = text.charAt(less + 1);
    if (!isLast && (mark === '' || (mark === '!' && text.length - less < LONGEST_OPENING))) return ~less;
    if (mark === '!') return this.#readMarked(text, less);
    if (mark === '?') return this.#begin('?>', less + 2);
    const end = endOfTag(text, less);
    if (end === 'more' && !isLast && text.length - less < MAX_TAG) return ~less;
    if (typeof end === 'string') {
      this.#emitText('<');
      return less + 1;
    }
    this.#readTag(text.slice(less + 1, end));
    return end + 1;
  }

  #readMarked(text: string, less: number): number {
    if (text.startsWith('<!--', less)) return this.#begin('-->', less + 4);
    if (text.startsWith('<![CDATA[', less)) return this.#begin(']]>', less + 9);
    if (/^[A-Za-z]$/.test(text.charAt(less + 2))) {
      this.#stop = 'declaration';
      this.#declared = ownCopy(text.slice(less + 2, less + MAX_DECLARED).toLowerCase());
    } else this.#emitText('<');
    return less + 1;
  }

  #begin(terminator: string, position: number): number {
    this.#terminator = terminator;
    return position;
  }

  #readSection(text: string, position: number, isLast: boolean): number {
    const isCharacterData = this.#terminator === ']]>';
    const found = text.indexOf(this.#terminator, position);
    // A terminator may have begun in the last characters.
    const end = found >= 0 ? found : Math.max(position, text.length - (isLast ? 0 : 2));
    if (isCharacterData && end > position) this.#emitText(text.slice(position, end).replaceAll('&', '&amp;'));
    if (found < 0) return isLast ? text.length : ~end;
    const next = found + this.#terminator.length;
    this.#terminator = '';
    return next;
  }

  #emitText(piece: string): void {
    if (this.#open.length > 0) this.#handler.text(piece);
  }

  #readTag(tag: string): void {
    if (tag.startsWith('/')) {
      this.#close(this.#nameOf(tag, 1));
      return;
    }
    const name = this.#nameOf(tag, 0);
    if (this.#open.length >= MAX_DEPTH) {
      this.#stop = 'depth';
      return;
    }
    this.#open.push(name);
    this.#handler.open(name, tag);
    if (tag.endsWith('/')) this.#close(name);
  }

  #close(name: string): void {
    const level = this.#open.lastIndexOf(name);
    if (level < 0) return;
    while (this.#open.length > level) this.#handler.close(this.#open.pop() ?? '');
  }

  /** The local name in lower case, kept once: the same few names come again in every record. */
  #nameOf(tag: string, start: number): string {
    let end = start;
    while (end < tag.length && isNameCharacter(tag.charCodeAt(end))) end++;
    const written = tag.slice(start, end);
    const known = this.#names.get(written);
    if (known !== undefined) return known;
    const name = ownCopy(written.slice(written.lastIndexOf(':') + 1).toLowerCase());
    if (this.#names.size < MAX_NAMES) this.#names.set(ownCopy(written), name);
    return name;
  }
}

/**
 * The place of the '>' of the tag that begins at `less`; 'more' where the text ends before it, 'text' where no tag begins
 * there. A '<' outside quotes ends the search, so that no part of the text is looked through again and again.
 */
function endOfTag(text: string, less: number): number | 'more' | 'text' {
  const limit = Math.min(text.length, less + MAX_TAG);
  let position = text.charAt(less + 1) === '/' ? less + 2 : less + 1;
  if (position >= limit) return 'more';
  if (!isNameStart(text.charCodeAt(position))) return 'text';
  while (position < limit && isNameCharacter(text.charCodeAt(position))) position++;
  if (position < limit && !isAfterName(text.charCodeAt(position))) return 'text';
  let quote = 0;
  for (; position < limit; position++) {
    const code = text.charCodeAt(position);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 0x3e) return position;
    else if (code === 0x3c) return 'text';
    else if (code === 0x22 || code === 0x27) quote = code;
  }
  return limit < text.length || limit - less >= MAX_TAG ? 'text' : 'more';
}

function isNameStart(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || code > 0x7f;
}

function isNameCharacter(code: number): boolean {
  return isNameStart(code) || (code >= 0x2d && code <= 0x3a && code !== 0x2f);
}

/** White space, '/' or '>'. */
function isAfterName(code: number): boolean {
  return code === 0x20 || code === 0x3e || code === 0x2f || (code >= 0x09 && code <= 0x0d);
}
