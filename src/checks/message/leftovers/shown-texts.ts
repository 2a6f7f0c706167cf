/** What people read of a message: subject, sender's name, plain text, HTML run by run, each with the way back to its place. */
import type { Consequence, MailProfile } from '../../../findings/message-check.ts';
import { htmlOfPart } from '../../../wire/html/index.ts';
import {
  type MailView,
  type Place,
  placeInHeader,
  placeInText,
  type TextPart,
} from '../../../wire/mail-view/index.ts';
import { quoteReader, withoutQuotes } from './quoted-text.ts';

export interface ShownText {
  readonly kind: 'subject' | 'name' | 'plain' | 'html';
  readonly text: string;
  /** The place of characters [start, end) of the text. */
  readonly placeOf: (start: number, end: number) => Place;
}

/** People write by hand about templates, programs and placeholders; programs write no letters about them. */
export const consequenceOf = (profile: MailProfile): Consequence =>
  profile === 'personal' ? 'information' : 'rendering';

/** Text that is looked at, in characters. */
const MAX_PLAIN = 2_000_000;
const MAX_RUNS = 20_000;

const known = new WeakMap<MailView, readonly ShownText[]>();

/** In order; read once for all checks. What is quoted or shown on purpose is left out. Hidden text is in it: the line beside the subject in a list of messages is hidden. */
export function shownTexts(view: MailView): readonly ShownText[] {
  const before = known.get(view);
  if (before !== undefined) return before;
  const texts = [...headerTexts(view), ...view.texts.flatMap((part) => bodyTexts(view, part))];
  known.set(view, texts);
  return texts;
}

function headerTexts(view: MailView): readonly ShownText[] {
  return view.fields.flatMap((field): readonly ShownText[] => {
    if (field.key !== 'subject' && field.key !== 'from') return [];
    const kind = field.key === 'subject' ? 'subject' : 'name';
    // A merge tag in the address is as wrong as one in the name.
    return [{ kind, text: field.value.slice(0, 2_000), placeOf: () => placeInHeader(view, field) }];
  });
}

function bodyTexts(view: MailView, part: TextPart): readonly ShownText[] {
  // AMP for Email has a template language of its own, which the reader's program fills in.
  if (part.part.contentType.type === 'text/x-amp-html') return [];
  if (part.kind !== 'html')
    return [
      {
        kind: 'plain',
        text: withoutQuotes(part.text.slice(0, MAX_PLAIN)),
        placeOf: (start, end) => placeInText(view, part, start, end),
      },
    ];
  const isQuoted = quoteReader();
  return htmlOfPart(part)
    .runs.slice(0, MAX_RUNS)
    .filter(({ parent }) => !isQuoted(parent))
    .map(({ text, span }) => ({
      kind: 'html',
      text,
      // With character references in it the run is longer in the source: then all of it is meant.
      placeOf: (start, end) =>
        text.length === span.end - span.start
          ? placeInText(view, part, span.start + start, span.start + end)
          : placeInText(view, part, span.start, span.end),
    }));
}
