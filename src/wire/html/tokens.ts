/** The tokens of HTML with their places, from htmlparser2's tokenizer: attributes put together, pieces of text joined. */

import { QuoteType, Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { characterOf } from '../../base/marks.ts';
import type { Writable } from '../../base/writable.ts';
import type { HtmlAttribute, HtmlSpan } from './types.ts';

/** Who is told of the tokens; false from any of them ends the reading. */
export interface TokenSink {
  readonly startTag: (
    name: string,
    span: HtmlSpan,
    attributes: readonly HtmlAttribute[],
    isSelfClosed: boolean,
  ) => boolean;
  readonly endTag: (name: string, span: HtmlSpan) => boolean;
  readonly text: (text: string, span: HtmlSpan) => boolean;
  /** `span` with the delimiters; `isClosed` is false where the source ends first. */
  readonly comment: (inner: HtmlSpan, span: HtmlSpan, isClosed: boolean) => boolean;
  readonly doctype: (span: HtmlSpan) => boolean;
}

/** What is left when the source ends inside a tag. */
export interface UnfinishedTag {
  readonly start: number;
  /** The start of the attribute whose quote is not closed. */
  readonly openQuoteAt?: number;
}

const MAX_ATTRIBUTES = 200;
const MAX_KNOWN = 2_000;
/** Shared by all tags without attributes; never written to. */
const noAttributes: HtmlAttribute[] = [];

/** Reads `covered` (the source with merge tags covered); values and texts are cut from `source`. */
export function readTokens(source: string, covered: string, sink: TokenSink): UnfinishedTag | undefined {
  const reader = new TokenReader(source, covered, sink);
  return reader.read();
}

class TokenReader implements TokenizerCallbacks {
  readonly #source: string;
  readonly #covered: string;
  readonly #sink: TokenSink;
  readonly #tokenizer: Tokenizer;
  #isStopped = false;
  /** Everything before this offset has been told. */
  #done = 0;
  #text = '';
  #textStart = -1;
  #tagStart = -1;
  #tagName = '';
  #attributes: HtmlAttribute[] = noAttributes;
  readonly #known = new Map<string, string>();
  #names = new Set<string>();
  #nameStart = -1;
  #nameEnd = -1;
  #value = '';
  #valueStart = -1;

  constructor(source: string, covered: string, sink: TokenSink) {
    this.#source = source;
    this.#covered = covered;
    this.#sink = sink;
    this.#tokenizer = new Tokenizer({ decodeEntities: true }, this);
  }

  read(): UnfinishedTag | undefined {
    this.#tokenizer.write(this.#covered);
    this.#tokenizer.end();
    this.#flushText();
    if (this.#isStopped || this.#done >= this.#source.length) return undefined;
    const hasOpenQuote = this.#valueStart >= 0 && '"\''.includes(this.#covered[this.#valueStart - 1] ?? ' ');
    return {
      start: this.#tagStart >= 0 ? this.#tagStart : this.#done,
      ...(hasOpenQuote && { openQuoteAt: this.#nameStart }),
    };
  }

  /** A name in lower case; the same name is the same text in memory. */
  #nameAt(start: number, end: number): string {
    const name = this.#source.slice(start, end).toLowerCase();
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    if (this.#known.size < MAX_KNOWN) this.#known.set(name, name);
    return name;
  }

  #tell(goesOn: boolean, done: number): void {
    this.#done = done;
    if (goesOn || this.#isStopped) return;
    this.#isStopped = true;
    this.#tokenizer.pause();
  }

  #flushText(): void {
    if (this.#textStart < 0 || this.#isStopped) return;
    const span = { start: this.#textStart, end: this.#done };
    this.#textStart = -1;
    this.#tell(this.#sink.text(this.#text, span), span.end);
    this.#text = '';
  }

  ontext(start: number, end: number): void {
    if (this.#isStopped) return;
    if (this.#textStart < 0) this.#textStart = start;
    const piece = this.#source.slice(start, end);
    this.#text = this.#text === '' ? piece : this.#text + piece;
    this.#done = end;
  }

  ontextentity(codepoint: number, end: number): void {
    if (this.#isStopped) return;
    if (this.#textStart < 0) this.#textStart = this.#done;
    this.#text += characterOf(codepoint);
    this.#done = end;
  }

  onopentagname(start: number, end: number): void {
    this.#flushText();
    this.#tagStart = start - 1;
    this.#tagName = this.#nameAt(start, end);
    this.#attributes = noAttributes;
    if (this.#names.size > 0) this.#names.clear();
    this.#valueStart = -1;
  }

  onattribname(start: number, end: number): void {
    this.#nameStart = start;
    this.#nameEnd = end;
    this.#value = '';
    this.#valueStart = -1;
    // The tokenizer says nothing at the opening quote: it stands behind '='.
    const quote = this.#valueAt(end);
    if (quote >= 0) this.#valueStart = quote;
  }

  /** Where the value of the attribute whose name ends here begins; -1 where it has none. */
  #valueAt(nameEnd: number): number {
    let at = skipSpace(this.#covered, nameEnd);
    if (this.#covered[at] !== '=') return -1;
    at = skipSpace(this.#covered, at + 1);
    const first = this.#covered[at];
    return first === '"' || first === "'" ? at + 1 : at;
  }

  onattribdata(start: number, end: number): void {
    const piece = this.#source.slice(start, end);
    this.#value = this.#value === '' ? piece : this.#value + piece;
  }

  onattribentity(codepoint: number): void {
    this.#value += characterOf(codepoint);
  }

  onattribend(quote: QuoteType, end: number): void {
    const name = this.#nameAt(this.#nameStart, this.#nameEnd);
    const isQuoted = quote === QuoteType.Double || quote === QuoteType.Single;
    const hasValue = quote !== QuoteType.NoValue;
    // `end` stands behind the closing quote, the unquoted value or the name.
    const valueEnd = isQuoted ? end - 1 : end;
    if (this.#attributes.length < MAX_ATTRIBUTES) {
      const attribute: Writable<HtmlAttribute> = {
        name,
        value: this.#value,
        span: { start: this.#nameStart, end: hasValue ? end : this.#nameEnd },
        quote: quote === QuoteType.Double ? '"' : quote === QuoteType.Single ? "'" : '',
        isDuplicate: this.#names.has(name),
      };
      // Assigned, not spread: there are very many of them.
      if (hasValue) attribute.valueSpan = { start: this.#valueStart, end: valueEnd };
      if (this.#attributes.length === 0) this.#attributes = [attribute];
      else this.#attributes.push(attribute);
      this.#names.add(name);
    }
    this.#valueStart = -1;
  }

  onopentagend(end: number): void {
    this.#endStartTag(end, false);
  }

  onselfclosingtag(end: number): void {
    this.#endStartTag(end, true);
  }

  #endStartTag(end: number, isSelfClosed: boolean): void {
    const span = { start: this.#tagStart, end: end + 1 };
    this.#tagStart = -1;
    if (this.#isStopped) return;
    this.#tell(this.#sink.startTag(this.#tagName, span, this.#attributes, isSelfClosed), span.end);
  }

  onclosetag(start: number, end: number): void {
    this.#flushText();
    if (this.#isStopped) return;
    const close = this.#covered.indexOf('>', end);
    if (close < 0) {
      this.#tagStart = start - 2;
      return;
    }
    const span = { start: start - 2, end: close + 1 };
    this.#tell(this.#sink.endTag(this.#nameAt(start, end), span), span.end);
  }

  oncomment(start: number, end: number, endOffset: number): void {
    this.#flushText();
    if (this.#isStopped) return;
    const isClosed = end < this.#covered.length;
    const inner = { start, end: Math.max(start, end - endOffset) };
    const span = { start: this.#done, end: isClosed ? end + 1 : end };
    this.#tell(this.#sink.comment(inner, span, isClosed), span.end);
  }

  ondeclaration(_start: number, end: number): void {
    this.#flushText();
    if (this.#isStopped) return;
    const span = { start: this.#done, end: end + 1 };
    this.#tell(this.#sink.doctype(span), span.end);
  }

  // CDATA and processing instructions are comments in HTML; the end is seen by `read`.
  oncdata(start: number, end: number, endOffset: number): void {
    this.oncomment(start, end, endOffset);
  }
  onprocessinginstruction(): void {}
  onend(): void {}
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \n\t\f\r'.includes(text[at] ?? 'x')) at += 1;
  return at;
}
