/**
 * Which replies of a text are refusals of their own, and which belong together: the lines of one reply, the steps of one
 * conversation (commands or positive replies between them, sendmail's '<<<'), a report that says the same thing twice.
 * Of what belongs together the last reply decides (RFC 5321 §4.2.1), the others are further words about it. Positive
 * replies (2yz, 3yz) refuse nothing. The recipient is the one whose name heads the paragraph ('<addr>: host … said:',
 * 'RCPT TO:<addr>'). Limits: 100,000 replies; 1,000 characters before a reply are looked at.
 */
import { Worded } from '../base/worded.ts';
import type { Writable } from '../base/writable.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { domainOf } from '../wire/address/index.ts';
import {
  eachReply,
  isCommandLine,
  isIntroduced,
  listedAddressBefore,
  type SmtpReply,
} from '../wire/smtp/index.ts';
import type { Refusal } from './arrival.ts';
import { heardOfAttempted, isLate, isOfExchangeClient } from './exchange-client.ts';
import { plainAddress, toldRecipient } from './named-in-words.ts';
import { sameOrganisation } from './organisation.ts';
import { isQuotedByServer, speaksOfHandingIn } from './quoted-by-server.ts';
import { factsOfReply, isPositive, MAX_REPLY_TEXT } from './reply-input.ts';
import { withToldDelay } from './told-delay.ts';

const MAX_REPLIES = 100_000;
const MAX_LEAD = 1_000;
const MAX_BEHIND = 300;
const MAX_FIELDS = 600;
/** A pasted report names who wrote it within so many characters. */
const MAX_REPORT = 8_192;
/** So much of what stands before a reply may introduce it. */
const MAX_INTRODUCTION = 400;

/** A reply that refuses, and what stands between it and the reply before. */
interface Step {
  readonly reply: SmtpReply;
  readonly lead: string;
  readonly leadAt: number;
  readonly facts: ReplyFacts;
  /** A command of the conversation, or a positive reply, stands before it. */
  readonly isInConversation: boolean;
}

interface Group {
  readonly steps: Step[];
  recipient: string | undefined;
  isTranscript: boolean;
}

/** Every refusal of a text in order, each as soon as it is whole; none where nothing in it refuses. */
export function* separateRefusals(text: string): Generator<Refusal> {
  let group: Group | undefined;
  let isOnly = true;
  let end = 0;
  let isAfterPositive = false;
  let isHeadFirst: boolean | undefined;
  const reporter = reporterIn(text);
  for (const reply of eachReply(text, MAX_REPLIES)) {
    const leadAt = Math.max(end, reply.span.start - MAX_LEAD);
    const lead = text.slice(leadAt, reply.span.start);
    end = reply.span.end;
    const isAsked = hasCommand(lead);
    const isInConversation = isAsked || (isAfterPositive && !isBlankLineIn(lead));
    if (isPositive(reply)) {
      isAfterPositive = true;
      continue;
    }
    isAfterPositive = false;
    // Fields of a report: 'Recipient: …' before 'Reason: 550 …', or behind it.
    const field = fieldIn(lead);
    isHeadFirst ??= field !== undefined;
    const head = headOf(lead);
    const told =
      head.recipient === undefined && isHeadFirst && field !== undefined ? { recipient: field } : head;
    const ofReply = withReporter({ ...factsOfReply(reply), ...told }, reporter);
    const heard = heardOfAttempted(ofReply, text.slice(Math.max(0, reply.span.start - 9), reply.span.start));
    const facts = heard === undefined ? ofOwnClient(ofReply, lead) : { ...ofReply, ...heard };
    const step: Step = { reply, lead, leadAt, facts, isInConversation };
    if (group !== undefined && belongs(text, group, step)) {
      join(group, step);
      continue;
    }
    if (group !== undefined) {
      isOnly = false;
      yield refusalOf(text, group, isOnly);
    }
    group = { steps: [step], recipient: facts.recipient, isTranscript: isHeard(lead) };
  }
  if (group !== undefined) yield refusalOf(text, group, isOnly);
}

function join(group: Group, step: Step): void {
  group.steps.push(step);
  group.recipient ??= step.facts.recipient;
  group.isTranscript ||= isHeard(step.lead);
}

/** Who wrote a report that somebody pasted, in the words of Gmail and of Exchange in several languages. */
const GENERATING =
  /(?:^|\n)[ \t>*]{0,8}(?:generating server|generierender server|serveur de génération|servidor (?:de generación|generador|gerador|de geração)|server (?:di generazione|che ha generato)|genererende server|serwer generujący|genererande server|создающий сервер)[ \t]{0,2}: ?([\w.-]{4,253})/i;
const BY_GOOGLE = /\bGoogle tried to deliver your message\b/;

/** What Exchange says of its queue: the fields of Get-Queue, and its words for a next hop that does not answer. */
const BY_EXCHANGE = new Worded(
  ['primary target', 'led=', 'get-queue', 'hop'],
  /\bprimary target ip address responded with\b|\berror encountered while communicating with primary target\b|\bLED=[245]\d\d\b|\bget-queue *\||\bnext ?hop ?domain *:/i,
);

type Reporter = Pick<ReplyFacts, 'reportingHost' | 'reportingSoftware'>;

function reporterIn(text: string): Reporter {
  const head = text.slice(0, MAX_REPORT);
  const host = head.includes(':') ? GENERATING.exec(head)?.[1]?.toLowerCase() : undefined;
  if (host !== undefined) return { reportingHost: host, reportingSoftware: 'exchange' };
  if (BY_GOOGLE.test(head)) return { reportingHost: 'google.com' };
  return BY_EXCHANGE.test(head) ? { reportingSoftware: 'exchange' } : {};
}

/** It tells what another server returned: the one that it names as its own did not say it. */
function withReporter(
  { speakerHost, ...facts }: ReplyFacts,
  { reportingHost, reportingSoftware }: Reporter,
): ReplyFacts {
  const isOwn = reportingHost !== undefined && speakerHost?.toLowerCase() === reportingHost;
  // Of the recipient's own server it tells nothing of ours.
  const isOurs = !sameOrganisation(reportingHost, domainOf(facts.recipient));
  return {
    ...facts,
    ...(speakerHost !== undefined && !isOwn && { speakerHost }),
    ...(reportingHost !== undefined && { reportingHost }),
    ...(reportingSoftware !== undefined && isOurs && { reportingSoftware }),
  };
}

/** Exchange tells of itself, as of the server that it tried or alone: that server said nothing. */
function ofOwnClient(facts: ReplyFacts, lead: string): ReplyFacts {
  const isTold = facts.reportingSoftware === 'exchange' || BY_EXCHANGE_OF.test(lead);
  const told: ReplyFacts = isTold ? { reportingSoftware: 'exchange', ...facts } : facts;
  if (!isOfExchangeClient(told)) return facts;
  const isAlone =
    facts.speakerHost === undefined && facts.reportingHost === undefined && /^[\s#]*$/.test(lead);
  return isTold || isAlone ? { reportingSoftware: 'exchange', ...facts, ownStep: 'client' } : facts;
}

/** '11/25/2026 9:14:21 AM - Server at mx.example.org (192.0.2.7) returned '…', 'Remote Server returned '…'. */
const BY_EXCHANGE_OF = /\b(?:server at \S{1,255}(?: \([0-9a-f.:]{3,45}\))?|remote server) returned '$/i;

const hasCommand = (lead: string): boolean => lead.split('\n').some(isCommandLine);

/** sendmail and others: what the other host said follows '<<<', in SwiftMailer '<<', and the reporter's own lines stand between. */
const isHeard = (lead: string): boolean =>
  HEARD.test(lead.slice(-8)) || lead.includes('Transcript of session follows');

const HEARD = /<<[ \t]{0,4}$/;

/** sendmail(8) alone writes three; it delivers, and hands nothing in. */
const OF_SENDMAIL = /<<<[ \t]{0,4}$/;

const isHeardAlone = ({ lead }: Step): boolean => HEARD.test(lead.slice(-8));

const isBlankLineIn = (lead: string): boolean => /\n[ \t>|]{0,20}\r?\n/.test(lead);

/** Nothing but space, quote marks and bullets. */
const isBlank = (lead: string): boolean => /^[\s>|*•·~\-–—]*$/.test(lead);

/** '503 need RCPT', '554 no valid recipients': the answer to what came after a refusal, not a reason (RFC 5321 §4.3.2). */
const isConsequence = ({ reply }: Step): boolean =>
  reply.code === 503 ||
  (reply.code === 554 && /\bno valid (?:rcpt|recipients?)\b/i.test(reply.text.slice(0, 200)));

/** Does this reply speak of the same refusal as the group before it? */
function belongs(text: string, group: Group, step: Step): boolean {
  const before = group.steps.at(-1);
  if (before === undefined) return false;
  const isNext = isBlank(step.lead);
  // '450-…' and then '550 …': RFC 5321 §4.2.1 wants one code on every line; who changes it means the last.
  if (isNext && isUnfinished(text, before.reply)) return true;
  // '554 5.7.1 <mx.example.org #5.7.1 smtp;' of Exchange: what that server said follows, on the next line, too.
  if (isNext && /\bsmtp;[ \t]{0,8}$/i.test(before.reply.text.slice(-40))) return true;
  const { recipient } = step.facts;
  const isSameRecipient = recipient?.toLowerCase() === group.recipient?.toLowerCase();
  if (recipient !== undefined && group.recipient !== undefined && !isSameRecipient) return false;
  if (isConsequence(step)) return step.isInConversation || group.isTranscript || isNext;
  if (step.isInConversation || group.isTranscript || isHeard(step.lead)) return true;
  if (!step.lead.includes('\n')) return true;
  if (isNext) return false;
  if (BY_EXCHANGE_OF.test(step.lead) && group.steps.some(({ facts }) => isLate(facts))) return true;
  // Exchange: '451 4.4.0', a paragraph 'Primary target IP address responded with:', and then what it was; programs: 'Error Code: 550', and then the reply.
  const isOfWords = recipient === undefined || step.reply.text.includes(recipient);
  if (before.reply.text === '' && before.reply.code === step.reply.code && isOfWords) return true;
  if (saysTheSame(before.reply, step.reply)) return true;
  // A paragraph is about the recipient at its head, however many attempts it tells of.
  return recipient === undefined
    ? group.recipient !== undefined && !isBlankLineIn(step.lead)
    : isSameRecipient;
}

/** The last line of the reply that has a code says that more lines follow ('550-'). */
function isUnfinished(text: string, { span }: SmtpReply): boolean {
  const lines = text.slice(span.start, Math.min(span.end, span.start + 2 * MAX_REPLY_TEXT)).split('\n');
  return lines.findLast((line) => CODED_LINE.test(line))?.match(CODED_LINE)?.[1] === '-';
}

const CODED_LINE = /^[ \t>|]{0,20}[2-5]\d\d([- ])/;

function saysTheSame(one: SmtpReply, other: SmtpReply): boolean {
  const [left, right] = [wordsOf(one.text), wordsOf(other.text)];
  return left === right || (left.length > 0 && right.length > 0 && isWithin(left, right));
}

const isWithin = (one: string, other: string): boolean =>
  one.length < other.length ? other.includes(one) : one.includes(other);

/** Letters and digits only: quotes, brackets and breaks differ from one telling to the next. */
const wordsOf = (text: string): string =>
  text
    .slice(0, 300)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** What calls a recipient so, and what may call anybody's address so. */
const RECIPIENT_FIELD =
  '(?:(?:final|original|failed)[ -])?(?:recipient|rcpt(?: to)?|empfänger|destinataire|destinatario|destinatário|ontvanger|odbiorca|adresat|получатель|alıcı|mottagare|příjemce|收件人|宛先)';
const ANY_FIELD = `(?:${RECIPIENT_FIELD}|to|address|e-?mail(?: address)?)`;
const FIELD_VALUE =
  '(?: ?\\([^()\\n]{0,40}\\))?[ \\t]{0,2}[:：][ \\t]{0,3}(?:rfc822;[ \\t]?)?["\'<]{0,2}([^\\s<>:;@"]{1,128}@[^\\s<>:,;"]{1,255})[^\\n]{0,20}';
const REASON_FIELD =
  '[\\s>*•|-]{0,20}(?:smtp |server )?(?:reason|error|reply|response|result|status|answer|diagnostic(?:-code)?|grund|fehler|antwort|raison|erreur|réponse|motivo|respuesta|resposta|errore|risposta)[^\\n:]{0,20}: ?["\'(]?';
/** The field of the recipient, and right behind it the one that the reply stands in. */
const FIELD_BEFORE = new RegExp(
  `(?:^|\\n)[ \\t>*•|-]{0,20}(?:${RECIPIENT_FIELD}${FIELD_VALUE}\\n(?:[^\\n]{1,100}\\n)?(?:${REASON_FIELD}|[ \\t]{0,8})|${ANY_FIELD}${FIELD_VALUE}\\n${REASON_FIELD})$`,
  'i',
);
const REASON_BEFORE = new RegExp(`(?:^|\\n)${REASON_FIELD}$`, 'i');
const FIELD_BEHIND = new RegExp(
  `^[ \\t]{0,8}\\r?\\n[ \\t>*•|-]{0,20}${ANY_FIELD}${FIELD_VALUE}(?:\\n|$)`,
  'i',
);

/** The recipient that the field before the one of the reply names. */
function fieldIn(lead: string): string | undefined {
  if (!lead.includes('@')) return undefined;
  const found = FIELD_BEFORE.exec(lead.replaceAll('\r', '').slice(-MAX_FIELDS));
  return found?.[1] ?? found?.[2];
}

/** An address that heads a paragraph; 'root@web1:~#' is the prompt of a shell. */
const HEAD =
  /^[\s>*•|-]{0,20}<?(?:mailto:)?([^\s<>:@"]{1,128}@[^\s<>:,;"]{1,255})>?(?=\s{0,3}(?::(?![~/]\S{0,200}[#$%](?:\s|$))|$|\())/;
/** Outlook, in any language: "'x@example.org' am 20.03.2014 16:21". */
const HEAD_WITH_DATE =
  /^[\s>*•|-]{0,20}['"]?([^\s<>:@"']{1,128}@[^\s<>:,;"']{1,255})['"]? {1,3}(?:[\p{L}.]{1,4} )?\d{1,4}[-./] ?\d{1,2}[-./] ?\d{1,4}\b/u;
const RCPT = /\brcpt to: ?<([^<>\s]{1,300})>/i;
const ORIGIN = /\((?:expanded|generated) from:? ?<?([^<>\s()]{1,300}@[^<>\s()]{1,255})>?\)/;

/** The recipient that heads the words before a reply, and the address that he was expanded from. */
function headOf(lead: string): Pick<ReplyFacts, 'recipient' | 'expandedFrom'> {
  if (!lead.includes('@')) return {};
  const listed = listedAddressBefore(lead, 0, lead.length);
  if (listed !== undefined) return { recipient: listed.address };
  const lines = lead.split('\n');
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = (lines[i] ?? '').slice(0, 700);
    const recipient =
      plainAddress(HEAD.exec(line.trimEnd())?.[1]) ??
      plainAddress(HEAD_WITH_DATE.exec(line)?.[1]) ??
      RCPT.exec(line)?.[1];
    if (recipient === undefined) continue;
    const origin = ORIGIN.exec(lines.slice(i, i + 3).join('\n'))?.[1];
    return { recipient, ...(origin !== undefined && { expandedFrom: origin }) };
  }
  return {};
}

/** Where a mail program says that the server's own words follow, what it says itself is none of theirs. */
const isServersOwn = (text: string, decides: Step | undefined): boolean =>
  decides !== undefined &&
  /\p{L}{2}/u.test(decides.reply.text) &&
  isIntroduced(text, decides.reply.span.start);

/** sendmail sums up for each recipient what it heard ('550 5.1.1 <user@example.org>... User unknown'), whatever that was. */
const isSummary = (step: Step): boolean =>
  /^<[^<>\n]{1,320}>\.\.\. /.test(step.reply.text) && !isHeardAlone(step);

/** What says the same in more words: nodemailer tells a reply whole, and then its first line. */
function fullestOf(decides: Step, told: readonly Step[]): Step {
  const words = wordsOf(decides.reply.text);
  const fuller = told.findLast(
    ({ reply }) =>
      reply.code === decides.reply.code &&
      reply.text.length > decides.reply.text.length &&
      words !== '' &&
      wordsOf(reply.text).startsWith(words),
  );
  return fuller ?? decides;
}

const isPutOff = (step: Step | undefined): boolean => step?.reply.code !== undefined && step.reply.code < 500;

/** Nobody tries again after it: the time for trying is over. */
const isExpiry = ({ reply }: Step): boolean =>
  reply.code !== undefined &&
  reply.code >= 500 &&
  /\b(?:message expired|queue\.expired|delivery time expired|retry time ?out)\b/i.test(
    reply.text.slice(0, 400),
  );

function refusalOf(text: string, group: Group, isOnly: boolean): Refusal {
  const { steps } = group;
  const heardAt = steps.findIndex(isHeardAlone);
  const isToldAfter = (step: Step, at: number): boolean => heardAt >= 0 && at > heardAt && isSummary(step);
  const told = steps.filter((step, at) => !isConsequence(step) && !isToldAfter(step, at));
  const decides = told.at(-1) ?? steps.at(-1);
  const others = steps.filter((step) => step !== decides).reverse();
  const facts: Writable<ReplyFacts> = { ...(decides?.facts ?? { text: '' }) };
  if (decides !== undefined) facts.text = fullestOf(decides, told).facts.text;
  const whom = steps.find((step) => step.facts.recipient !== undefined)?.facts;
  if (facts.recipient === undefined && whom?.recipient !== undefined) facts.recipient = whom.recipient;
  if (facts.recipient === undefined && isOnly && steps.length === 1 && decides !== undefined) {
    const { end } = decides.reply.span;
    const behind =
      decides.lead.includes(':') &&
      REASON_BEFORE.test(decides.lead) &&
      FIELD_BEHIND.exec(text.slice(end, end + MAX_BEHIND))?.[1];
    if (behind) facts.recipient = behind;
  }
  const whose = isOnly && facts.recipient === undefined ? toldRecipient(text) : undefined;
  if (whose !== undefined) facts.recipient = whose;
  const around = text.slice(
    isOnly ? 0 : (steps[0]?.leadAt ?? 0),
    isOnly ? MAX_REPORT : steps.at(-1)?.reply.span.end,
  );
  if (speaksOfHandingIn(around)) facts.isOfHandingIn = true;
  else if (steps.some(({ lead }) => isQuotedByServer(lead) || OF_SENDMAIL.test(lead.slice(-8))))
    facts.isHeardByServer = true;
  // Exchange tells the last attempt first: '550 … Message expired', and below it what each attempt before had met.
  if (isPutOff(decides) && told.some(isExpiry)) facts.fate = 'given-up';
  const late = withToldDelay(facts, around);
  const otherWords = others.map((step) => step.facts);
  const said = {
    spans: steps.map(({ reply }) => reply.span),
    ...(decides?.reply.isHearsay === true && ({ isHearsay: true } as const)),
    ...(decides !== undefined &&
      decides.lead.trim() !== '' && { lead: decides.lead.slice(-MAX_INTRODUCTION) }),
  };
  if (isServersOwn(text, decides)) return { facts: late, otherTexts: otherWords, ...said };
  const start = isOnly ? 0 : (steps[0]?.leadAt ?? 0);
  const end = isOnly ? text.length : (steps.at(-1)?.reply.span.end ?? 0);
  const whole = { text: text.slice(start, Math.min(end, start + MAX_REPLY_TEXT)) };
  return { facts: late, otherTexts: [...otherWords, whole], ...said };
}
