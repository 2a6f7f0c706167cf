/** Is something begun that never ends, so that what follows is swallowed, or is the HTML cut off? */
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import type { HtmlProblem, HtmlProblemKind } from '../../../wire/html/index.ts';
import { googleGuidelines } from '../published-sources.ts';
import { faultAt, type HtmlPart, htmlStandard, lineIn, sayOfHtml, sayProblems } from './html-parts.ts';

const kinds: ReadonlySet<HtmlProblemKind> = new Set<HtmlProblemKind>([
  'unterminated-attribute',
  'unterminated-comment',
  'unterminated-content',
  'conditional-unclosed',
  'cut-tag',
  'cut-off',
]);

export const complete: MessageCheck = {
  id: 'html/complete',
  sources: [htmlStandard, googleGuidelines],
  run: (view) => sayOfHtml(view, (part) => sayProblems(part, kinds, (problem) => faultOf(part, problem))),
};

function faultOf(part: HtmlPart, { kind, span, name, other }: HtmlProblem): MessageDraft {
  // What the clients do not show; of a tag cut in the middle that is the tag alone.
  const swallowed = kind === 'cut-off' || kind === 'cut-tag' ? undefined : swallowedBy(part, kind, span);
  return faultAt(part, span, kind, 'rendering', {
    tag: name,
    line: lineIn(part, span.start),
    ...(swallowed !== undefined && swallowed > 0 && { swallowed }),
    ...(other !== undefined && { otherLine: lineIn(part, other.start) }),
  });
}

/** Characters of the source from there to where the reader finds back, or to the end. */
function swallowedBy({ html }: HtmlPart, kind: HtmlProblemKind, span: HtmlProblem['span']): number {
  return kind === 'unterminated-content' ? html.source.length - span.end : span.end - span.start;
}
