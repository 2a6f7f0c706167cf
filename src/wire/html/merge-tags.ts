/**
 * Merge tags of template languages: text to the reader of HTML, never structure. They are covered with characters that mean
 * nothing to HTML, so every offset stays. Linear: each closing mark is looked for once.
 */
import type { MergeTag } from './types.ts';

interface Syntax {
  readonly open: string;
  readonly close: string;
  readonly max: number;
  /** Of one word or expression without angle brackets and line ends. */
  readonly isShort: boolean;
}

const syntaxes: readonly Syntax[] = [
  { open: '{{', close: '}}', max: 2000, isShort: false },
  { open: '{%', close: '%}', max: 2000, isShort: false },
  { open: '<%', close: '%>', max: 2000, isShort: false },
  { open: '*|', close: '|*', max: 200, isShort: true },
  { open: '%%', close: '%%', max: 200, isShort: true },
  { open: '[[', close: ']]', max: 200, isShort: true },
  { open: '${', close: '}', max: 200, isShort: true },
];

const MAX_TAGS = 20_000;
const OPENER = /\{\{|\{%|<%|\*\||%%|\[\[|\$\{/g;

/** Finds `wanted` at or behind positions that only grow, reading the text once. */
function forwardFinder(text: string, wanted: string): (from: number) => number {
  let at = -2;
  return (from) => {
    if (at === -1 || at >= from) return at;
    at = text.indexOf(wanted, from);
    return at;
  };
}

/** The merge tags of a text in order, and the text with them covered: blanks for what chooses, 'x' for what stands for text. */
export function coverMergeTags(text: string): {
  readonly covered: string;
  readonly tags: readonly MergeTag[];
} {
  const tags: MergeTag[] = [];
  const pieces: string[] = [];
  const nextClose = new Map(syntaxes.map(({ open, close }) => [open, forwardFinder(text, close)]));
  const nextAngle = forwardFinder(text, '<');
  const nextLine = forwardFinder(text, '\n');
  let done = 0;
  OPENER.lastIndex = 0;
  for (let match = OPENER.exec(text); match !== null && tags.length < MAX_TAGS; match = OPENER.exec(text)) {
    const start = match.index;
    const syntax = syntaxes.find(({ open }) => open === match?.[0]);
    if (syntax === undefined) continue;
    const inner = start + syntax.open.length;
    const close = nextClose.get(syntax.open)?.(inner) ?? -1;
    const isShortEnough = close > inner && close - start <= syntax.max;
    const isBroken =
      syntax.isShort && (isWithin(nextAngle(inner), close) || isWithin(nextLine(inner), close));
    if (!isShortEnough || isBroken || (syntax.isShort && !startsLikeName(text.charCodeAt(inner)))) {
      OPENER.lastIndex = start + 1;
      continue;
    }
    const end = close + syntax.close.length;
    const role = roleOf(syntax.open, text.slice(inner, Math.min(close, inner + 60)));
    tags.push({ span: { start, end }, role });
    pieces.push(text.slice(done, start), (role === 'output' ? 'x' : ' ').repeat(end - start));
    done = end;
    OPENER.lastIndex = end;
  }
  if (tags.length === 0) return { covered: text, tags };
  pieces.push(text.slice(done));
  return { covered: pieces.join(''), tags };
}

const isWithin = (at: number, end: number): boolean => at >= 0 && at < end;

/** A letter, a digit, '_', '.', '$', '@', ' ', '[', '=', ':' or '(': '%%' in '100%%' and '[[' of a script begin with others. */
function startsLikeName(code: number): boolean {
  const isLetter = (code | 32) >= 97 && (code | 32) <= 122;
  return isLetter || (code >= 48 && code <= 57) || ' _.$@[=:('.includes(String.fromCharCode(code));
}

const words = {
  if: /^(?:if|unless|ifnot|ifchanged|case|switch)\b/,
  else: /^(?:else|elseif|elsif|elif|when)\b/,
  end: /^(?:end|endif|endunless|endcase|endswitch|end:\s?if)\b/,
};

function roleOf(open: string, inside: string): MergeTag['role'] {
  const text = inside.replace(/^[-~\s]+/, '').toLowerCase();
  if (open === '{{') return roleOfBraces(text);
  if (open === '<%' && /^[=\\-]/.test(text)) return 'output';
  if (open === '{%' || open === '<%' || open === '*|' || (open === '%%' && text.startsWith('['))) {
    const bare = text.replace(/^[[}\s]+/, '');
    if (words.if.test(bare)) return 'if';
    if (words.else.test(bare)) return 'else';
    if (words.end.test(bare) || /^\}\s*$/.test(text)) return 'end-if';
    return open === '*|' ? 'output' : 'other';
  }
  return 'output';
}

/** Handlebars and Mustache: {{#if x}}, {{else}}, {{/if}}, {{#list}}, {{^empty}}, {{> partial}}, {{! note }}. */
function roleOfBraces(text: string): MergeTag['role'] {
  if (/^#\s*(?:if|unless)\b/.test(text)) return 'if';
  if (/^else\b/.test(text)) return 'else';
  if (/^\/\s*(?:if|unless)\b/.test(text)) return 'end-if';
  return /^[#/^!>]/.test(text) ? 'other' : 'output';
}
