/**
 * How much a mail looks like a report of failed delivery: who wrote it, what it is called, what its first words say.
 * Sum of the points of independent signs. Of the signs only a status part (RFC 3464) is enough alone; quoted lines of a discussion count for nothing.
 */

import { PhraseGroups, PhraseSet } from '../../base/phrase-set.ts';
import { findReplies } from '../smtp/index.ts';
import { addressOf, findAddresses } from './addresses.ts';
import { isDaemonSender } from './daemon-sender.ts';
import type { BounceLayout } from './layout.ts';
import { isLure } from './lure.ts';
import { isReplySubject } from './reply-subject.ts';
import { findTextRecipients } from './text-recipients.ts';
import {
  DELAY_SENTENCES,
  DELAY_SUBJECTS,
  FINAL_SENTENCES,
  SUCCESS_SENTENCES,
  SUCCESS_SUBJECTS,
} from './words/delay-words.ts';
import { FAILURE_SENTENCES } from './words/failure-sentences.ts';
import { FAILURE_SUBJECTS } from './words/failure-subjects.ts';
import { REASON_SENTENCES, SENT_MAIL } from './words/failure-words.ts';
import { plainLower } from './words-of-text.ts';

export interface BounceSignals {
  readonly score: number;
  /** The signs that spoke, in the order of the table. */
  readonly signs: readonly SignName[];
  /** From names a program that delivers mail. */
  readonly isDaemonName: boolean;
  /** The subject is one of a report. */
  readonly hasSubject: boolean;
  readonly isDelay: boolean;
  /** Says that the message arrived. */
  readonly isSuccess: boolean;
  /** First words of the notice, lower case, quoted lines left out. */
  readonly words: string;
}

/** Score from which a mail is read as a report. */
export const BOUNCE_SCORE = 5;

const MAX_WORDS = 6_000;

/** Weighs the signs. */
export function weighSignals(layout: BounceLayout): BounceSignals {
  const clues = cluesOf(layout);
  const { subject, words, told, isDaemonName, hasSubject, hasDelaySubject } = clues;
  let score = 0;
  const signs: SignName[] = [];
  for (const sign of SIGNS) {
    if (!sign.holds(clues)) continue;
    score += sign.points;
    signs.push(sign.name);
  }
  const isFinal = told.has('final');
  const isSuccess = (SUCCESS_SUBJECTS.isIn(subject) || told.has('success')) && !isFinal && !told.has('delay');
  const isDelay = !isFinal && (hasDelaySubject || told.has('delay'));
  return { score, signs, isDaemonName, hasSubject, isDelay, isSuccess, words };
}

/** What the signs are told from. */
interface Clues {
  readonly layout: BounceLayout;
  /** Lower case, as are the words. */
  readonly subject: string;
  readonly words: string;
  /** What sentences stand in the words. */
  readonly told: ReturnType<typeof SENTENCES.in>;
  readonly isDaemonName: boolean;
  readonly isNullPath: boolean;
  readonly isReply: boolean;
  readonly hasSubject: boolean;
  readonly hasDelaySubject: boolean;
  /** A message came back. */
  readonly hasReturned: boolean;
  /** Says that mail failed. */
  readonly hasWords: boolean;
  readonly isToEnvelope: boolean;
  /** In the words stands a reply, or an address that is neither the reader's nor the writer's. */
  readonly namesFailure: () => boolean;
}

function cluesOf(layout: BounceLayout): Clues {
  const subject = layout.head('subject').slice(0, 500).toLowerCase();
  const words = firstWords(layout);
  const isDaemonName = isDaemonSender(layout);
  const path = layout.head('return-path').trim();
  const isNullPath = path === '<>' || path.toLowerCase().startsWith('<mailer-daemon');
  const isReply = isReplySubject(subject);
  const hasSubject = !(isReply && !isDaemonName) && FAILURE_SUBJECTS.isIn(subject);
  const hasDelaySubject = !isReply && DELAY_SUBJECTS.isIn(subject);
  const told = SENTENCES.in(words);
  const hasReturned = layout.returnedPart !== undefined || layout.quoted.length > 0;
  let known: boolean | undefined;
  const namesFailure = () => {
    known ??= readFailure(layout, words);
    return known;
  };
  const hasWords =
    told.has('failure') ||
    ((hasSubject || hasReturned) && told.has('reason')) ||
    (layout.head('x-failed-recipients') !== '' && namesFailure()) ||
    (told.has('delay') && (isDaemonName || hasDelaySubject || isNameless(layout))) ||
    (told.has('sent') && isDaemonName && namesFailure()) ||
    // In any language: a mail system that quotes a refusal to an envelope sender, whose path pasted mail has lost.
    (isDaemonName && (isNullPath || (path === '' && !isReply)) && quotesRefusal(words));
  return {
    layout,
    subject,
    words,
    told,
    isDaemonName,
    isNullPath,
    isReply,
    hasSubject,
    hasDelaySubject,
    hasReturned,
    hasWords,
    isToEnvelope: isEnvelopeAddress(layout.head('to')),
    namesFailure,
  };
}

type Sign<Name extends string = string> = readonly [
  name: Name,
  points: number,
  holds: (clues: Clues) => boolean,
];

/** Each sign: its name, its points, whether it speaks. */
export const SIGN_TABLE = [
  ['daemon', 3, (c) => c.isDaemonName],
  ['null-path', 1, (c) => c.isNullPath],
  ['subject', 3, (c) => c.hasSubject || (c.hasDelaySubject && (c.isDaemonName || c.told.has('delay')))],
  ['words', 3, (c) => c.hasWords],
  ['failed-recipients', 4, (c) => hasField(c, 'x-failed-recipients')],
  ['report-type', 4, (c) => reportType(c.layout) === 'delivery-status'],
  ['status', BOUNCE_SCORE, ({ layout }) => layout.status !== undefined && !layout.isStatusInText],
  // In the text itself they may be quoted: they need a second sign.
  ['status-in-text', BOUNCE_SCORE - 1, ({ layout }) => layout.isStatusInText],
  // A report goes to the envelope sender, which bulk mail keeps apart from its From.
  ['to-envelope', 2, (c) => c.isToEnvelope],
  ['words-and-returned', 1, (c) => c.hasWords && c.hasReturned],
  // No address to answer to, what became of your mail and of whose: a gateway that reports under a person's name.
  [
    'gateway',
    1,
    (c) =>
      c.isNullPath &&
      c.hasWords &&
      !c.isDaemonName &&
      c.namesFailure() &&
      (speaksOfMail(c) || listsRecipient(c, 3)),
  ],
  // Neither writer nor title: a header that was lost on the way, and words of a report.
  [
    'no-header',
    2,
    (c) => c.hasWords && isNameless(c.layout) && (quotesRefusal(c.words) || listsRecipient(c, 2)),
  ],
  // A gateway's notice to the sender: which mail, to whom, and that it was stopped.
  ['told-of-recipient', 2, (c) => c.hasWords && !c.isReply && !c.told.has('lure') && namesStopped(c)],
  // A daemon's name and subject, no word of failure, and something to click or an answer to somebody.
  [
    'other-mail',
    -3,
    (c) =>
      !c.hasWords &&
      !c.hasReturned &&
      !c.isNullPath &&
      (LINK.test(c.words) || c.isReply) &&
      !c.namesFailure(),
  ],
  // Whatever code it quotes.
  [
    'plain-lure',
    -BOUNCE_SCORE - 3,
    (c) => !c.hasReturned && !c.isNullPath && !c.isDaemonName && isLure(c.words),
  ],
  ['lure', -5, (c) => !c.hasReturned && c.told.has('lure') && !c.namesFailure()],
  // Words alone: parcels and payments are returned too, and people ask one another about refusals.
  ['words-alone', -3, (c) => !isBuiltAsReport(c) && (isPersonal(c.words) || !c.namesFailure())],
  ['digest', -5, (c) => !c.hasReturned && !c.isNullPath && c.told.has('digest')],
  ['answer', -5, (c) => !c.hasReturned && !c.isNullPath && c.isReply && hasField(c, 'in-reply-to')],
  [
    'tracker',
    -BOUNCE_SCORE,
    (c) => TRACKER_SUBJECT.test(c.subject) && !c.isNullPath && !c.isDaemonName && !c.hasReturned,
  ],
  ['session', -BOUNCE_SCORE - 3, (c) => SESSION_SUBJECT.test(c.subject)],
  // Of a list, a newsletter or a person who answers.
  ['unsubscribe-field', -3, (c) => isOrdinary(c) && hasField(c, 'list-unsubscribe')],
  ['list-field', -3, (c) => isOrdinary(c) && hasField(c, 'list-id')],
  ['answer-field', -2, (c) => isOrdinary(c) && hasField(c, 'in-reply-to') && !hasField(c, 'auto-submitted')],
  ['program-field', -3, (c) => isOrdinary(c) && PROGRAM_FIELDS.some((field) => hasField(c, field))],
] as const satisfies readonly Sign[];

/** A sign of the table. */
export type SignName = (typeof SIGN_TABLE)[number][0];

/** As objects, which are read faster than tuples are taken apart. */
const SIGNS = SIGN_TABLE.map(([name, points, holds]: Sign<SignName>) => ({ name, points, holds }));

const hasField = ({ layout }: Clues, key: string): boolean => layout.head(key) !== '';

/** To no envelope sender, from no program that delivers. */
const isOrdinary = (c: Clues): boolean => !c.isToEnvelope && !c.isDaemonName && !c.isNullPath;

const isBuiltAsReport = (c: Clues): boolean =>
  c.isDaemonName ||
  c.isNullPath ||
  c.hasReturned ||
  c.layout.status !== undefined ||
  c.isToEnvelope ||
  hasField(c, 'x-failed-recipients');

/** Somebody stands at the head of a block, or behind a label that names recipients (3), or right behind words that lead to one (2). */
function listsRecipient({ layout }: Clues, least: 2 | 3): boolean {
  const own = ['from', 'to', 'reply-to'].map((key) => (addressOf(layout.head(key)) ?? '').toLowerCase());
  return (findTextRecipients(layout.notice, new Set(own))[0]?.weight ?? 0) >= least;
}

const speaksOfMail = (c: Clues): boolean => c.hasSubject || c.told.has('sent') || YOUR_MAIL.test(c.words);

const isNameless = (layout: BounceLayout): boolean =>
  ['from', 'sender', 'subject'].every((key) => layout.head(key) === '');

/** 'Your e-mail from … sent to x@example.org has been quarantined by …', 'Your message to x@example.org was blocked'. */
const STOPPED =
  /\byour (?:e-?mail|message|mail)(?: message)? [^?!]{0,200}?\b(?:to|for) <?([^\s<>@]{1,64}@[^\s<>@]{1,255}[^\s<>@.,:;])>?,? [^.?!]{0,80}?\b(?:(?:has|have|was|is)(?: been| being)? (?:quarantined|blocked|stopped|rejected|refused|withheld|deleted|held|returned)|(?:not|n't)(?: been| be)? (?:delivered|accepted))\b/;

function namesStopped({ layout, words }: Clues): boolean {
  const told = STOPPED.exec(words.slice(0, 1_500))?.[1];
  return told !== undefined && told !== (addressOf(layout.head('to')) ?? '').toLowerCase();
}

const LINK = /https?:\/\/|\bwww\./;
const YOUR_MAIL = /\byour (?:e-?mail|message|mail)\b/;
/** Trackers and help desks: '[org/repo] 550 user unknown (Issue #12)', '[Ticket 17] User unknown'. */
const TRACKER_SUBJECT = /^\[[^\]]{1,80}\]|\((?:issue|pr|bug|ticket|case|pull request) #?\d{1,9}\)\s*$/;
/** Postfix tells its postmaster of a session that went wrong (`notify_classes`): no message came back. */
const SESSION_SUBJECT = /^postfix smtp (server|client): errors from /;

/** What mail says that only pretends to be a report: there is something to click. */
const LURES = new PhraseSet([
  'click here',
  'click below',
  'release message',
  'release your message',
  'pending message',
  'verify your',
  'review message',
  'upgrade your',
  'your inbox',
  'your password',
  'log in to',
  'login to',
  'hier klicken',
  'cliquez ici',
  'haga clic',
  'clicca qui',
]);

/** What those say that keep mail back for their own users. */
const DIGESTS = new PhraseSet([
  'in quarantine',
  'quarantine digest',
  'quarantined messages',
  'spam notification',
  'spam digest',
  'messages were held',
  'messages on hold',
  'in der quarantäne',
  'en quarantaine',
  'en cuarentena',
  'in quarantena',
]);

/** The sentences that are signs. */
const SENTENCES = new PhraseGroups({
  failure: FAILURE_SENTENCES,
  reason: REASON_SENTENCES,
  delay: DELAY_SENTENCES,
  final: FINAL_SENTENCES,
  success: SUCCESS_SENTENCES,
  lure: LURES,
  sent: SENT_MAIL,
  digest: DIGESTS,
});

/** A reply of SMTP that refuses. */
const quotesRefusal = (words: string): boolean =>
  findReplies(words.slice(0, 3_000), 3).some((reply) => (reply.code ?? 0) >= 400);

/** A question, or the greeting of a letter. */
function isPersonal(words: string): boolean {
  return (
    words.includes('?') ||
    /^\s*(dear(?! (?:sir|madam|sender)\b)|hi|hello|hallo|hej|bonjour|hola|ciao|olá|cześć|guten tag|sehr geehrte|liebe)[ ,:!\p{L}]/u.test(
      words,
    )
  );
}

function readFailure(layout: BounceLayout, words: string): boolean {
  if (findReplies(words.slice(0, 3_000), 1).length > 0) return true;
  const own = [layout.head('to'), layout.head('from')].map((v) => (addressOf(v) ?? '').toLowerCase());
  return findAddresses(words).some((a) => !own.includes(a.address));
}

/** Fields of web forms and trackers, whose mail may quote anything. */
export const PROGRAM_FIELDS: readonly string[] = [
  'x-php-originating-script',
  'x-php-script',
  'x-bugzilla-reason',
  'x-github-reason',
  'x-gitlab-project',
  'x-jira-fingerprint',
  'x-redmine-project',
  'x-rt-ticket',
  'x-launchpad-bug',
  'x-otrs-loop',
];

/** 'list-bounces@', 'owner-list@', 'bounce+x=y@': addresses that only reports are sent to. */
function isEnvelopeAddress(to: string): boolean {
  const local = (addressOf(to) ?? '').split('@')[0]?.toLowerCase() ?? '';
  return (
    /^(owner|bounces?|return|errors?)([-+=._]|$)/.test(local) ||
    /[-+._](bounces?|admin|owner|errors?|return)$/.test(local)
  );
}

/** The report-type parameter of a multipart/report (RFC 6522 §3), lower case; '' when there is none. */
export function reportType(layout: BounceLayout): string {
  return (layout.root.contentType.parameters['report-type'] ?? '').toLowerCase();
}

function firstWords(layout: BounceLayout): string {
  let words = '';
  for (const line of layout.notice) {
    if (words.length > MAX_WORDS) break;
    const text = line.text.trim();
    if (text.startsWith('>') && !text.startsWith('>>>')) continue;
    words += `${text.slice(0, 1_000)} `;
  }
  const lower = plainLower(words.slice(0, MAX_WORDS));
  return /[ \t]{2}/.test(lower) ? lower.replace(/[ \t]{2,}/g, ' ') : lower;
}
