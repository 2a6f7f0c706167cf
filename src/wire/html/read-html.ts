/**
 * Reads HTML as mail has it: elements, texts, comments with their places, and what is wrong with the structure. Never throws,
 * linear. Limits: 200,000 tags, attributes and texts, 512 open elements, 200 attributes an element, 1,000 problems; what stands behind a
 * limit is not read (`cutAt`).
 */
import type { Writable } from '../../base/writable.ts';
import { withoutConsequences } from './consequences.ts';
import { rawContent, tableContexts, voidElements } from './elements.ts';
import { coverMergeTags } from './merge-tags.ts';
import { type OpenElement, OpenElements } from './open-elements.ts';
import { TableBalance } from './table-balance.ts';
import { readTokens, type TokenSink, type UnfinishedTag } from './tokens.ts';
import type {
  HtmlAttribute,
  HtmlComment,
  HtmlElement,
  HtmlProblem,
  HtmlSpan,
  HtmlText,
  HtmlView,
  MergeTag,
} from './types.ts';

const MAX_TOKENS = 200_000;
const MAX_DEPTH = 512;
const MAX_PROBLEMS = 1_000;
const MAX_BROKEN = 20;

export function readHtml(source: string): HtmlView {
  const { covered, tags } = coverMergeTags(source);
  const builder = new ViewBuilder(source, covered, tags);
  const unfinished = readTokens(source, covered, builder);
  return builder.finish(unfinished);
}

class ViewBuilder implements TokenSink {
  readonly #source: string;
  readonly #covered: string;
  readonly #tags: readonly MergeTag[];
  readonly #elements: OpenElement[] = [];
  readonly #texts: HtmlText[] = [];
  readonly #comments: HtmlComment[] = [];
  readonly #problems: HtmlProblem[] = [];
  readonly #open: OpenElements;
  /** Tags and comments that swallowed what follows: a quote, the tag or the comment itself is not closed. */
  readonly #broken: HtmlSpan[] = [];
  #doctype: HtmlSpan | undefined;
  #tokens = 0;
  #nextTag = 0;
  #cutAt: number | undefined;
  #cutBy: HtmlView['cutBy'];

  constructor(source: string, covered: string, tags: readonly MergeTag[]) {
    this.#source = source;
    this.#covered = covered;
    this.#tags = tags;
    this.#open = new OpenElements((problem) => this.#report(problem), new TableBalance(covered));
  }

  #report(problem: HtmlProblem): void {
    if (this.#problems.length < MAX_PROBLEMS) this.#problems.push(problem);
  }

  #addBroken(span: HtmlSpan): void {
    if (this.#broken.length < MAX_BROKEN) this.#broken.push(span);
  }

  /** Before each token: the templates' branches up to it, and the limits. */
  #goOn(span: HtmlSpan): boolean {
    for (let tag = this.#tags[this.#nextTag]; tag !== undefined && tag.span.start < span.start; ) {
      if (tag.role === 'if' || tag.role === 'else' || tag.role === 'end-if') this.#open.branch(tag.role);
      this.#nextTag += 1;
      tag = this.#tags[this.#nextTag];
    }
    this.#tokens += 1;
    const isDeep = this.#open.depth >= MAX_DEPTH;
    if (this.#tokens <= MAX_TOKENS && !isDeep) return true;
    this.#cutAt = span.start;
    this.#cutBy = isDeep ? 'depth' : 'length';
    return false;
  }

  startTag(
    name: string,
    span: HtmlSpan,
    attributes: readonly HtmlAttribute[],
    isSelfClosed: boolean,
  ): boolean {
    if (!this.#goOn(span)) return false;
    this.#tokens += attributes.length;
    if (attributes.length > 0) this.#checkAttributes(attributes, span);
    const isVoid = voidElements.has(name);
    this.#open.beforeStart(name, span);
    const parent = this.#open.top;
    const element: OpenElement = {
      name,
      order: this.#elements.length,
      depth: this.#open.depth,
      startTag: span,
      end: span.end,
      attributes,
      isSelfClosed,
    };
    // Assigned, not spread: there are very many of them.
    if (parent !== undefined) element.parent = parent;
    this.#elements.push(element);
    if (!isVoid && !(isSelfClosed && isForeign(name, parent))) this.#open.push(element);
    return true;
  }

  endTag(name: string, span: HtmlSpan): boolean {
    if (!this.#goOn(span)) return false;
    // </br> is a line break to every client, the others mean nothing.
    if (!voidElements.has(name)) this.#open.end(name, span);
    else if (name !== 'br') this.#report({ kind: 'stray-end', span, name });
    return true;
  }

  text(text: string, span: HtmlSpan): boolean {
    if (!this.#goOn(span)) return false;
    const parent = this.#open.top;
    this.#texts.push(parent === undefined ? { text, span } : { text, span, parent });
    if (parent !== undefined && tableContexts.has(parent.name)) this.#checkTableText(span, parent);
    return true;
  }

  /** Text directly in a table stands before it where it is shown; merge tags become whatever they become. */
  #checkTableText(span: HtmlSpan, element: OpenElement): void {
    let from = span.start;
    const rest = (end: number): boolean => {
      const piece = this.#source.slice(from, end);
      const at = piece.search(/[^\s\u00a0\ufeff\u200b]/);
      if (at < 0) return false;
      const start = from + at;
      this.#report({
        kind: 'text-in-table',
        span: { start, end: from + piece.trimEnd().length },
        name: element.name,
        element,
      });
      return true;
    };
    for (const tag of tagsWithin(this.#tags, this.#nextTag, span)) {
      if (rest(tag.span.start)) return;
      from = tag.span.end;
    }
    rest(span.end);
  }

  comment(inner: HtmlSpan, span: HtmlSpan, isClosed: boolean): boolean {
    if (!this.#goOn(span)) return false;
    const text = this.#source.slice(inner.start, inner.end);
    const kind = kindOf(text, this.#covered.startsWith('<!--', span.start));
    this.#comments.push({ kind, text, span });
    // Comments do not nest: one that holds the beginning of another was not closed before it.
    const isNested = isClosed && text.includes('<!--') && kind !== 'conditional-revealed';
    if (!isClosed || (isNested && kind === 'plain'))
      this.#report({ kind: 'unterminated-comment', span, name: '!--' });
    else if (isNested) this.#report({ kind: 'conditional-unclosed', span, name: '!--' });
    if (isNested) this.#addBroken(span);
    return true;
  }

  doctype(span: HtmlSpan): boolean {
    this.#doctype ??= span;
    return this.#goOn(span);
  }

  #checkAttributes(attributes: readonly HtmlAttribute[], tag: HtmlSpan): void {
    let suspect: HtmlAttribute | undefined;
    let isReported = false;
    for (const attribute of attributes) {
      const { name, span, valueSpan } = attribute;
      if (attribute.isDuplicate && !this.#hasChoice(tag)) {
        const first = attributes.find((other) => other.name === name);
        this.#report({ kind: 'duplicate-attribute', span, name, ...(first && { other: first.span }) });
      }
      if (!isReported && this.#endsInNext(attribute)) {
        isReported = true;
        this.#addBroken(tag);
        this.#report({ kind: 'unterminated-attribute', span, name });
      }
      if (isReported || !/["'<]/.test(name)) {
        if (attribute.quote !== '' && /[<>]/.test(attribute.value)) suspect = attribute;
        continue;
      }
      isReported = true;
      const isTag = name.includes('<');
      if (suspect !== undefined || isTag) this.#addBroken(tag);
      if (suspect !== undefined)
        this.#report({ kind: 'unterminated-attribute', span: suspect.span, name: suspect.name });
      else if (isTag) this.#report({ kind: 'cut-tag', span: { start: tag.start, end: span.start }, name });
      else
        this.#report({
          kind: 'stray-quote',
          span: { start: span.start, end: (valueSpan ?? span).end },
          name,
        });
    }
  }

  /** A merge tag in the tag chooses between attributes. */
  #hasChoice(tag: HtmlSpan): boolean {
    return tagsWithin(this.#tags, this.#nextTag, tag).some(({ role }) => role !== 'output');
  }

  /** 'a="b c="d"': the quote that closes the value is the one that opens the next. */
  #endsInNext({ quote, value, span }: HtmlAttribute): boolean {
    if (quote === '' || !value.endsWith('=') || !/\s[\w:-]{1,40}=$/.test(value.slice(-50))) return false;
    return !/[\s/>]/.test(this.#covered[span.end] ?? ' ');
  }

  finish(unfinished: UnfinishedTag | undefined): HtmlView {
    const end = this.#cutAt ?? this.#source.length;
    if (unfinished !== undefined) this.#reportUnfinished(unfinished);
    const top = this.#open.top;
    const isInRaw = top !== undefined && rawContent.has(top.name) && this.#cutAt === undefined;
    if (isInRaw)
      this.#report({ kind: 'unterminated-content', span: top.startTag, name: top.name, element: top });
    const hasEnd =
      unfinished !== undefined ||
      isInRaw ||
      this.#problems.some(({ kind }) => kind === 'unterminated-comment');
    this.#open.finish(end, this.#cutAt !== undefined || hasEnd);
    const view: Writable<HtmlView> = {
      source: this.#source,
      elements: this.#elements,
      texts: this.#texts,
      comments: this.#comments,
      mergeTags: this.#tags,
      problems: withoutConsequences(this.#source, this.#problems, this.#broken),
    };
    if (this.#doctype !== undefined) view.doctype = this.#doctype;
    if (this.#cutAt !== undefined) view.cutAt = this.#cutAt;
    if (this.#cutBy !== undefined) view.cutBy = this.#cutBy;
    return view;
  }

  #reportUnfinished({ start, openQuoteAt }: UnfinishedTag): void {
    const end = this.#source.length;
    if (openQuoteAt === undefined) {
      const name = /^<\/?([a-z0-9:-]{0,40})/i.exec(this.#source.slice(start, start + 44))?.[1] ?? '';
      this.#report({ kind: 'cut-tag', span: { start, end }, name: name.toLowerCase() });
      return;
    }
    const name = /^[^\s=]{0,60}/.exec(this.#source.slice(openQuoteAt, openQuoteAt + 60))?.[0] ?? '';
    this.#report({
      kind: 'unterminated-attribute',
      span: { start: openQuoteAt, end },
      name: name.toLowerCase(),
    });
  }
}

/** <o:p/>, and what stands in <svg>: there the slash ends the element. */
function isForeign(name: string, parent: HtmlElement | undefined): boolean {
  if (name.includes(':') || name === 'svg' || name === 'path') return true;
  for (let at = parent, steps = 0; at !== undefined && steps < 8; at = at.parent, steps += 1)
    if (at.name === 'svg' || at.name === 'math') return true;
  return false;
}

function kindOf(text: string, isComment: boolean): HtmlComment['kind'] {
  const start = text.slice(0, 200);
  if (!isComment) return /^\s*\[(?:if|endif)/i.test(start) ? 'conditional-revealed' : 'plain';
  if (/^\s*<!\[endif\]/i.test(start)) return 'conditional-revealed';
  if (!/^\s*\[if\b/i.test(start)) return 'plain';
  const close = start.indexOf(']');
  const rest = close < 0 ? '' : text.slice(close + 1, close + 20).trim();
  return rest === '' || /^>\s*(?:<!\s*-*\s*)?$/.test(rest) ? 'conditional-revealed' : 'conditional-hidden';
}

/** The merge tags that stand in a span; `from` is an index at or before the first. */
function tagsWithin(tags: readonly MergeTag[], from: number, span: HtmlSpan): readonly MergeTag[] {
  let first = from;
  while ((tags[first]?.span.start ?? Infinity) < span.start) first += 1;
  let last = first;
  while ((tags[last]?.span.start ?? Infinity) < span.end) last += 1;
  return tags.slice(first, last);
}
