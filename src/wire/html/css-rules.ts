/** Rules of a style sheet (CSS Syntax 3), as far as checks of mail need them: flat, each with its conditions. Linear. */
import { type CssDeclaration, parseDeclarations, withoutCssComments } from './css-declarations.ts';
import type { HtmlSpan } from './types.ts';

export interface CssRule {
  /** As written: 'td.x, .y > a'. */
  readonly selector: string;
  readonly declarations: readonly CssDeclaration[];
  /** Of @media and @supports around it, lower case: '@media only screen and (max-width:600px)'; '' for none. */
  readonly condition: string;
  readonly span: HtmlSpan;
}

/** '@import url(x)', '@media print', '@font-face': where each begins. */
export interface CssAtRule {
  /** Lower case, with '@'. */
  readonly name: string;
  readonly prelude: string;
  readonly span: HtmlSpan;
}

export interface CssSheet {
  readonly rules: readonly CssRule[];
  readonly atRules: readonly CssAtRule[];
}

const MAX_RULES = 5_000;
const MAX_SELECTOR = 2_000;
const MARK = /["'{};\\]/g;
const grouping = new Set(['@media', '@supports', '@layer', '@container', '@-moz-document']);

/** Places are offsets in `text` moved by `offset`. */
export function parseSheet(text: string, offset = 0): CssSheet {
  return new SheetReader(text, offset).read();
}

class SheetReader {
  readonly #text: string;
  readonly #offset: number;
  readonly #rules: CssRule[] = [];
  readonly #atRules: CssAtRule[] = [];
  /** Conditions of the groups that are open. */
  readonly #groups: string[] = [];
  /** The next line end behind the last quote looked at; -1 where there is none. */
  #lineEnd = 0;

  constructor(text: string, offset: number) {
    // <!-- and --> around a sheet mean nothing (CSS Syntax 3, §4.3.4: CDO, CDC).
    this.#text = withoutCssComments(text).replaceAll('<!--', '    ').replaceAll('-->', '   ');
    this.#offset = offset;
  }

  read(): CssSheet {
    const text = this.#text;
    let start = 0;
    while (start < text.length && this.#rules.length < MAX_RULES && this.#atRules.length < MAX_RULES) {
      const end = this.#nextMark(start, '{};');
      const mark = text[end];
      const prelude = text.slice(start, Math.min(end, start + MAX_SELECTOR)).trim();
      if (mark === '}') {
        this.#groups.pop();
        start = end + 1;
      } else if (mark === '{') start = this.#openBlock(prelude, start, end);
      else {
        if (prelude.startsWith('@')) this.#addAtRule(prelude, start, end);
        start = end + 1;
      }
    }
    return { rules: this.#rules, atRules: this.#atRules };
  }

  #openBlock(prelude: string, start: number, brace: number): number {
    if (!prelude.startsWith('@')) {
      const end = this.#nextMark(brace + 1, '}');
      this.#addRule(prelude, start, brace, end);
      return end + 1;
    }
    const name = this.#addAtRule(prelude, start, brace);
    if (grouping.has(name)) {
      if (this.#groups.length < 20) this.#groups.push(prelude.toLowerCase());
      return brace + 1;
    }
    // @font-face, @keyframes: over the whole block.
    let depth = 1;
    let at = brace;
    while (depth > 0 && at < this.#text.length) {
      at = this.#nextMark(at + 1, '{}');
      depth += this.#text[at] === '{' ? 1 : -1;
    }
    return at + 1;
  }

  #addRule(selector: string, start: number, brace: number, end: number): void {
    this.#rules.push({
      selector,
      declarations: parseDeclarations(this.#text.slice(brace + 1, end), this.#offset + brace + 1),
      condition: this.#groups.join(' '),
      span: this.#spanOf(start, end + 1),
    });
  }

  #addAtRule(prelude: string, start: number, end: number): string {
    const name = /^@[a-z-]{1,40}/i.exec(prelude)?.[0].toLowerCase() ?? '@';
    this.#atRules.push({ name, prelude: prelude.slice(name.length).trim(), span: this.#spanOf(start, end) });
    return name;
  }

  /** From the first character that is not blank. */
  #spanOf(start: number, end: number): HtmlSpan {
    const lead = /^\s*/.exec(this.#text.slice(start, Math.min(end, start + 500)))?.[0].length ?? 0;
    return { start: this.#offset + start + lead, end: this.#offset + Math.min(end, this.#text.length) };
  }

  /** The next of these marks that stands in no quotes, or the end. */
  #nextMark(from: number, wanted: string): number {
    MARK.lastIndex = from;
    for (let match = MARK.exec(this.#text); match !== null; match = MARK.exec(this.#text)) {
      const [mark] = match;
      if (wanted.includes(mark)) return match.index;
      if (mark === '\\') MARK.lastIndex = match.index + 2;
      else if (mark === '"' || mark === "'") {
        const close = this.#text.indexOf(mark, match.index + 1);
        if (this.#lineEnd >= 0 && this.#lineEnd <= match.index)
          this.#lineEnd = this.#text.indexOf('\n', match.index + 1);
        const line = this.#lineEnd;
        // §4.3.5: a line end ends a string that is not closed.
        if (close >= 0 && (line < 0 || close < line)) MARK.lastIndex = close + 1;
      }
    }
    return this.#text.length;
  }
}
