/** Did the template engine leave merge tags in what people read? In a template they are expected, and only counted. */
import type { Consequence, MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { htmlOfPart } from '../../../wire/html/index.ts';
import { type MailView, type Place, placeInText } from '../../../wire/mail-view/index.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { type FoundTag, findMergeTags } from './find-merge-tags.ts';
import { consequenceOf, type ShownText, shownTexts } from './shown-texts.ts';
import { templateDocs } from './sources.ts';
import { languagesOf } from './template-language.ts';

type Where = 'subject' | 'name' | 'text' | 'link';

/** A tag that was found, and what it says; its place is looked up only where it is told. */
interface LeftTag extends FoundTag {
  readonly text: string;
  readonly place: () => Place;
}

/** From here on it is no slip, but a template that was not filled in. */
const MANY = 5;
/** Tags that are named in one row. */
const MAX_NAMED = 4;
const MAX_LENGTH = 80;
const MAX_LINKS = 1_000;

export const mergeTags: MessageCheck = {
  id: 'leftovers/merge-tags',
  sources: templateDocs,
  run: (view, { profile, isTemplate }) => {
    if (isTemplate === true) return [template(view)];
    const left = leftIn(view);
    const drafts = [...left].flatMap(([where, tags]) => told(where, tags, consequenceOf(profile)));
    return drafts.length === 0 ? [draftMessage('pass', 'none', 'rendering')] : capped(drafts);
  },
};

/** One row for each place of the message where tags are: it names some of them and says how many there are. */
function told(where: Where, tags: readonly LeftTag[], consequence: Consequence): readonly MessageDraft[] {
  const [first] = tags;
  if (first === undefined) return [];
  const names = [...new Set(tags.map(({ text }) => text))];
  const isUnfilled = where === 'text' && (tags.length >= MANY || tags.some(({ isControl }) => isControl));
  const language = languagesOf(tags);
  const data = {
    tag: first.text,
    syntax: first.syntax,
    ...(tags.length > 1 && {
      count: tags.length,
      tags: [...names.slice(0, MAX_NAMED), ...(names.length > MAX_NAMED ? ['…'] : [])].join(' '),
    }),
    ...(isUnfilled && language !== '' && { language }),
  };
  return [draftMessage('fail', isUnfilled ? 'unfilled' : where, consequence, data, { place: first.place() })];
}

/** Where tags were left, in the order of the message. */
function leftIn(view: MailView): ReadonlyMap<Where, readonly LeftTag[]> {
  const found = new Map<Where, LeftTag[]>();
  const add = (where: Where, tags: readonly LeftTag[]): void => {
    const before = found.get(where);
    if (before === undefined) found.set(where, [...tags]);
    else before.push(...tags);
  };
  for (const shown of shownTexts(view)) {
    const tags = tagsOf(shown);
    if (tags.length > 0) add(shown.kind === 'subject' || shown.kind === 'name' ? shown.kind : 'text', tags);
  }
  const links = linkTags(view);
  if (links.length > 0) add('link', links);
  return found;
}

const tagsOf = ({ text, placeOf }: ShownText): readonly LeftTag[] =>
  findMergeTags(text).map((tag) => ({
    ...tag,
    text: text.slice(tag.start, tag.end).slice(0, MAX_LENGTH),
    place: () => placeOf(tag.start, tag.end),
  }));

/** The first tag of each address that has one. */
function linkTags(view: MailView): readonly LeftTag[] {
  const found: LeftTag[] = [];
  for (const part of view.texts) {
    if (part.kind !== 'html') continue;
    for (const { href, hrefSpan } of htmlOfPart(part).anchors) {
      const tag = href === undefined ? undefined : findMergeTags(href.slice(0, 2_000))[0];
      if (href === undefined || hrefSpan === undefined || tag === undefined) continue;
      const text = href.slice(tag.start, tag.end).slice(0, MAX_LENGTH);
      found.push({ ...tag, text, place: () => placeInText(view, part, hrefSpan.start, hrefSpan.end) });
      if (found.length > MAX_LINKS) return found;
    }
  }
  return found;
}

/** What a template will say is not known before it is filled in: how many tags there are, and of which language. */
function template(view: MailView): MessageDraft {
  const tags = [
    ...shownTexts(view).flatMap(({ kind, text }) => (kind === 'html' ? [] : findMergeTags(text))),
    ...view.texts.flatMap(({ kind, text }) => (kind === 'html' ? findMergeTags(text) : [])),
  ].filter(({ syntax }) => syntax !== 'comment');
  if (tags.length === 0) return draftMessage('pass', 'none', 'rendering');
  const language = languagesOf(tags);
  return draftMessage('unknown', 'template', 'rendering', {
    count: tags.length,
    ...(language !== '' && { language }),
  });
}
