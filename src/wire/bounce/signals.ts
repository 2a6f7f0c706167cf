/**
 * How much a mail looks like a report of failed delivery: who wrote it, what it is called, what its first words say.
 * Sum of independent signs; one sign alone is never enough, quoted lines of a discussion count for nothing.
 */

import { PhraseGroups, PhraseSet } from '../../base/phrase-set.ts';
import { findReplies } from '../smtp/index.ts';
import { addressOf, findAddresses } from './addresses.ts';
import type { BounceLayout } from './layout.ts';
import {
  DELAY_SENTENCES,
  DELAY_SUBJECTS,
  FINAL_SENTENCES,
  SUCCESS_SENTENCES,
  SUCCESS_SUBJECTS,
} from './words/delay-words.ts';
import { FAILURE_SUBJECTS } from './words/failure-subjects.ts';
import { FAILURE_SENTENCES, REASON_SENTENCES, SENT_MAIL } from './words/failure-words.ts';
import { plainLower } from './words-of-text.ts';

export interface BounceSignals {
  readonly score: number;
  /** Mailer daemon, postmaster or null reverse-path. */
  readonly isDaemon: boolean;
  /** From names such a program. */
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

const DAEMON_LOCAL_PARTS: readonly string[] = [
  'mailer-daemon',
  'mailerdaemon',
  'mailer_daemon',
  'mail-daemon',
  'maildaemon',
  'postmaster',
  'mdaemon',
  'mail.daemon',
  'mail-delivery',
  'maildelivery',
  'mailsystem',
  'mail-system',
  'mailer',
  'mail_daemon',
  'microsoftexchange',
  'bounce',
  'bounces',
  'ndr',
  'dsn',
  'mmdf',
  'smtp-daemon',
  'daemon',
];
const DAEMON_NAMES = new PhraseSet([
  'mail delivery s',
  'mail deliver',
  'mailer-daemon',
  'mailer daemon',
  'postmaster',
  'system administrator',
  'systemadministrator',
  'mail administrator',
  'mail system',
  'internet mail delivery',
  'mail router',
  'microsoft outlook',
  'microsoft exchange',
  'delivery subsystem',
  'mailsystem',
  'mailserver',
  'mail server',
  'mail gateway',
  'email gateway',
  'mail firewall',
  'spam firewall',
  'content filter',
  'content-filter',
  'mail security',
  'administrador del sistema',
  'administrateur système',
]);
const MAX_WORDS = 6_000;
const REPLY_PREFIX =
  /^(re|aw|sv|antw|rép|odp|vs|ynt|rif|fwd?|wg|tr|rv|enc|doorst|pd|回复|答复|回覆|转发|轉寄)\s?(\[\d{1,3}\])?[:：]/i;

const LINK = /https?:\/\/|\bwww\./;
const YOUR_MAIL = /\byour (?:e-?mail|message|mail)\b/;
/** Trackers and help desks: '[org/repo] 550 user unknown (Issue #12)', '[Ticket 17] User unknown'. */
const TRACKER_SUBJECT = /^\[[^\]]{1,80}\]|\((?:issue|pr|bug|ticket|case|pull request) #?\d{1,9}\)\s*$/;
/** Postfix tells its postmaster of a session that went wrong (`notify_classes`): no message came back. */
const SESSION_SUBJECT = /^postfix smtp (server|client): errors from /;

/** Weighs the signs. */
export function weighSignals(layout: BounceLayout): BounceSignals {
  const subject = layout.head('subject').slice(0, 500).toLowerCase();
  const words = firstWords(layout);
  const isDaemonName = isDaemonSender(layout);
  const path = layout.head('return-path').trim();
  const isNullPath = path === '<>' || path.toLowerCase().startsWith('<mailer-daemon');
  const isReplySubject = REPLY_PREFIX.test(subject);
  const hasSubject = !(isReplySubject && !isDaemonName) && FAILURE_SUBJECTS.isIn(subject);
  const hasDelaySubject = !isReplySubject && DELAY_SUBJECTS.isIn(subject);
  const told = SIGNS.in(words);
  const isFinal = (told & FINAL) !== 0;
  const hasDelayWords = (told & DELAY) !== 0;
  const hasReturned = layout.returnedPart !== undefined || layout.quoted.length > 0;
  const hasWords =
    (told & FAILURE) !== 0 ||
    ((hasSubject || hasReturned) && (told & REASON) !== 0) ||
    (hasDelayWords && (isDaemonName || hasDelaySubject)) ||
    ((told & SENT) !== 0 && isDaemonName && namesFailure(layout, words)) ||
    // In any language: a mail system that quotes a refusal to an envelope sender, whose path pasted mail has lost.
    (isDaemonName && (isNullPath || (path === '' && !isReplySubject)) && quotesRefusal(words));
  const isToEnvelope = isEnvelopeAddress(layout.head('to'));
  const isBuiltAsReport =
    isDaemonName ||
    isNullPath ||
    hasReturned ||
    layout.status !== undefined ||
    isToEnvelope ||
    layout.head('x-failed-recipients') !== '';
  let score = 0;
  if (isDaemonName) score += 3;
  if (isNullPath) score += 1;
  if (hasSubject || (hasDelaySubject && (isDaemonName || hasDelayWords))) score += 3;
  if (hasWords) score += 3;
  if (layout.head('x-failed-recipients') !== '') score += 4;
  if (reportType(layout) === 'delivery-status') score += 4;
  // In the text itself they may be quoted: they need a second sign.
  if (layout.status) score += layout.isStatusInText ? BOUNCE_SCORE - 1 : BOUNCE_SCORE;
  // A report goes to the envelope sender, which bulk mail keeps apart from its From.
  if (isToEnvelope) score += 2;
  if (hasWords && hasReturned) score += 1;
  // A daemon's name and subject, no word of failure, and something to click or an answer to somebody.
  const isOtherMail = LINK.test(words) || isReplySubject;
  if (!hasWords && !hasReturned && !isNullPath && isOtherMail && !namesFailure(layout, words)) score -= 3;
  // No address to answer to, what became of your mail and of whose: a gateway that reports under a person's name.
  const speaksOfMail = hasSubject || (told & SENT) !== 0 || YOUR_MAIL.test(words);
  if (isNullPath && hasWords && speaksOfMail && !isDaemonName && namesFailure(layout, words)) score += 1;
  if (!hasReturned && (told & LURE) !== 0 && !namesFailure(layout, words)) score -= 5;
  // Words alone: parcels and payments are returned too, and people ask one another about refusals.
  if (!isBuiltAsReport && (isPersonal(words) || !namesFailure(layout, words))) score -= 3;
  if (!hasReturned && !isNullPath && (told & DIGEST) !== 0) score -= 5;
  if (!hasReturned && !isNullPath && isReplySubject && layout.head('in-reply-to') !== '') score -= 5;
  if (TRACKER_SUBJECT.test(subject) && !isNullPath && !isDaemonName && !hasReturned) score -= BOUNCE_SCORE;
  if (SESSION_SUBJECT.test(subject)) score -= BOUNCE_SCORE + 3;
  if (!isToEnvelope) score -= humanSigns(layout, isDaemonName || isNullPath);
  const isSuccess = (SUCCESS_SUBJECTS.isIn(subject) || (told & SUCCESS) !== 0) && !isFinal && !hasDelayWords;
  const isDelay = !isFinal && (hasDelaySubject || hasDelayWords);
  return { score, isDaemon: isDaemonName || isNullPath, isDaemonName, hasSubject, isDelay, isSuccess, words };
}

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

/** The sentences that are signs, and their bits in what `SIGNS` tells. */
const SIGNS = new PhraseGroups([
  FAILURE_SENTENCES,
  REASON_SENTENCES,
  DELAY_SENTENCES,
  FINAL_SENTENCES,
  SUCCESS_SENTENCES,
  LURES,
  SENT_MAIL,
  DIGESTS,
]);
const [FAILURE, REASON, DELAY, FINAL, SUCCESS, LURE, SENT, DIGEST] = [1, 2, 4, 8, 16, 32, 64, 128] as const;

/** A reply of SMTP that refuses. */
const quotesRefusal = (words: string): boolean =>
  findReplies(words.slice(0, 3_000), 3).some((reply) => (reply.code ?? 0) >= 400);

/** A question, or the greeting of a letter. */
function isPersonal(words: string): boolean {
  return (
    words.includes('?') ||
    /^\s*(dear|hi|hello|hallo|hej|bonjour|hola|ciao|olá|cześć|guten tag|sehr geehrte|liebe)[ ,:!\p{L}]/u.test(
      words,
    )
  );
}

/** A reply, or an address that is neither the reader's nor the writer's. */
function namesFailure(layout: BounceLayout, words: string): boolean {
  if (findReplies(words.slice(0, 3_000), 1).length > 0) return true;
  const own = [layout.head('to'), layout.head('from')].map((v) => (addressOf(v) ?? '').toLowerCase());
  return findAddresses(words).some((a) => !own.includes(a.address));
}

/** Signs of a list, a newsletter or a person who answers, in mail that goes to no envelope sender. */
function humanSigns(layout: BounceLayout, isDaemon: boolean): number {
  let signs = 0;
  if (!isDaemon && layout.head('list-unsubscribe') !== '') signs += 3;
  if (!isDaemon && layout.head('list-id') !== '') signs += 3;
  if (!isDaemon && layout.head('in-reply-to') !== '' && layout.head('auto-submitted') === '') signs += 2;
  if (!isDaemon && PROGRAM_FIELDS.some((field) => layout.head(field) !== '')) signs += 3;
  return signs;
}

/** Fields of web forms and trackers, whose mail may quote anything. */
const PROGRAM_FIELDS: readonly string[] = [
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

/** True for a person's answer ('Re: Undelivered Mail …'), which may quote a whole report. */
export function isReplyTo(layout: BounceLayout): boolean {
  return REPLY_PREFIX.test(layout.head('subject').slice(0, 50)) && !isDaemonSender(layout);
}

const ANSWER_PREFIX = /^(re|aw|sv|antw|rép|odp|ynt|rif|回复|答复|回覆)\s?(\[\d{1,3}\])?[:：]/i;

/** True for a person's answer, whatever it quotes; what was forwarded first ('Fwd: …') is none. */
export function isAnswer(layout: BounceLayout): boolean {
  return ANSWER_PREFIX.test(layout.head('subject').slice(0, 50)) && !isDaemonSender(layout);
}

/** True when From names a program that delivers mail. */
function isDaemonSender(layout: BounceLayout): boolean {
  const from = layout.head('from').slice(0, 500).toLowerCase();
  if (DAEMON_NAMES.isIn(from)) return true;
  const address = addressOf(from) ?? from.trim();
  const local = address.split('@')[0]?.replace(/[<>"]/g, '') ?? '';
  return DAEMON_LOCAL_PARTS.some((p) => local === p || (p.length > 8 && local.startsWith(p)));
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
