/**
 * A link to unsubscribe in the body of mail to many: worded so in one of 38 languages, leading somewhere, seen by readers, and before
 * the place where Gmail shows no more of the message.
 */
import type { UnsubscribeWords } from '../../../findings/mail-tables.ts';
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { htmlOfPart } from '../../../wire/html/index.ts';
import { linksOf, scriptsOf } from '../../../wire/links/index.ts';
import type { MailView, TextPart } from '../../../wire/mail-view/types.ts';
import { visibleBodies } from '../content/visible-body.ts';
import { draftMessage } from '../draft-message.ts';
import { placeOfLink } from '../links/link-findings.ts';
import { canSpam, googleGuidelines, googleOneClick, yahooSenders } from '../published-sources.ts';
import { type Candidate, candidatesBeside, candidatesOf } from './candidates.ts';
import { languageOf } from './wordings.ts';

/** Bytes of HTML behind which Gmail shows "Message clipped"; measured by many, not documented. */
const CLIP_BYTES = 102_400;
const MAX_TEXT = 200_000;

/** Scripts of the languages whose words are known. */
const knownScripts = new Set(
  'Latin Cyrillic Greek Han Hiragana Katakana Hangul Arabic Hebrew Devanagari Thai'.split(' '),
);
/** In fewer words no language is told apart. */
const MIN_WORDS = 25;
const MAX_WORDS = 2_000;
/** So many different frequent words of a language stand in a text that is in it. */
const MIN_COMMON = 3;

export const bodyLink: MessageCheck = {
  id: 'unsubscribe/body-link',
  sources: [googleGuidelines, googleOneClick, yahooSenders, canSpam],
  run: (view, { profile, tables, isTemplate }) => {
    if (profile !== 'bulk') return [draftMessage('not-applicable', 'not-bulk', 'policy')];
    if (tables === undefined) return [draftMessage('unknown', 'could-not-check', 'policy')];
    if (view.texts.length === 0) return [draftMessage('not-applicable', 'no-text', 'policy')];
    const said = judge(view, tables.unsubscribeWords);
    // A footer that another file holds is put in later; so is what a template's blocks hold.
    const isElsewhere = isTemplate === true && said.message === 'missing' && view.texts.some(putsIn);
    return [isElsewhere ? draftMessage('unknown', 'in-template', 'policy') : said];
  },
};

/** Tags that put in what stands elsewhere: all but plain values and choices. */
const putsIn = (part: TextPart): boolean =>
  part.kind === 'html' &&
  htmlOfPart(part).html.mergeTags.some(
    ({ role, span }) => role === 'other' || INCLUDE.test(part.text.slice(span.start, span.start + 40)),
  );
/** '{{> footer}}', '{{ include('footer') }}', '{{ content }}'. */
const INCLUDE = /^\{\{\{?\s{0,5}(?:>|include\b|render\b|content\b|body\b|block\b|yield\b)/;

function judge(view: MailView, words: readonly UnsubscribeWords[]): MessageDraft {
  const candidates = candidatesOf(view, words);
  const good = candidates.find((candidate) => faultOf(candidate) === undefined);
  if (good !== undefined)
    return draftMessage('pass', 'found', 'policy', {
      shown: good.link.shown.slice(0, 60),
      language: good.language,
    });
  const [first] = candidates;
  if (first !== undefined) {
    const data = { shown: first.link.shown.slice(0, 60), kilobytes: Math.round(first.byteOffset / 1024) };
    const more = { place: placeOfLink(view, first.link), receivers: ['google', 'yahoo'] };
    return draftMessage('fail', faultOf(first) ?? 'hidden', 'policy', data, more);
  }
  const [beside] = candidatesBeside(view, words);
  if (beside !== undefined) {
    const more = { place: placeOfLink(view, beside.link), receivers: ['google', 'yahoo'] };
    return draftMessage('fail', 'in-text-only', 'policy', {}, more);
  }
  const worded = languageOf(view.texts.map((part) => part.text.slice(0, MAX_TEXT)).join(' '), words);
  if (worded !== undefined)
    return draftMessage(
      'fail',
      'words-without-link',
      'policy',
      { language: worded },
      { receivers: ['google', 'yahoo'] },
    );
  if (isOtherScript(view) || isOtherLanguage(view, words))
    return draftMessage('unknown', 'other-language', 'policy');
  const data = { links: linksOf(view).count };
  return draftMessage('fail', 'missing', 'policy', data, { receivers: ['google', 'yahoo'] });
}

function faultOf({ link, byteOffset, isTiny }: Candidate): string | undefined {
  if (isTiny) return 'tiny';
  if (link.isHidden) return 'hidden';
  if (!['web', 'mail', 'template'].includes(link.target.kind)) return 'leads-nowhere';
  return byteOffset > CLIP_BYTES ? 'behind-clip' : undefined;
}

/** The text is long enough to tell, and has hardly any frequent words of a language whose wordings are known. */
function isOtherLanguage(view: MailView, languages: readonly UnsubscribeWords[]): boolean {
  const text = visibleBodies(view)
    .map((body) => body.text.slice(0, MAX_TEXT))
    .join(' ')
    .toLowerCase();
  const words: string[] = [];
  for (const [word] of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    words.push(word);
    if (words.length >= MAX_WORDS) break;
  }
  // Other scripts tell the language by themselves.
  if (words.length < MIN_WORDS || !['Latin', 'Cyrillic'].includes(scriptsOf(words.join(''))[0] ?? ''))
    return false;
  const own = new Set(words);
  return languages.every(({ common }) => common.filter((word) => own.has(word)).length < MIN_COMMON);
}

/** Most letters of the text belong to scripts of which no words are known. */
function isOtherScript(view: MailView): boolean {
  // No '<' in a tag: many that nothing closes would be looked through again from each.
  const letters = view.texts.map(({ text }) => text.replaceAll(/<[^<>]*>/g, ' ')).join(' ');
  const sample = letters.slice(0, MAX_TEXT).replaceAll(/[^\p{L}]/gu, '');
  const scripts = scriptsOf(sample);
  return scripts.length > 0 && !knownScripts.has(scripts[0] ?? '');
}
