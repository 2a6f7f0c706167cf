/** Attributes written twice in a tag, and quotes left over in one. */
import type { Consequence, MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import type { HtmlAttribute, HtmlProblem, HtmlProblemKind } from '../../../wire/html/index.ts';
import {
  faultAt,
  type HtmlPart,
  htmlStandard,
  lineIn,
  sayOfHtml,
  sayProblems,
  textFix,
} from './html-parts.ts';

/** The second of these is lost, and what it says with it. */
const telling = new Set(['style', 'href', 'src']);

const duplicate: ReadonlySet<HtmlProblemKind> = new Set<HtmlProblemKind>(['duplicate-attribute']);
const quote: ReadonlySet<HtmlProblemKind> = new Set<HtmlProblemKind>(['stray-quote']);

export const attributes: MessageCheck = {
  id: 'html/attributes',
  sources: [{ ...htmlStandard, title: 'HTML Living Standard, 13.2.5.33' }],
  run: (view) => sayOfHtml(view, (part) => [...duplicatesOf(part), ...quotesOf(part)]),
};

function duplicatesOf(part: HtmlPart): readonly MessageDraft[] {
  if (!part.html.problems.some(({ kind }) => kind === 'duplicate-attribute')) return [];
  const attributeAt = new Map<number, HtmlAttribute>();
  for (const { attributes: own } of part.html.elements)
    for (const attribute of own) attributeAt.set(attribute.span.start, attribute);
  return sayProblems(part, duplicate, (problem) => {
    const first = problem.other === undefined ? undefined : attributeAt.get(problem.other.start);
    const second = attributeAt.get(problem.span.start);
    const isSame = first !== undefined && first.value === second?.value;
    const consequence: Consequence = !isSame && telling.has(problem.name) ? 'rendering' : 'information';
    return faultAt(
      part,
      problem.span,
      isSame ? 'repeated' : 'contradicted',
      consequence,
      { attribute: problem.name, line: lineIn(part, problem.span.start) },
      { fixes: removalOf(part, problem) },
    );
  });
}

/** Every reader takes the first: without the second nothing changes. */
function removalOf(part: HtmlPart, { span }: HtmlProblem): ReturnType<typeof textFix> {
  const { source } = part.html;
  let { start } = span;
  while (/\s/.test(source[start - 1] ?? '')) start -= 1;
  // Where nothing separates the attributes the white space stays.
  const next = source[span.end] ?? '';
  const isSeparated = start < span.start && /[\s>/]/.test(next);
  return isSeparated ? textFix(part, { start, end: span.end }, '', true) : [];
}

function quotesOf(part: HtmlPart): readonly MessageDraft[] {
  return sayProblems(part, quote, ({ span }) =>
    faultAt(part, span, 'stray-quote', 'information', { line: lineIn(part, span.start) }),
  );
}
