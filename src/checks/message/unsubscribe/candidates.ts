/** Links that are worded as links to unsubscribe, by their text, their address or the words beside them. */
import type { UnsubscribeWords } from '../../../findings/mail-tables.ts';
import { htmlOfPart } from '../../../wire/html/index.ts';
import type { HtmlElement } from '../../../wire/html/types.ts';
import { linksOf, type MessageLink } from '../../../wire/links/index.ts';
import type { MailView, TextPart } from '../../../wire/mail-view/types.ts';

export interface Candidate {
  readonly link: MessageLink;
  readonly language: string;
  /** Of the link in its part, decoded, in UTF-8. */
  readonly byteOffset: number;
  /** Written so small that nobody reads it. */
  readonly isTiny: boolean;
}

const MAX_CANDIDATES = 20;
/** Links whose neighbours are read. */
const MAX_NEIGHBOURS = 1000;
/** Characters before and behind a link that belong to it: 'To unsubscribe, click here.' */
const BEFORE = 120;
const AFTER = 80;
const ADDRESS =
  /unsub|opt-?out|abmeld|abbestell|desab|desinscri|darse-?de-?baja|\bbaja\b|afmeld|uitschrijv|wypisz|preferences|manage[-_]?(?:subscription|email)/i;

/** Those whose own text says it first, then those whose address or neighbours do; at most 20. */
export function candidatesOf(view: MailView, words: readonly UnsubscribeWords[]): readonly Candidate[] {
  const links = linksOf(view).links.filter(({ source }) => source !== 'image');
  const found: Candidate[] = [];
  const add = (link: MessageLink, language: string | undefined): void => {
    if (language === undefined || found.length >= MAX_CANDIDATES || found.some((it) => it.link === link))
      return;
    found.push({ link, language, byteOffset: byteOffsetOf(link), isTiny: isTiny(link) });
  };
  for (const link of links) add(link, languageOf(link.source === 'text' ? '' : link.shown, words));
  if (found.some(({ link }) => !link.isHidden)) return found;
  const around = new Map<TextPart, (link: MessageLink) => string>();
  // Footers stand at the end.
  for (const link of links.slice(-MAX_NEIGHBOURS)) {
    const reader = around.get(link.part) ?? surroundings(link.part);
    around.set(link.part, reader);
    const isNamed = ADDRESS.test(link.href) ? 'en' : undefined;
    add(link, languageOf(reader(link), words) ?? isNamed);
  }
  return found;
}

/** Lower case, with the two i of Turkish made one: capitals do not tell them apart outside Turkish. */
const folded = (text: string): string => text.toLowerCase().replaceAll(/\u0131|i\u0307/g, 'i');

const known = new WeakMap<readonly UnsubscribeWords[], readonly (readonly [string, string])[]>();

/** Folded wordings with their languages, made once. */
function foldedWords(words: readonly UnsubscribeWords[]): readonly (readonly [string, string])[] {
  const before = known.get(words);
  if (before !== undefined) return before;
  const made = words.flatMap(({ language, link }) => link.map((word) => [folded(word), language] as const));
  known.set(words, made);
  return made;
}

/** The language of a wording that stands in the text. */
export function languageOf(text: string, words: readonly UnsubscribeWords[]): string | undefined {
  if (text === '') return undefined;
  const plain = folded(text);
  return foldedWords(words).find(([word]) => plain.includes(word))?.[1];
}

const byteOffsetOf = ({ part, start }: MessageLink): number => Buffer.byteLength(part.text.slice(0, start));

/** What a reader sees around a link. */
function surroundings(part: TextPart): (link: MessageLink) => string {
  if (part.kind !== 'html')
    return ({ start, end }) =>
      part.text.slice(Math.max(0, start - BEFORE), Math.min(part.text.length, end + AFTER));
  const runs = htmlOfPart(part).runs.filter(({ hidden }) => hidden === undefined);
  const starts = runs.map(({ span }) => span.start);
  return ({ end }) => {
    const at = firstAtOrAfter(starts, end);
    let before = '';
    for (let index = at - 1; index >= 0 && before.length < BEFORE; index -= 1)
      before = `${runs[index]?.text} ${before}`;
    let after = '';
    for (let index = at; index < runs.length && after.length < AFTER; index += 1)
      after = `${after} ${runs[index]?.text}`;
    return `${before.slice(-BEFORE)} ${after.slice(0, AFTER)}`;
  };
}

function firstAtOrAfter(values: readonly number[], wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The nearest size that a style attribute names, at the link or up to six elements above, is below 6 pixels. */
function isTiny({ part, start }: MessageLink): boolean {
  if (part.kind !== 'html') return false;
  const { anchors } = htmlOfPart(part);
  let element: HtmlElement | undefined = anchors.find(({ hrefSpan }) => hrefSpan?.start === start)?.element;
  for (let step = 0; element !== undefined && step < 6; step += 1) {
    const style = element.attributes.find(({ name }) => name === 'style')?.value ?? '';
    const size = /font-size\s*:\s*(\d{1,4}(?:\.\d{1,4})?)(px|pt)/i.exec(style);
    if (size !== null) return Number(size[1]) * (size[2] === 'pt' ? 4 / 3 : 1) < 6;
    element = element.parent;
  }
  return false;
}
