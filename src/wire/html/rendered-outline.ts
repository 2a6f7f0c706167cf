/**
 * What a document becomes, whatever tags it is written with: its elements with their parents and attributes, its words, its comments.
 * Two sources with the same outline are the same page.
 */
import type { HtmlElement, HtmlView } from './types.ts';

const known = new WeakMap<HtmlView, readonly string[]>();

/** One entry for each element, run of words and comment, in order; line ends, NULs and the charset of <meta> do not count. */
export function renderedOutline(html: HtmlView): readonly string[] {
  const before = known.get(html);
  if (before !== undefined) return before;
  const { elements, texts, comments } = html;
  const entries = [
    ...elements.map((element) => ({ at: element.startTag.start, say: sayElement(element), parent: '' })),
    ...texts.map(({ text, span, parent }) => ({
      at: span.start,
      say: plain(text),
      parent: `in ${parent?.order ?? -1}: `,
    })),
    ...comments.map(({ kind, text, span }) => ({
      at: span.start,
      say: `${kind} comment ${plain(text)}`,
      parent: '',
    })),
  ].sort((a, b) => a.at - b.at);
  const outline: string[] = [];
  let last = '';
  for (const { say, parent } of entries) {
    // An end tag that means nothing parts a text in two.
    if (parent !== '' && parent === last) outline[outline.length - 1] += say;
    else outline.push(parent + say);
    last = parent;
  }
  known.set(html, outline);
  return outline;
}

function sayElement({ name, parent, attributes }: HtmlElement): string {
  const place = `<${name}> in ${parent?.order ?? -1}`;
  if (name === 'meta') return place;
  const said = attributes
    .filter(({ isDuplicate }) => !isDuplicate)
    .map((one) => ` ${one.name}=${JSON.stringify(plain(one.value))}`);
  return place + said.join('');
}

const plain = (text: string): string => text.replaceAll('\0', '').replaceAll(/\r*\n|\r/g, '\n');
