/** Are the tags of the HTML balanced and nested (HTML Living Standard, 13.1.2 and 13.2.6)? */
import type { Consequence, MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { type HtmlProblem, type HtmlProblemKind, readHtml, structureTags } from '../../../wire/html/index.ts';
import { googleGuidelines } from '../published-sources.ts';
import {
  faultAt,
  type HtmlPart,
  htmlStandard,
  isMjml,
  lineIn,
  sayOfHtml,
  sayProblems,
  textFix,
} from './html-parts.ts';
import { isDoubtful } from './template-doubt.ts';

const kinds: ReadonlySet<HtmlProblemKind> = new Set<HtmlProblemKind>([
  'unclosed',
  'self-closed',
  'misnested',
  'stray-end',
  'anchor-in-anchor',
  'text-in-table',
  'element-in-table',
]);

/** Formatting: every program repairs it in the same way (13.2.6.4.7, the adoption agency algorithm). */
const formatting = new Set(
  'abbr acronym b big cite code em font i nobr s small span strike strong sub sup tt u'.split(' '),
);
/** Where a forgotten or a left-over end tag moves what follows. */
const containers = new Set('center div table ul ol dl blockquote section article a'.split(' '));

/** Of these nothing goes on, or is moved, when their end tag is missing. */
const blocks = new Set('center div ul ol dl blockquote section article'.split(' '));

/** A word or two directly in a table are what is left of a loop of a template; a sentence is text that moves. */
const MOVED_TEXT = 40;
/** Fixes are tried on a copy; beyond this it would cost too much. */
const MAX_TRIED = 200_000;
const MAX_FIXES = 8;
const MAX_ALONE = 3;

export const nesting: MessageCheck = {
  id: 'html/nesting',
  sources: [htmlStandard, googleGuidelines],
  run: (view, { isTemplate = false }) => sayOfHtml(view, (part) => faultsOf(part, isTemplate)),
};

function faultsOf(part: HtmlPart, isTemplate: boolean): readonly MessageDraft[] {
  // In MJML a slash closes, as in XML.
  if (isMjml(part)) return [];
  const isDoubted = (problem: HtmlProblem): boolean => isDoubtful(part.html, problem, isTemplate);
  // What a template makes of the page is not seen here: then no change is proven.
  const fixable = structureTags(part.html).length > 0 ? none : fixableOf(part, isDoubted);
  return sayProblems(part, kinds, (problem) => {
    const { kind, span, name, other } = problem;
    const data = {
      tag: name,
      line: lineIn(part, span.start),
      ...(other !== undefined && { otherLine: lineIn(part, other.start) }),
      ...(kind === 'misnested' && {
        ended: part.part.text.slice(span.start, Math.min(span.end, span.start + 40)),
      }),
    };
    const change = fixable.get(problem);
    const fixes = change === undefined ? [] : textFix(part, change, change.text, change.isSafe);
    if (!isDoubted(problem)) return faultAt(part, span, kind, consequenceOf(problem), data, { fixes });
    return faultAt(part, span, doubted[kind] ?? kind, 'information', data);
  });
}

/** How a fault is told that the template may take away. */
const doubted: Partial<Record<HtmlProblemKind, string>> = {
  unclosed: 'unclosed-here',
  'self-closed': 'unclosed-here',
  'stray-end': 'stray-end-here',
};
const none: ReadonlyMap<HtmlProblem, Change> = new Map();

function consequenceOf({ kind, name, span }: HtmlProblem): Consequence {
  switch (kind) {
    case 'unclosed':
      return 'rendering';
    case 'misnested':
      return formatting.has(name) ? 'information' : 'rendering';
    case 'stray-end':
    case 'self-closed':
      return containers.has(name) ? 'rendering' : 'information';
    case 'text-in-table':
      return span.end - span.start >= MOVED_TEXT ? 'rendering' : 'information';
    default:
      return 'rendering';
  }
}

/**
 * Changes that take a fault away and bring no other: tried on a copy before they are offered, all together, and where that does
 * not hold the first of a few that holds alone.
 */
function fixableOf(
  { part, html }: HtmlPart,
  isDoubted: (problem: HtmlProblem) => boolean,
): ReadonlyMap<HtmlProblem, Change> {
  const changes = html.problems
    .flatMap((problem) => {
      const change = kinds.has(problem.kind) && !isDoubted(problem) ? changeOf(problem) : undefined;
      return change === undefined ? [] : [[problem, change] as const];
    })
    .slice(0, MAX_FIXES);
  if (changes.length === 0 || part.text.length > MAX_TRIED) return none;
  const holds = (some: typeof changes): boolean =>
    readHtml(
      changed(
        part.text,
        some.map(([, change]) => change),
      ),
    ).problems.length ===
    html.problems.length - some.length;
  if (holds(changes)) return new Map(changes);
  // One is enough: when it is made the others are looked at again.
  const alone = changes.slice(0, MAX_ALONE).find((one) => holds([one]));
  return new Map(alone === undefined ? [] : [alone]);
}

function changed(source: string, changes: readonly Change[]): string {
  let text = '';
  let at = 0;
  for (const change of changes.toSorted((a, b) => a.start - b.start)) {
    if (change.start < at) continue;
    text += source.slice(at, change.start) + change.text;
    at = change.end;
  }
  return text + source.slice(at);
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly isSafe: boolean;
}

function changeOf({ kind, name, span, element }: HtmlProblem): Change | undefined {
  switch (kind) {
    // An end tag without its start is passed over; </p> alone is an empty paragraph, </h1> ends any heading (13.2.6.4.7).
    case 'stray-end':
      return { ...span, text: '', isSafe: !/^(?:p|h[1-6])$/.test(name) };
    // A block ends where its parent ends: there the end tag says what readers do anyway. Formatting goes on behind it.
    case 'unclosed':
      if (element === undefined || !formattingOrContainer(name)) return undefined;
      return { start: element.end, end: element.end, text: `</${name}>`, isSafe: blocks.has(name) };
    default:
      return undefined;
  }
}

/** Of others (a heading, a form) where it was meant to end is not certain. */
const formattingOrContainer = (name: string): boolean => formatting.has(name) || containers.has(name);
