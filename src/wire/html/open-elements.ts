/** The open elements while a document is read, and what is wrong with how they are closed. */

import type { Writable } from '../../base/writable.ts';
import {
  allowedInTable,
  closesParagraph,
  impliedEnds,
  optionalEnd,
  scopeBarriers,
  tableContexts,
} from './elements.ts';
import type { TableBalance } from './table-balance.ts';
import type { HtmlElement, HtmlProblem, HtmlSpan } from './types.ts';

export type OpenElement = Writable<HtmlElement>;

/** An element that was ended by somebody else's end tag: its own may still come. */
interface Crossed {
  readonly element: OpenElement;
  /** The end tag that came too early. */
  readonly by: HtmlSpan;
  readonly problem: Writable<HtmlProblem>;
}

const MAX_CROSSED = 64;
const cellsAndRows = new Set(['td', 'th', 'tr', 'caption']);
const rowless = new Set(['table', 'tbody', 'thead', 'tfoot']);
const frame = new Set(['html', 'head', 'body']);
const tableParts = new Set(['td', 'th', 'tr', 'tbody', 'thead', 'tfoot', 'caption', 'colgroup']);

export class OpenElements {
  #stack: OpenElement[] = [];
  /** At each open {% if %}: what was open. */
  readonly #branches: (readonly OpenElement[])[] = [];
  #crossed: Crossed[] = [];
  readonly #report: (problem: HtmlProblem) => void;
  readonly #tables: TableBalance;
  #hasBodyEnd = false;
  /** Of 'html', 'head' and 'body': start tag or end tag was there. Start tags may be left out (HTML, 13.1.2.4). */
  readonly #frame = new Set<string>();

  constructor(report: (problem: HtmlProblem) => void, tables: TableBalance) {
    this.#report = report;
    this.#tables = tables;
  }

  get top(): OpenElement | undefined {
    return this.#stack.at(-1);
  }

  get depth(): number {
    return this.#stack.length;
  }

  /** Templates choose: what one branch opens is open once. */
  branch(role: 'if' | 'else' | 'end-if'): void {
    if (role === 'end-if') this.#branches.pop();
    else if (role === 'if') {
      if (this.#branches.length < 50) this.#branches.push([...this.#stack]);
    } else {
      const before = this.#branches.at(-1);
      if (before !== undefined) this.#stack = [...before];
    }
  }

  /** Ends what the start tag of this name ends by itself. */
  beforeStart(name: string, startTag: HtmlSpan): void {
    const implied = impliedEnds.get(name);
    if (implied !== undefined) {
      const at = this.#find(
        (open) => implied.ends.has(open),
        (open) => implied.within.has(open),
      );
      if (at >= 0) this.#closeFrom(at, startTag);
    }
    if (closesParagraph.has(name)) {
      const at = this.#find(
        (open) => open === 'p',
        (open) => scopeBarriers.has(open) || !isInline(open),
      );
      // Only a paragraph that nothing else stands open in: otherwise its end tag would be a second complaint.
      if (at >= 0 && at === this.#stack.length - 1) this.#closeFrom(at, startTag);
    }
    if (name === 'a') {
      const at = this.#find(
        (open) => open === 'a',
        (open) => scopeBarriers.has(open),
      );
      if (at >= 0) this.#closeFrom(at, startTag, 'anchor-in-anchor');
    }
  }

  push(element: OpenElement): void {
    const parent = this.top?.name;
    if (parent !== undefined && tableContexts.has(parent) && !allowedInTable.has(element.name))
      this.#report({ kind: 'element-in-table', span: element.startTag, name: element.name, element });
    if (element.name === 'table') this.#tables.started();
    if (frame.has(element.name)) this.#frame.add(element.name);
    this.#stack.push(element);
  }

  end(name: string, span: HtmlSpan): void {
    if (name === 'body' || name === 'html') this.#hasBodyEnd = true;
    if (name === 'table') this.#tables.ended();
    const at = this.#matchOf(name);
    if (at >= 0) {
      const element = this.#stack[at];
      this.#closeFrom(at + 1, span);
      this.#stack.length = at;
      if (element !== undefined) {
        element.endTag = span;
        element.end = span.end;
      }
      return;
    }
    if (this.#endsImplied(name, span) || this.#wasCrossed(name, span)) return;
    this.#report({ kind: 'stray-end', span, name });
  }

  /** The first end tag of <html>, <head> or <body> whose start tag was left out: it ends what is there without being written. */
  #endsImplied(name: string, span: HtmlSpan): boolean {
    if (!frame.has(name) || this.#frame.has(name)) return false;
    this.#frame.add(name);
    if (name === 'head') return true;
    const root = this.#stack.findIndex((open) => open.name === 'html');
    this.#closeFrom(name === 'body' ? root + 1 : 0, span);
    return true;
  }

  /** Index of the open element that an end tag closes, or -1. */
  #matchOf(name: string): number {
    const never = (): boolean => false;
    if (name === 'body' || name === 'html') return this.#find((open) => open === name, never);
    const isPart = tableParts.has(name);
    const own = this.#find(
      (open) => open === name,
      (open) => (isPart || name === 'table' ? open === 'table' && isPart : scopeBarriers.has(open)),
    );
    // The end tag of something around a table that is in no cell of it, and an end tag of a table is missing: it is this one's.
    if (own >= 0 || !this.#isBetweenRows() || !this.#tables.lacksEnd()) return own;
    return this.#find((open) => open === name, isPart ? never : (open) => open === 'td' || open === 'th');
  }

  /** In a table, but in no row of it. */
  #isBetweenRows(): boolean {
    const at = this.#find(
      (open) => rowless.has(open),
      (open) => cellsAndRows.has(open),
    );
    return at >= 0;
  }

  /** The innermost open element that is wanted, unless a barrier stands before it; -1. */
  #find(isWanted: (name: string) => boolean, isBarrier: (name: string) => boolean): number {
    for (let at = this.#stack.length - 1; at >= 0; at -= 1) {
      const name = this.#stack[at]?.name ?? '';
      if (isWanted(name)) return at;
      if (isBarrier(name)) return -1;
    }
    return -1;
  }

  /** Closes every element from this index on; `by` is the tag that makes it so. */
  #closeFrom(at: number, by: HtmlSpan, kind?: 'anchor-in-anchor'): void {
    for (let index = this.#stack.length - 1; index >= at; index -= 1) {
      const element = this.#stack[index];
      if (element === undefined) continue;
      element.end = by.start;
      if (optionalEnd.has(element.name)) continue;
      const isFirst = index === at;
      this.#leaveOpen(element, by, kind !== undefined && isFirst ? kind : 'unclosed');
    }
    this.#stack.length = Math.min(this.#stack.length, at);
  }

  #leaveOpen(element: OpenElement, by: HtmlSpan, kind: 'unclosed' | 'anchor-in-anchor'): void {
    const name = element.name;
    const problem: Writable<HtmlProblem> =
      kind === 'anchor-in-anchor'
        ? { kind, span: by, name, element, other: element.startTag }
        : {
            kind: element.isSelfClosed ? 'self-closed' : kind,
            span: element.startTag,
            name,
            element,
            other: by,
          };
    this.#report(problem);
    if (this.#crossed.length >= MAX_CROSSED) this.#crossed = this.#crossed.slice(MAX_CROSSED / 2);
    this.#crossed.push({ element, by, problem });
  }

  /** The end tag of an element that another tag ended before: now it is known what went wrong there. */
  #wasCrossed(name: string, span: HtmlSpan): boolean {
    const index = this.#crossed.findLastIndex(({ element }) => element.name === name);
    const crossed = this.#crossed[index];
    if (crossed === undefined) return false;
    this.#crossed.splice(index, 1);
    const { problem, element, by } = crossed;
    element.endTag = span;
    if (problem.kind === 'unclosed') {
      problem.kind = 'misnested';
      problem.span = by;
      problem.other = element.startTag;
    }
    return true;
  }

  /** The source is at its end. */
  finish(end: number, isCut: boolean): void {
    // A second <a> ended the first, and no end tag was left over: the first was never closed.
    for (const { problem, element, by } of this.#crossed) {
      if (problem.kind !== 'anchor-in-anchor') continue;
      problem.kind = 'unclosed';
      problem.span = element.startTag;
      problem.other = by;
    }
    const open = this.#stack.filter(({ name }) => !optionalEnd.has(name));
    const isCutOff = open.length > 1 && !this.#hasBodyEnd && this.#stack[0]?.name === 'html';
    for (const element of this.#stack) element.end = end;
    if (isCut) return;
    const last = open.at(-1);
    if (isCutOff && last !== undefined) {
      const { name, startTag } = last;
      this.#report({
        kind: 'cut-off',
        span: { start: Math.max(0, end - 1), end },
        name,
        element: last,
        other: startTag,
      });
      return;
    }
    for (const element of open)
      this.#report({
        kind: element.isSelfClosed ? 'self-closed' : 'unclosed',
        span: element.startTag,
        name: element.name,
        element,
      });
  }
}

const inline = new Set(
  'a abbr acronym b bdo big cite code del dfn em font i ins kbd label nobr q s samp small span strike strong sub sup tt u var'.split(
    ' ',
  ),
);
const isInline = (name: string): boolean => inline.has(name);
