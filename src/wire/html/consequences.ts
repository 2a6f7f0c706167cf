/** Problems that are there only because of another one: told once, at their cause. */
import type { HtmlElement, HtmlProblem, HtmlSpan } from './types.ts';

/** Of a broken tag this much is looked through for what it swallowed. */
const MAX_SWALLOWED = 5_000;

/** In order of their places. `brokenTags`: start tags that swallowed what follows. */
export function withoutConsequences(
  source: string,
  problems: readonly HtmlProblem[],
  brokenTags: readonly HtmlSpan[],
): readonly HtmlProblem[] {
  const openTables = new Set<HtmlElement>();
  for (const { kind, element } of problems)
    if (kind === 'unclosed' && element?.name === 'table') openTables.add(element);
  const swallowed = brokenTags.map(({ start, end }) => ({
    start,
    end,
    text: source.slice(start, Math.min(end, start + MAX_SWALLOWED)).toLowerCase(),
  }));
  const isConsequence = ({ kind, element, name, span }: HtmlProblem): boolean => {
    // What stands in a table that is not closed stands there because of that.
    if (kind === 'text-in-table') return isInOpenTable(element, openTables);
    if (kind === 'element-in-table') return isInOpenTable(element?.parent, openTables);
    // The end tag of what a broken tag swallowed, and that of the broken tag itself.
    if (kind === 'stray-end')
      return swallowed.some(({ end, text }) => end <= span.start && text.includes(`<${name}`));
    return kind === 'unclosed' && swallowed.some(({ start }) => start === element?.startTag.start);
  };
  return problems
    .filter((problem) => !isConsequence(problem))
    .toSorted((a, b) => a.span.start - b.span.start);
}

function isInOpenTable(element: HtmlElement | undefined, openTables: ReadonlySet<HtmlElement>): boolean {
  for (let at = element; at !== undefined; at = at.parent) if (at.name === 'table') return openTables.has(at);
  return false;
}
