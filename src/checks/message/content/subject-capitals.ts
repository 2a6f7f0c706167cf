/** A subject in capitals: at least ten letters and two words, without [tags], acronyms and tokens with digits. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd, spamAssassin } from '../engine-rules.ts';
import { firstField } from '../headers/fields.ts';
import { rspamdRules, spamAssassinRules } from '../published-sources.ts';
import { countLetters } from './letters.ts';

const MIN_LETTERS = 10;
const MIN_WORDS = 2;
/** Share of capitals among the letters that count. */
const MOST = 0.8;
/** A word of so many letters in capitals may be an acronym, where not all words are in capitals. */
const ACRONYM = 5;

export const subjectCapitals: MessageCheck = {
  id: 'content/subject-capitals',
  sources: [rspamdRules, spamAssassinRules],
  run: (view) => {
    const field = firstField(view, 'subject');
    if (field === undefined) return [draftMessage('not-applicable', 'no-subject', 'score')];
    const words = wordsOf(field.value);
    const { letters, capitals, caseless } = countLetters(words.join(' '));
    if (letters < MIN_LETTERS || words.length < MIN_WORDS)
      return [draftMessage('not-applicable', caseless > letters ? 'no-case' : 'too-short', 'score')];
    const percent = Math.round((100 * capitals) / letters);
    if (capitals / letters < MOST) return [draftMessage('pass', 'in-order', 'score', { percent })];
    const weight = Math.round(300 * Math.min(1, field.value.length / 40)) / 100;
    const engineRules =
      percent === 100 ? [rspamd('SUBJ_ALL_CAPS', weight), spamAssassin('SUBJ_ALL_CAPS', 0.5)] : [];
    const consequence = engineRules.length > 0 ? 'score' : 'information';
    const message = percent === 100 ? 'all-capitals' : 'mostly-capitals';
    return [
      draftMessage(
        'fail',
        message,
        consequence,
        { percent, letters },
        { place: placeInHeader(view, field), engineRules },
      ),
    ];
  },
};

/** Words that count. Where every word is in capitals, none of them is taken for an acronym because it is short. */
function wordsOf(subject: string): readonly string[] {
  const bare = subject
    .replaceAll(/\[[^\]]{0,60}\]/g, ' ')
    .replace(/^(?:\s*(?:re|fwd?|aw|wg|sv|tr)\s*:)+/i, ' ');
  const words = bare
    .split(/\s+/)
    .map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, ''))
    .filter((word) => /\p{L}/u.test(word) && !/\p{N}/u.test(word));
  const isAcronym = (word: string): boolean => [...word].length <= ACRONYM && word === word.toUpperCase();
  const others = words.filter((word) => !isAcronym(word));
  return others.every((word) => word !== word.toUpperCase()) && others.length > 0 ? others : words;
}
