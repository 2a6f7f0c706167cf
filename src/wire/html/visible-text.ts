/** What a reader sees of a document, run by run; what is hidden is flagged, with the reason and who hides it. */
import { nearestOf } from './anchors.ts';
import { hidingOf } from './hiding.ts';
import type { HtmlView, VisibleRun } from './types.ts';

/** Never shown as text of the message. */
const unseen = new Set('head title style script noscript template iframe object select'.split(' '));

/** Runs of text that are not only white space, in order; content of style, script, title and the head is not among them. */
export function visibleText(html: HtmlView): readonly VisibleRun[] {
  const outside = nearestOf(html, ({ name }) => unseen.has(name));
  const hiding = hidingOf(html);
  const runs: VisibleRun[] = [];
  for (const text of html.texts) {
    const { parent } = text;
    if (parent !== undefined && outside[parent.order] !== undefined) continue;
    if (text.text.trim() === '') continue;
    const hidden = parent && hiding[parent.order];
    runs.push(hidden === undefined ? text : { ...text, hidden });
  }
  return runs;
}
