/** One fault planted into good HTML, and where it is: what the checks must find again. */
import { readHtml } from '../../src/wire/html/index.ts';
import type { HtmlElement } from '../../src/wire/html/types.ts';

export interface PlantedFault {
  readonly kind: string;
  readonly html: string;
  /** Offsets in `html` that are right answers: where the element begins, where its end should be. */
  readonly places: readonly number[];
}

const removable = ['a', 'strong', 'b', 'span', 'div', 'table', 'center', 'h1', 'h2'];

const notText = new Set(['title', 'style', 'script', 'textarea']);

/** Every kind of fault at up to `each` places of the document, spread over it. */
export function plantFaults(html: string, each: number): readonly PlantedFault[] {
  const view = readHtml(html);
  const faults: PlantedFault[] = [];
  for (const name of removable)
    for (const { startTag, endTag } of spread(
      view.elements.filter((element) => element.name === name && element.endTag !== undefined),
      each,
    ))
      if (endTag !== undefined)
        faults.push({
          kind: `</${name}> left out`,
          html: cut(html, endTag.start, endTag.end),
          places: [startTag.start, endTag.start],
        });
  for (const { span } of spread(
    view.texts.filter(({ text, parent }) => text.trim().length > 20 && !notText.has(parent?.name ?? '')),
    each,
  )) {
    const at = span.end;
    for (const tag of ['</div>', '</span>', '</strong>'])
      if (!isInside(view.texts.find((text) => text.span === span)?.parent, tag.slice(2, -1)))
        faults.push({
          kind: `${tag} too many`,
          html: html.slice(0, at) + tag + html.slice(at),
          places: [at],
        });
  }
  const quoted = view.elements
    .flatMap(({ attributes }) => attributes)
    .filter(({ quote, valueSpan }) => quote === '"' && valueSpan !== undefined);
  for (const { span } of spread(quoted, each))
    faults.push({ kind: 'quote left out', html: cut(html, span.end - 1, span.end), places: [span.start] });
  for (const { span } of spread(
    view.comments.filter(({ kind }) => kind === 'plain'),
    each,
  ))
    faults.push({
      kind: 'end of a comment left out',
      html: cut(html, span.end - 3, span.end),
      places: [span.start],
    });
  for (const { startTag } of spread(
    view.elements.filter(({ startTag: tag }) => tag.end - tag.start > 20),
    each,
  ))
    faults.push({
      kind: 'cut off in a tag',
      html: html.slice(0, startTag.start + 12),
      places: [startTag.start],
    });
  return faults;
}

const cut = (text: string, start: number, end: number): string => text.slice(0, start) + text.slice(end);

function isInside(element: HtmlElement | undefined, name: string): boolean {
  for (let at = element; at !== undefined && at.name !== 'td' && at.name !== 'table'; at = at.parent)
    if (at.name === name) return true;
  return false;
}

function spread<T>(list: readonly T[], count: number): readonly T[] {
  if (list.length <= count) return list;
  return Array.from({ length: count }, (_, index) => list[Math.floor((index * list.length) / count)]).flatMap(
    (one) => one ?? [],
  );
}
