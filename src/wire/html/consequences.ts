/** Problems that are there only because of another one: told once, at their cause. */
import type { HtmlElement, HtmlProblem, HtmlSpan } from './types.ts';

/** Of a broken tag or comment this much is looked through for what it swallowed. */
const MAX_SWALLOWED = 20_000;

/** In order of their places. `broken`: tags and comments that swallowed what follows. */
export function withoutConsequences(
  source: string,
  problems: readonly HtmlProblem[],
  broken: readonly HtmlSpan[],
): readonly HtmlProblem[] {
  const openTables = new Set<HtmlElement>();
  for (const { kind, element } of problems)
    if (kind === 'unclosed' && element?.name === 'table') openTables.add(element);
  const swallowed = broken.map(({ start, end }) => ({
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
    if (kind !== 'unclosed' || element === undefined) return false;
    const opened = element.startTag.start;
    return swallowed.some(
      ({ start, text }) => start === opened || (start > opened && text.includes(`</${name}`)),
    );
  };
  return problems
    .filter((problem) => !isConsequence(problem))
    .toSorted((a, b) => a.span.start - b.span.start);
}

function isInOpenTable(element: HtmlElement | undefined, openTables: ReadonlySet<HtmlElement>): boolean {
  for (let at = element; at !== undefined; at = at.parent) if (at.name === 'table') return openTables.has(at);
  return false;
}
