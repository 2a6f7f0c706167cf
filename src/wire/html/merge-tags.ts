/**
 * Merge tags of template languages: text to the reader of HTML, never structure; what stands in their comments is neither. They are
 * covered with characters that mean nothing to HTML, so every offset stays. Linear: each closing mark is looked for once.
 */
import { TagRoles, type TagSyntax } from './merge-tag-roles.ts';
import type { MergeTag } from './types.ts';

interface Syntax {
  readonly open: string;
  readonly close: string;
  readonly max: number;
  /** Of one word or expression without angle brackets and line ends. */
  readonly isShort: boolean;
  readonly id: TagSyntax;
}

const LONG = 20_000;
const tag = (id: TagSyntax, open: string, close: string, max = 2000): Syntax => ({
  ...{ id, open, close, max },
  isShort: max === 200,
});

/** Longer marks stand before those they begin with. */
const syntaxes: readonly Syntax[] = [
  tag('comment', '{{!--', '--}}', LONG),
  tag('comment', '{{!', '}}'),
  tag('braces', '{{', '}}'),
  tag('comment', '{#', '#}', LONG),
  tag('statement', '{%', '%}'),
  tag('comment', '<%--', '--%>', LONG),
  tag('comment', '<%#', '%>'),
  tag('erb', '<%', '%>'),
  tag('comment', '<#--', '-->', LONG),
  tag('freemarker', '<#', '>', 500),
  tag('freemarker', '</#', '>', 100),
  tag('freemarker', '<@', '>', 500),
  tag('freemarker', '</@', '>', 100),
  tag('mailchimp', '*|', '|*', 200),
  tag('ampscript', '%%[', ']%%', LONG),
  tag('percents', '%%=', '=%%'),
  tag('percents', '%%', '%%', 200),
  tag('square', '[[', ']]', 200),
  tag('dollar', '${', '}', 200),
  tag('velocity', '#if', ')', 500),
  tag('velocity', '#elseif', ')', 500),
  tag('velocity', '#foreach', ')', 500),
  tag('velocity', '#parse', ')', 500),
  tag('velocity', '#set', ')', 500),
  tag('comment', '#*', '*#', LONG),
];

const MAX_TAGS = 20_000;
/** Brackets of Velocity that do not end: then it is not Velocity. */
const MAX_UNCLOSED = 1_000;
/** What must follow an opening mark for it to be one. */
const followed: Readonly<Partial<Record<TagSyntax, string>>> = {
  freemarker: '(?=[a-z])',
  velocity: '(?=\\s{0,3}\\()',
};
const bySyntax = new Map(syntaxes.map((one) => [one.open, one]));
const openers = new Map<string, RegExp>();
const MAX_OPENERS = 100;

/** Finds opening marks of these syntaxes, and '#else' and '#end'. */
function openerOf(some: readonly Syntax[]): RegExp {
  const marks = some.map(
    ({ open, id }) =>
      open.replaceAll(/[{}[\]*|$#%<>/()@=!-]/g, '\\$&') + (open === '<#--' ? '' : (followed[id] ?? '')),
  );
  const source = [...marks, '#(?:else|end)\\b'].join('|');
  const known = openers.get(source) ?? new RegExp(source, 'g');
  if (openers.size >= MAX_OPENERS) openers.clear();
  openers.set(source, known);
  return known;
}

const everyOpener = openerOf(syntaxes);

/** Without one of these '#end' is a place in a page, and '#*' nothing. */
const VELOCITY = /#(?:if|foreach|parse|set)\s{0,3}\(/;

/** Finds `wanted` at or behind positions that only grow, reading the text once. */
function forwardFinder(text: string, wanted: string): (from: number) => number {
  let at = -2;
  return (from) => {
    if (at === -1 || at >= from) return at;
    at = text.indexOf(wanted, from);
    return at;
  };
}

class TagScanner {
  readonly #text: string;
  readonly #finders = new Map<string, (from: number) => number>();
  readonly #hasVelocity: boolean;
  #unclosed = 0;
  #left: readonly Syntax[] = syntaxes;
  /** Finds the opening marks of syntaxes whose closing mark may still come. */
  opener = everyOpener;

  constructor(text: string) {
    this.#text = text;
    this.#hasVelocity = VELOCITY.test(text);
  }

  #next(wanted: string, from: number): number {
    let find = this.#finders.get(wanted);
    if (find === undefined) {
      find = forwardFinder(this.#text, wanted);
      this.#finders.set(wanted, find);
    }
    return find(from);
  }

  /** The end of the tag that begins at `start`, or -1: it is none. */
  endOf({ id, open, close, max, isShort }: Syntax, start: number): number {
    if ((id === 'velocity' || open === '#*') && !this.#hasVelocity) return -1;
    const inner = start + open.length;
    const at = id === 'velocity' ? this.#closingBracket(inner, max) : this.#next(close, inner);
    if (at < 0 && id !== 'velocity') {
      this.#left = this.#left.filter((one) => one.close !== close || one.id === 'velocity');
      this.opener = openerOf(this.#left);
    }
    if (at < inner || (at === inner && id !== 'comment') || at - start > max) return -1;
    if (isShort) {
      const isBroken = isWithin(this.#next('<', inner), at) || isWithin(this.#next('\n', inner), at);
      if (isBroken || !startsLikeName(this.#text.charCodeAt(inner))) return -1;
    }
    return at + close.length;
  }

  /** '#else', '#end': nothing follows. */
  bareEnd(start: number, length: number): number {
    return this.#hasVelocity ? start + length : -1;
  }

  /** Of '(…)', brackets in it counted. */
  #closingBracket(from: number, max: number): number {
    if (this.#unclosed > MAX_UNCLOSED) return -1;
    let depth = 0;
    for (let at = from; at < Math.min(this.#text.length, from + max); at += 1) {
      const code = this.#text.charCodeAt(at);
      if (code === 0x28) depth += 1;
      if (code === 0x29) depth -= 1;
      if (code === 0x29 && depth === 0) return at;
    }
    this.#unclosed += 1;
    return -1;
  }

  /** Behind '{% endcomment %}'; -1 where a comment of this kind does not begin here, or never ends. */
  commentEnd(start: number, end: number): number {
    if (!/^\{%[-~\s]{0,10}comment\b/.test(this.#text.slice(start, Math.min(end, start + 24)))) return -1;
    const word = this.#next('endcomment', end);
    if (word < 0) return -1;
    const close = this.#next('%}', word);
    return close < 0 || close - word > 100 ? -1 : close + 2;
  }
}

/** The merge tags of a text, in order; comments of templates are told as tags too. At most 20,000. */
export function scanMergeTags(text: string): readonly MergeTag[] {
  const tags: MergeTag[] = [];
  const scanner = new TagScanner(text);
  const roles = new TagRoles();
  let from = 0;
  while (tags.length < MAX_TAGS) {
    const { opener } = scanner;
    opener.lastIndex = from;
    const match = opener.exec(text);
    if (match === null) break;
    const start = match.index;
    const [open] = match;
    const syntax = bySyntax.get(open);
    let end = syntax === undefined ? scanner.bareEnd(start, open.length) : scanner.endOf(syntax, start);
    from = start + 1;
    if (end < 0) continue;
    let id = syntax?.id ?? 'velocity';
    const behind = id === 'statement' ? scanner.commentEnd(start, end) : -1;
    if (behind > 0) {
      end = behind;
      id = 'comment';
    }
    const inside = text.slice(
      syntax === undefined || id === 'velocity' ? start : start + open.length,
      end - (id === 'velocity' ? 0 : (syntax?.close.length ?? 0)),
    );
    tags.push({ span: { start, end }, syntax: id, role: roles.roleOf(id, open, inside) });
    from = end;
  }
  return tags;
}

/** The text with its merge tags covered: 'x' for what stands for text, blanks for the others. */
export function coverMergeTags(text: string): {
  readonly covered: string;
  readonly tags: readonly MergeTag[];
} {
  const tags = scanMergeTags(text);
  if (tags.length === 0) return { covered: text, tags };
  const pieces: string[] = [];
  let done = 0;
  for (const { span, role } of tags) {
    pieces.push(text.slice(done, span.start), (role === 'output' ? 'x' : ' ').repeat(span.end - span.start));
    done = span.end;
  }
  pieces.push(text.slice(done));
  return { covered: pieces.join(''), tags };
}

const isWithin = (at: number, end: number): boolean => at >= 0 && at < end;

/** A letter, a digit, '_', '.', '$', '@', ' ', '[', '=', ':' or '(': '%%' in '100%%' and '[[' of a script begin with others. */
function startsLikeName(code: number): boolean {
  const isLetter = (code | 32) >= 97 && (code | 32) <= 122;
  return isLetter || (code >= 48 && code <= 57) || ' _.$@[=:('.includes(String.fromCharCode(code));
}
