/** Faults of structure that may be none in what is sent: a template's tags, or another file, may open or close what seems to be missing. */
import {
  type HtmlProblem,
  type HtmlSpan,
  type HtmlView,
  isPiece,
  structureTags,
} from '../../../wire/html/index.ts';

/** `isTemplate`: the HTML was given as a file, which may be a part of a page. */
export function isDoubtful(html: HtmlView, problem: HtmlProblem, isTemplate: boolean): boolean {
  const [from, to] = extentOf(html, problem);
  return isAnyWithin(structureTags(html), from, to) || (isTemplate && mayBeOfAnother(html, problem));
}

/** Where tags would have to stand to matter. */
function extentOf({ source }: HtmlView, problem: HtmlProblem): readonly [from: number, to: number] {
  const { kind, span, element, other } = problem;
  const end = source.length;
  switch (kind) {
    // What it would end may have been begun anywhere before.
    case 'stray-end':
      return [0, span.start];
    case 'misnested':
      return [other?.start ?? 0, Math.max(element?.end ?? 0, element?.endTag?.start ?? 0, span.end)];
    case 'anchor-in-anchor':
      return [other?.start ?? 0, span.start];
    case 'text-in-table':
      return [element?.startTag.start ?? 0, element?.end ?? end];
    case 'element-in-table':
      return [element?.parent?.startTag.start ?? 0, element?.parent?.end ?? end];
    default:
      return [element?.startTag.start ?? span.start, other?.end ?? element?.end ?? end];
  }
}

/** Is a tag in there? In order: halved until found. */
function isAnyWithin(tags: readonly HtmlSpan[], from: number, to: number): boolean {
  let low = 0;
  let high = tags.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tags[middle]?.start ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return (tags[low]?.start ?? Infinity) < to;
}

/** A header that another file goes on from, a footer that ends what another began. */
function mayBeOfAnother(html: HtmlView, { kind, other }: HtmlProblem): boolean {
  if (kind === 'stray-end') return isPiece(html);
  return (kind === 'unclosed' || kind === 'self-closed') && other === undefined;
}
