/** Does a text open as the words of a report do, so that it may be the body of one that came without its header? */
import { PhraseSet } from '../../base/phrase-set.ts';
import { findReplies } from '../smtp/index.ts';
import { findTextRecipients } from './text-recipients.ts';
import { ABSENCE_SENTENCES } from './words/auto-reply-words.ts';
import { FAILURE_SENTENCES } from './words/failure-sentences.ts';
import { FAILURE_OR_REASON } from './words/failure-words.ts';
import { plainLower } from './words-of-text.ts';

/** What stands above the sentence of a report that tells of the failure: a greeting, who writes, an apology. */
const MAX_OPENING = 700;
const MIN_LINES = 2;
/** What programs say of themselves before they tell what became of a message. */
const PROGRAMS = new PhraseSet([
  'this is the mailer-daemon',
  'this is the mail system at host',
  'this is the qmail-send program',
  'created automatically by mail delivery software',
  'this is an automatically generated delivery status notification',
]);
const OPENINGS = FAILURE_SENTENCES.and(PROGRAMS);

/** Somebody asks, or tells what happened to him: 'I get this when I write to …', 'Our users see the error below'. */
const OF_A_PERSON =
  /\?|\b(?:i|we) (?:get|got|see|saw|keep|receive|received|tried|sent|send|have|had|use|run|am (?:getting|trying|receiving|unable))\b|\b(?:my|our) (?:mails?|e-?mails?|messages?|servers?|clients?|users?|customers?|domain)\b|\b(?:please|can|could) (?:somebody |someone |you )?(?:help|advise)\b/;

/** True of several lines, of which the first that are no greeting tell that mail was not delivered, and some quote a refusal or name whom it did not reach. */
export function opensAsReport(text: string): boolean {
  // One line is none; of HTML that is one line the tags break it.
  if (!text.includes('\n') && !text.startsWith('<')) return false;
  const words = wordsOfBody(text);
  return opensWithFailure(words) && (refuses(words) || listsRecipient(words));
}

const refuses = (words: string): boolean =>
  findReplies(words.slice(0, MAX_BODY), 3).some(({ code = 0 }) => code >= 400);

/** At the head of a block, behind a label, or right behind words that lead to him: 'call us at desk@example.org' is none. */
function listsRecipient(words: string): boolean {
  const lines = words
    .slice(0, MAX_BODY)
    .split(/\r?\n/)
    .map((line) => ({ text: line, range: { start: 0, end: 0 } }));
  return (findTextRecipients(lines, new Set())[0]?.weight ?? 0) >= 2;
}

function opensWithFailure(text: string): boolean {
  const lines = text
    .slice(0, 4 * MAX_OPENING)
    .split('\n', 40)
    .map((line) => plainLower(line.replace(/^[\s>|]{1,20}/, '').trimEnd()))
    .filter((line) => line !== '');
  // Most texts say nothing of the kind: asked once, not line by line.
  if (lines.length < MIN_LINES || !OPENINGS.isIn(lines.join(' '))) return false;
  let opening = '';
  for (const line of lines) {
    opening += `${opening === '' ? '' : ' '}${line.slice(0, MAX_OPENING)}`;
    if (opening.length > 2 * MAX_OPENING || OF_A_PERSON.test(opening)) return false;
    if (OPENINGS.isIn(opening)) return true;
    if (opening.length > MAX_OPENING) return false;
  }
  return false;
}

/** Of HTML the words alone: its head may be long, and all of it one line. */
function wordsOfBody(text: string): string {
  if (!/^\s{0,20}</.test(text)) return text;
  const body = Math.max(0, text.slice(0, MAX_HEAD).search(/<body\b/i));
  return text.slice(body, body + MAX_HEAD).replaceAll(/<\/?[a-z][^<>@]{0,500}>/gi, '\n');
}

const MAX_HEAD = 20_000;
/** A report says in its first lines whom it means. */
const MAX_BODY = 4_000;
const MAX_ABSENCE = 300;

/** True of a text whose first words tell that somebody is away, and none of which tells of a failure. */
export function opensAsAbsence(text: string): boolean {
  const words = firstWords(text);
  return ABSENCE_SENTENCES.isIn(words.slice(0, MAX_ABSENCE)) && !FAILURE_OR_REASON.isIn(words);
}

/** Do sentences of reports that tell of a failure, or of a reason for one, stand in the first of a text? */
export const holdsFailureOrReason = (text: string): boolean => FAILURE_OR_REASON.isIn(firstWords(text));

/** The first of a text as one line of lower case, as the phrases are written. */
const firstWords = (text: string): string =>
  plainLower(text.slice(0, 4 * MAX_OPENING).replaceAll(/\s{1,200}/g, ' '));
