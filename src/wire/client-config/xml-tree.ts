/**
 * A small XML document as a tree. Names in lower case without prefix; comments, instructions and unknown entities are nothing.
 * Limits: 65,536 characters, 2,000 elements; a document with declarations of its own (DOCTYPE, ENTITY) is refused.
 */
import { failed, ok, type Result } from '../../base/result.ts';
import { decodeReferences, XmlTokenizer } from '../xml/index.ts';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own character data, trimmed. */
  readonly text: string;
}

interface Growing {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Growing[];
  text: string;
}

const MAX_TEXT = 65_536;
const MAX_ELEMENTS = 2000;

/** Problems: 'too-large', 'declaration', 'depth', 'no-xml' (nothing that could be an element), 'not-closed'. */
export function parseXmlTree(text: string): Result<XmlElement> {
  if (text.length > MAX_TEXT)
    return failed('too-large', `The document is longer than ${MAX_TEXT} characters.`);
  let root: Growing | undefined;
  let isTooLarge = false;
  let count = 0;
  const open: Growing[] = [];
  const tokenizer = new XmlTokenizer({
    open: (name, tag) => {
      count += 1;
      isTooLarge ||= count > MAX_ELEMENTS;
      const element: Growing = { name, attributes: attributesOf(tag), children: [], text: '' };
      if (!isTooLarge) open.at(-1)?.children.push(element);
      if (open.length === 0) root ??= element;
      open.push(element);
    },
    text: (piece) => {
      const element = open.at(-1);
      if (element !== undefined) element.text += piece;
    },
    close: () => {
      open.pop();
    },
  });
  tokenizer.push(text);
  tokenizer.end();
  if (tokenizer.stop === 'declaration')
    return failed('declaration', 'The document declares types or entities.');
  if (tokenizer.stop === 'depth') return failed('depth', 'The document is nested too deeply.');
  if (isTooLarge) return failed('too-large', `The document holds more than ${MAX_ELEMENTS} elements.`);
  if (root === undefined) return failed('no-xml', 'The document holds no XML element.');
  if (open.length > 0) return failed('not-closed', `The element ${open[0]?.name ?? ''} is not closed.`);
  return ok(finished(root));
}

function finished(element: Growing): XmlElement {
  return {
    ...element,
    text: decodeReferences(element.text).trim(),
    children: element.children.map(finished),
  };
}

/** Name and value of each attribute of a tag's text; linear: every sign is passed once. */
function attributesOf(tag: string): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = Object.create(null);
  let position = 0;
  while (position < tag.length) {
    const equals = tag.indexOf('=', position);
    if (equals < 0) break;
    const quote = firstQuote(tag, equals + 1);
    const end = quote < 0 ? -1 : tag.indexOf(tag.charAt(quote), quote + 1);
    if (end < 0) break;
    const name = tag.slice(position, equals).trim().split(/\s/).at(-1) ?? '';
    const local = name.slice(name.lastIndexOf(':') + 1).toLowerCase();
    attributes[local] ??= decodeReferences(tag.slice(quote + 1, end));
    position = end + 1;
  }
  return attributes;
}

/** The quote that opens the value; -1 where something else comes first. */
function firstQuote(tag: string, start: number): number {
  let position = start;
  while (position < tag.length && /\s/.test(tag.charAt(position))) position++;
  return tag.charAt(position) === '"' || tag.charAt(position) === "'" ? position : -1;
}

/** The children of one name. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** Text of the first child of that name; undefined where there is none. */
export function textOf(element: XmlElement, name: string): string | undefined {
  return childrenOf(element, name)[0]?.text;
}
