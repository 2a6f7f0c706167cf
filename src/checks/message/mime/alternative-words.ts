/**
 * SpamAssassin's comparison of the parts of a multipart/alternative (BodyEval, MPART_ALT_DIFF and MPART_ALT_DIFF_COUNT): words between
 * white space, those of the HTML against those of all other text parts, AMP for Email among them.
 */
import { htmlOfPart } from '../../../wire/html/index.ts';
import type { MailView, TextPart } from '../../../wire/mail-view/types.ts';
import { walkParts } from '../../../wire/message/index.ts';
import { partsOf } from './parts-of.ts';

/** What of a part is read. */
const MAX_CHARACTERS = 500_000;
/** More different words in the text than three times those of the HTML. */
const MAX_RATIO = 3;

export interface AlternativeRule {
  readonly rule: 'MPART_ALT_DIFF' | 'MPART_ALT_DIFF_COUNT';
  readonly weight: number;
}

/** Which of the two rules the message meets. */
export function alternativeRules(view: MailView): readonly AlternativeRule[] {
  const textOf = new Map(view.texts.map((text) => [text.part, text]));
  let isUnlike = false;
  let counted: { readonly html: number; readonly text: number } | undefined;
  for (const part of partsOf(view).slice(0, 1_000)) {
    if (part.contentType.type !== 'multipart/alternative') continue;
    const texts = [...walkParts(part)].flatMap((leaf) => textOf.get(leaf) ?? []);
    // An invitation: the HTML and the calendar say different things by design.
    if (texts.some(({ part: { contentType } }) => contentType.type === 'text/calendar')) continue;
    const html = countWords(texts.filter(({ kind }) => kind === 'html'));
    if (html.size === 0) continue;
    const plain = countWords(texts.filter(({ kind }) => kind !== 'html'));
    isUnlike ||= [...html].every(([word, times]) => (plain.get(word) ?? 0) < times);
    counted = { html: html.size, text: plain.size };
  }
  return [
    ...(isUnlike ? [{ rule: 'MPART_ALT_DIFF', weight: 0.79 } as const] : []),
    ...(counted !== undefined && counted.html > 1 && counted.text / counted.html > MAX_RATIO
      ? [{ rule: 'MPART_ALT_DIFF_COUNT', weight: 1.112 } as const]
      : []),
  ];
}

/** How often each word stands there; what holds no letter and no digit is none. */
function countWords(parts: readonly TextPart[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const part of parts) {
    const text = part.kind === 'html' ? renderedText(part) : part.text;
    for (const word of text.slice(0, MAX_CHARACTERS).split(/\s+/))
      if (isWord(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

const isWord = (text: string): boolean => /\w/.test(text) || /[\p{L}\p{N}]/u.test(text);

/** As the engine renders it: what is hidden too, and the title. */
function renderedText(part: TextPart): string {
  const { html, runs } = htmlOfPart(part);
  const titles = html.texts.filter(({ parent }) => parent?.name === 'title');
  return [...titles, ...runs].map(({ text }) => text).join(' ');
}
