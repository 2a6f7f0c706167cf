/** The HTML parts of a message as checks look at them, and short ways to say something about a place in one. */
import type { JsonObject } from '../../../base/json.ts';
import type { Citation } from '../../../findings/finding.ts';
import type { Fix } from '../../../findings/fix.ts';
import type { Consequence, EngineRule, MessageDraft } from '../../../findings/message-check.ts';
import {
  type HtmlProblem,
  type HtmlProblemKind,
  type HtmlSpan,
  htmlOfPart,
  type PartHtml,
} from '../../../wire/html/index.ts';
import { editText, type MailView, placeInText, type TextPart } from '../../../wire/mail-view/index.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';

const MAX_FINDINGS = 50;

export interface HtmlPart extends PartHtml {
  readonly view: MailView;
  readonly part: TextPart;
}

export const htmlStandard: Citation = { title: 'HTML Living Standard', url: 'https://html.spec.whatwg.org/' };

export function htmlPartsOf(view: MailView): readonly HtmlPart[] {
  return view.texts
    .filter(({ kind }) => kind === 'html')
    .map((part) => ({ view, part, ...htmlOfPart(part) }));
}

/** MJML, of which HTML is made: its rules are others. */
export const isMjml = ({ html }: Pick<HtmlPart, 'html'>): boolean =>
  html.elements.some(({ name }) => name === 'mjml');

interface FaultWords {
  readonly engineRules?: readonly EngineRule[];
  readonly receivers?: readonly string[];
  readonly fixes?: readonly Fix[];
}

/** A failure at a place of a part. */
export function faultAt(
  { view, part }: HtmlPart,
  { start, end }: HtmlSpan,
  message: string,
  consequence: Consequence,
  data: JsonObject = {},
  more: FaultWords = {},
): MessageDraft {
  return draftMessage('fail', message, consequence, data, {
    ...more,
    place: placeInText(view, part, start, end),
  });
}

const isOfTheEnd = ({ kind, span, other, element }: HtmlProblem, end: number): boolean =>
  span.end >= end ||
  (kind === 'unclosed' && other === undefined) ||
  element?.name === 'html' ||
  kind === 'unterminated-content';

const lineStarts = new WeakMap<TextPart, readonly number[]>();

/** Line of a place in the decoded part, from 1. */
export function lineIn({ part }: Pick<HtmlPart, 'part'>, offset: number): number {
  let starts = lineStarts.get(part);
  if (starts === undefined) {
    const found = [0];
    for (let at = part.text.indexOf('\n'); at >= 0; at = part.text.indexOf('\n', at + 1)) found.push(at + 1);
    lineStarts.set(part, found);
    starts = found;
  }
  let low = 0;
  let high = starts.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** One finding for each problem of these kinds: for the first 50, which then tell how many there are. */
export function sayProblems(
  { html, part }: HtmlPart,
  kinds: ReadonlySet<HtmlProblemKind>,
  say: (problem: HtmlProblem, index: number) => MessageDraft,
): readonly MessageDraft[] {
  // Where the part was not read to its end, what is open there is no fault of the message.
  const problems = html.problems.filter(
    (one) => kinds.has(one.kind) && !(part.isCut && isOfTheEnd(one, part.text.length)),
  );
  const drafts = problems.slice(0, MAX_FINDINGS).map(say);
  if (problems.length <= MAX_FINDINGS) return drafts;
  return drafts.map((draft) => ({ ...draft, data: { ...draft.data, count: problems.length } }));
}

/** A change of the part's text as a fix; none where its bytes are not certain. */
export function textFix(
  { view, part }: HtmlPart,
  { start, end }: HtmlSpan,
  replacement: string,
  isSafe: boolean,
): readonly Fix[] {
  const edit = editText(view, part, start, end, replacement, isSafe);
  return edit === undefined ? [] : [{ kind: 'message', edit }];
}

/** What each HTML part gives; 'no-html' where there is none, 'in-order' where nothing is wrong. */
export function sayOfHtml(
  view: MailView,
  look: (part: HtmlPart) => readonly MessageDraft[],
  order: JsonObject = {},
): readonly MessageDraft[] {
  const parts = htmlPartsOf(view);
  if (parts.length === 0) return [draftMessage('not-applicable', 'no-html', 'information')];
  const drafts = parts.flatMap(look);
  return drafts.length === 0 ? [nothingWrong(parts, 'in-order', order)] : capped(drafts);
}

/** A pass, unless a limit ended the reading: then the rest is not known. */
export function nothingWrong(
  parts: readonly HtmlPart[],
  message: string,
  data: JsonObject = {},
): MessageDraft {
  const cut = parts.find(({ html, part }) => html.cutAt !== undefined || part.isCut);
  if (cut === undefined) return draftMessage('pass', message, 'information', data);
  const read = cut.html.cutAt ?? cut.part.text.length;
  const why = cut.html.cutBy === 'depth' ? 'nested-too-deep' : 'read-in-part';
  return draftMessage('unknown', why, 'information', { read });
}
