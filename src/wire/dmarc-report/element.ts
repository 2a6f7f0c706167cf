/** One branch of a report as a tree: small, counted, thrown away when it has been read. */
import { decodeReferences } from '../xml/index.ts';

export interface XmlElement {
  readonly name: string;
  readonly children: XmlElement[];
  /** References not undone. */
  text: string;
}

/** The first child of that name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((one) => one.name === name);
}

/** All children of that name, at most `max`. */
export function childrenOf(
  element: XmlElement | undefined,
  name: string,
  max: number,
): readonly XmlElement[] {
  return (element?.children ?? []).filter((one) => one.name === name).slice(0, max);
}

/** The text of the first child of that name, trimmed, references undone; undefined when there is none or it is empty. */
export function textOf(element: XmlElement | undefined, name: string): string | undefined {
  const found = child(element, name);
  return found === undefined ? undefined : ownText(found);
}

/** The element's own text, trimmed, references undone; undefined when empty. */
export function ownText(element: XmlElement): string | undefined {
  const text = decodeReferences(element.text).trim();
  return text === '' ? undefined : text;
}
