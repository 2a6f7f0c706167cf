/** The HTML of a text part, read once however many checks look at it. */
import type { TextPart } from '../mail-view/types.ts';
import { anchorsOf, imagesOf } from './anchors.ts';
import { readHtml } from './read-html.ts';
import type { HtmlAnchor, HtmlImage, HtmlView, VisibleRun } from './types.ts';
import { visibleText } from './visible-text.ts';

export interface PartHtml {
  readonly html: HtmlView;
  readonly anchors: readonly HtmlAnchor[];
  readonly images: readonly HtmlImage[];
  /** Runs of text that are not only white space; hidden ones are flagged. */
  readonly runs: readonly VisibleRun[];
}

const known = new WeakMap<TextPart, PartHtml>();

/** Of a part of kind 'html'; for others what a reader of HTML makes of them. */
export function htmlOfPart(part: TextPart): PartHtml {
  const before = known.get(part);
  if (before !== undefined) return before;
  const html = readHtml(part.text);
  const read = { html, anchors: anchorsOf(html), images: imagesOf(html), runs: visibleText(html) };
  known.set(part, read);
  return read;
}
