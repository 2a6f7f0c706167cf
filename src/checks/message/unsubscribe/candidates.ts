/** Links that are worded as links to unsubscribe, by their text, their address or the words beside them. */
import type { UnsubscribeWords } from '../../../findings/mail-tables.ts';
import { htmlOfPart } from '../../../wire/html/index.ts';
import type { HtmlElement } from '../../../wire/html/types.ts';
import { type LinkTarget, linksOf, type MessageLink, parseTarget } from '../../../wire/links/index.ts';
import type { MailView, TextPart } from '../../../wire/mail-view/types.ts';
import { firstField } from '../headers/fields.ts';
import { canNameRecipient } from './address-token.ts';
import { readableUris } from './list-header.ts';
import { languageOf } from './wordings.ts';

export interface Candidate {
  readonly link: MessageLink;
  /** Of the wording; '' where the address tells. */
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

/**
 * Those whose own text says it first and those that lead to an address of List-Unsubscribe, then those whose address or neighbours
 * say it; at most 20. Where a message has HTML, readers see that and not its text.
 */
export function candidatesOf(view: MailView, words: readonly UnsubscribeWords[]): readonly Candidate[] {
  const hasHtml = view.texts.some(isHtml);
  return candidatesIn(
    view,
    words,
    linksOf(view).links.filter(({ source, part }) => source !== 'image' && (!hasHtml || isHtml(part))),
  );
}

/** Those of the plain text beside HTML. */
export function candidatesBeside(view: MailView, words: readonly UnsubscribeWords[]): readonly Candidate[] {
  return candidatesIn(
    view,
    words,
    linksOf(view).links.filter(({ part }) => !isHtml(part)),
  );
}

const isHtml = ({ kind }: TextPart): boolean => kind === 'html';

function candidatesIn(
  view: MailView,
  words: readonly UnsubscribeWords[],
  links: readonly MessageLink[],
): readonly Candidate[] {
  const found: Candidate[] = [];
  const add = (link: MessageLink, language: string | undefined): void => {
    if (language === undefined || found.length >= MAX_CANDIDATES || found.some((it) => it.link === link))
      return;
    found.push({ link, language, byteOffset: byteOffsetOf(link), isTiny: isTiny(link) });
  };
  const isListed = listedTarget(view);
  for (const link of links)
    add(
      link,
      languageOf(link.source === 'text' ? '' : link.shown, words) ?? (isListed(link) ? '' : undefined),
    );
  if (found.some(({ link }) => !link.isHidden)) return found;
  const around = new Map<TextPart, (link: MessageLink) => string>();
  // Footers stand at the end.
  for (const link of links.slice(-MAX_NEIGHBOURS)) {
    const reader = around.get(link.part) ?? surroundings(link.part);
    around.set(link.part, reader);
    const isNamed = ADDRESS.test(link.href) ? '' : undefined;
    add(link, languageOf(reader(link), words) ?? isNamed);
  }
  return found;
}

/** Tells of links that lead where List-Unsubscribe does: the same address, or the same host and a path that names somebody. */
function listedTarget(view: MailView): (link: MessageLink) => boolean {
  const field = firstField(view, 'list-unsubscribe');
  if (field === undefined) return () => false;
  const listed = new Set(readableUris(field).flatMap(({ uri }) => keysOf(parseTarget(uri))));
  return ({ target }) => keysOf(target).some((key) => listed.has(key));
}

function keysOf(target: LinkTarget): readonly string[] {
  if (target.kind === 'mail') return [`mailto:${target.address.toLowerCase()}`];
  if (target.kind !== 'web') return [];
  const address = `${target.host}${target.path}${target.query}`;
  return canNameRecipient(target.path, '') ? [address, `${target.host}${target.path}`] : [address];
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
