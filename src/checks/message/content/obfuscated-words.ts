/**
 * Words that are written so that filters do not read them: letters of other scripts inside a word, digits in place of letters,
 * characters without width between letters.
 */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { restrictionLevel, skeletonOf } from '../../../wire/links/index.ts';
import { type MailView, type Place, placeInHeader } from '../../../wire/mail-view/index.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd, spamAssassin } from '../engine-rules.ts';
import { firstField } from '../headers/fields.ts';
import { rspamdRules, spamAssassinRules } from '../published-sources.ts';
import { visibleBodies } from './visible-body.ts';

/** Words that are obfuscated in mass mail, and the rule of SpamAssassin that looks for them. */
const targets = new Map<string, readonly [string, number]>([
  ['viagra', ['DRUGS_ERECTILE_OBFU', 1.309]],
  ['cialis', ['DRUGS_ERECTILE_OBFU', 1.309]],
  ['levitra', ['DRUGS_ERECTILE_OBFU', 1.309]],
  ['pharmacy', ['FUZZY_PHARMACY', 3.299]],
  ['credit', ['FUZZY_CREDIT', 1.413]],
  ['prices', ['FUZZY_PRICES', 0.72]],
  ['paypal', ['FUZZY_PAYPAL', 1]],
  ['bitcoin', ['FUZZY_BITCOIN', 1]],
  ['microsoft', ['FUZZY_MICROSOFT', 1]],
  ['facebook', ['FUZZY_FACEBOOK', 1]],
  ['amazon', ['FUZZY_AMAZON', 1]],
  ['apple', ['FUZZY_APPLE', 1]],
  ['norton', ['FUZZY_NORTON', 1]],
  ['security', ['FUZZY_SECURITY', 1]],
  ['important', ['FUZZY_IMPORTANT', 1]],
  ['promotion', ['FUZZY_PROMOTION', 1]],
  ['savings', ['FUZZY_SAVINGS', 1]],
  ['unsubscribe', ['FUZZY_UNSUBSCRIBE', 1]],
  ['wallet', ['FUZZY_WALLET', 1]],
  ['privacy', ['FUZZY_PRIVACY', 1]],
]);

const INVISIBLE = /[\u00ad\u200b\u2060\u2061-\u2064\ufeff]/g;
/** Letters with what may stand between and among them; nothing can be hidden among A to Z alone. */
const WORD =
  /(?<![A-Za-z])(?![A-Za-z]+(?![\p{L}\p{M}\u00ad\u200b\u2060-\u2064\ufeff@$!|0-9]))[\p{L}\p{M}\u00ad\u200b\u2060-\u2064\ufeff@$!|0-9]{4,40}/gu;
const MAX_WORDS = 60_000;

interface Found {
  readonly message: string;
  readonly word: string;
  readonly readAs: string;
  readonly start: number;
  readonly end: number;
}

export const obfuscatedWords: MessageCheck = {
  id: 'content/obfuscated-words',
  sources: [
    spamAssassinRules,
    rspamdRules,
    { title: 'UTS #39 §5', url: 'https://www.unicode.org/reports/tr39/' },
  ],
  run: (view) => {
    const drafts = textsOf(view).flatMap(({ found, placeOf }) => {
      const seen = new Set<string>();
      return found
        .filter(({ message, readAs }) => seen.size < seen.add(`${message} ${readAs}`).size)
        .map(({ message, word, readAs, start, end }) => {
          const target = targets.get(readAs);
          const rule =
            message === 'mixed-scripts'
              ? [rspamd('R_MIXED_CHARSET', 5)]
              : target === undefined
                ? []
                : [spamAssassin(target[0], target[1])];
          const consequence = rule.length > 0 ? 'score' : 'information';
          return draftMessage(
            'fail',
            message,
            consequence,
            { word, readAs },
            { place: placeOf(start, end), engineRules: rule },
          );
        });
    });
    return drafts.length > 0 ? capped(drafts) : [draftMessage('pass', 'none', 'information')];
  },
};

/** Whether any word of the message is. */
export const hasObfuscatedWords = (view: MailView): boolean =>
  textsOf(view).some(({ found }) => found.length > 0);

interface Text {
  readonly found: readonly Found[];
  readonly placeOf: (start: number, end: number) => Place;
}

const known = new WeakMap<MailView, readonly Text[]>();

/** The subject and what readers see, looked through once for each message. */
function textsOf(view: MailView): readonly Text[] {
  const before = known.get(view);
  if (before !== undefined) return before;
  const subject = firstField(view, 'subject');
  const head: readonly Text[] =
    subject === undefined
      ? []
      : [{ found: findIn(subject.value), placeOf: () => placeInHeader(view, subject) }];
  const bodies = visibleBodies(view).map(({ text, placeOf }): Text => ({ found: findIn(text), placeOf }));
  const texts = [...head, ...bodies];
  known.set(view, texts);
  return texts;
}

function findIn(text: string): readonly Found[] {
  const found: Found[] = [];
  let count = 0;
  for (const match of text.matchAll(WORD)) {
    count += 1;
    if (count > MAX_WORDS) break;
    const [written] = match;
    const fault = faultOf(written);
    if (fault === undefined) continue;
    const end = match.index + written.length;
    found.push({ ...fault, word: written.replaceAll(INVISIBLE, '').slice(0, 40), start: match.index, end });
  }
  return found;
}

function faultOf(written: string): Pick<Found, 'message' | 'readAs'> | undefined {
  const bare = written.replaceAll(INVISIBLE, '');
  const letters = bare.replaceAll(/[^\p{L}]/gu, '');
  const readAs = skeletonOf(leetRead(bare)).replaceAll(/[^\p{L}]/gu, '');
  // Only what is Latin to the eye: units and brands mix Greek and Latin letters ('µF', 'αCloud').
  if (letters.length >= 4 && restrictionLevel(letters) === 'minimally' && /^[a-z]+$/.test(readAs))
    return { message: 'mixed-scripts', readAs };
  // Soft hyphens divide long words well, zero-width spaces long addresses; between single letters they hide.
  if (
    /\p{L}[\u200b\u2060-\u2064\ufeff]\p{L}[\u200b\u2060-\u2064\ufeff]\p{L}/u.test(written) ||
    (bare !== written && targets.has(readAs))
  )
    return { message: 'invisible-between', readAs: bare.toLowerCase().slice(0, 40) };
  const isPlain = /^\p{L}+$/u.test(bare);
  const [first = ''] = bare;
  if (
    !isPlain &&
    /\p{L}/u.test(first) &&
    targets.has(readAs) &&
    bare.toLowerCase() !== readAs &&
    !/[!|]$/.test(bare)
  )
    return { message: 'digits-for-letters', readAs };
  return undefined;
}

const leet: Readonly<Record<string, string>> = {
  '4': 'a',
  '@': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '|': 'i',
  '0': 'o',
  '5': 's',
  $: 's',
  '7': 't',
};

const leetRead = (text: string): string => text.replaceAll(/[4@31!|05$7]/g, (sign) => leet[sign] ?? sign);
