/** From a bounce report to refusals: codes and words of each recipient, and what is known of the refused message. */
import type { Writable } from '../base/writable.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { domainOf } from '../wire/address/index.ts';
import type {
  BounceKind,
  BounceReport,
  FormatId,
  RecipientReport,
  ReturnedMessage,
} from '../wire/bounce/index.ts';
import { header, type ParsedMessage } from '../wire/message/index.ts';
import { findReplies } from '../wire/smtp/index.ts';
import type { Arrival, Refusal } from './arrival.ts';
import { heardInDiagnostic, isOfExchangeClient } from './exchange-client.ts';
import { findSenderDomain } from './find-domain.ts';
import { callerIn } from './named-in-words.ts';
import { sameOrganisation } from './organisation.ts';
import { mailboxSignsOf } from './own-mailbox.ts';
import { decidingReply, MAX_REPLY_TEXT } from './reply-input.ts';
import { judgedInLink } from './spf-link.ts';
import { isReportOfChecks } from './suppression.ts';
import type { ArrivalKind } from './verdict.ts';

/** The kinds that the outside knows (docs/explain-json.md). */
const kinds: Readonly<Record<BounceKind, ArrivalKind>> = {
  bounce: 'bounce',
  delay: 'delay',
  delivered: 'not-a-bounce',
  complaint: 'complaint',
  'auto-reply': 'auto-reply',
  challenge: 'auto-reply',
  unsubscribe: 'complaint',
  'not-a-bounce': 'not-a-bounce',
};

const noticeOf = (kind: BounceKind): Arrival['notice'] => {
  if (kind === 'bounce' || kind === 'not-a-bounce') return undefined;
  return kind === 'delay' ? 'delayed' : kind;
};

/** Codes of a text, its head removed. */
function wordsOf(text: string): ReplyFacts {
  const cut = text.slice(0, MAX_REPLY_TEXT);
  const reply = decidingReply(findReplies(cut));
  const facts: Writable<ReplyFacts> = { text: cut };
  if (reply?.code !== undefined) facts.replyCode = reply.code;
  if (reply?.enhancedStatus !== undefined) facts.enhancedStatus = reply.enhancedStatus;
  return facts;
}

/** The software that wrote a bounce, by the form of it (wire/bounce/formats). */
const SOFTWARE: { readonly [Id in FormatId]?: ReplyFacts['reportingSoftware'] } = {
  postfix: 'postfix',
  exim: 'exim',
  sendmail: 'sendmail',
  opensmtpd: 'opensmtpd',
  qmail: 'qmail',
  'exchange-2003': 'exchange',
  'exchange-2007': 'exchange',
  'microsoft-365': 'exchange',
  'microsoft-smtp': 'exchange',
  gmail: 'service',
  'amazon-ses': 'service',
  'amazon-workmail': 'service',
  mailgun: 'service',
  sendgrid: 'service',
  postmark: 'service',
};

/** Undefined where the recipient's side wrote it: nothing is known of ours. */
function softwareOf(
  { format, reportingHost, isOfPostfix }: BounceReport,
  { recipient }: RecipientReport,
): ReplyFacts['reportingSoftware'] {
  if (sameOrganisation(reportingHost, domainOf(recipient))) return undefined;
  if (isOfPostfix === true) return 'postfix';
  return SOFTWARE[format] ?? (OF_SERVICE.test(reportingHost ?? '') ? 'service' : undefined);
}

/** Hosts of services that report in the standard form (Reporting-MTA, RFC 3464 §2.2.2). */
const OF_SERVICE = /\.(?:amazonses\.com|google\.com|sendgrid\.net|mailgun\.(?:net|org)|mtasv\.net)\.?$/i;

/** Texts whose codes are looked for only when it is their turn. */
class LaterTexts implements Iterable<ReplyFacts> {
  readonly #texts: readonly string[];

  constructor(texts: readonly string[]) {
    this.#texts = texts;
  }

  *[Symbol.iterator](): Iterator<ReplyFacts> {
    for (const text of this.#texts) yield wordsOf(text);
  }
}

/** The reverse-path of the refused message, as the report or else a link in the words tells it. */
const senderIn = (text: string, returned: ReturnedMessage | undefined): string | undefined =>
  returned?.reversePath ?? judgedInLink(text).sender;

/** What is known of the refused message; what the words of the refusal name stands in where the report does not tell. */
function addSender(
  facts: Writable<ReplyFacts>,
  returned: ReturnedMessage | undefined,
  remoteIp: string | undefined,
): void {
  const senderIp = returned?.senderIp ?? callerIn(facts.text, remoteIp);
  const headerFrom = returned?.from ?? findSenderDomain(facts.text);
  if (senderIp !== undefined) {
    facts.senderIp = senderIp;
    facts.senderIpFrom = returned?.senderIp === undefined ? 'words' : 'received';
  }
  if (headerFrom !== undefined) facts.headerFrom = headerFrom;
  const sender = senderIn(facts.text, returned);
  const helo = returned?.helo ?? judgedInLink(facts.text).helo;
  if (sender !== undefined) facts.sender = sender;
  if (helo !== undefined) facts.helo = helo;
  if (returned?.messageId !== undefined) facts.messageId = returned.messageId;
  if (returned?.isOfList === true) facts.isOfList = true;
}

/** What is known of the refused message by itself. */
interface Refused {
  readonly message: ReturnedMessage | undefined;
  readonly sizeBytes: number | undefined;
}

function refusalOf(report: BounceReport, recipient: RecipientReport, refused: Refused | undefined): Refusal {
  const heard = heardInDiagnostic(recipient.diagnostic.slice(0, MAX_REPLY_TEXT));
  const words = wordsOf(heard?.text ?? recipient.diagnostic);
  const replyCode = words.replyCode ?? recipient.replyCode;
  const enhancedStatus = words.enhancedStatus ?? recipient.enhancedStatus;
  const at = recipient.lastAttempt ?? report.arrivalDate;
  const facts: Writable<ReplyFacts> = { text: words.text };
  const software = softwareOf(report, recipient);
  if (software !== undefined) facts.reportingSoftware = software;
  if (replyCode !== undefined) facts.replyCode = replyCode;
  if (enhancedStatus !== undefined) facts.enhancedStatus = enhancedStatus;
  if (report.kind === 'bounce' || report.kind === 'delay')
    facts.fate = recipient.action === 'delayed' || report.kind === 'delay' ? 'waiting' : 'given-up';
  if (software === 'exchange' && isOfExchangeClient(facts)) facts.ownStep = 'client';
  if (recipient.phase !== undefined) facts.phase = recipient.phase;
  if (recipient.remoteHost !== undefined) facts.speakerHost = recipient.remoteHost;
  if (heard?.speakerHost !== undefined) facts.speakerHost = heard.speakerHost;
  if (heard !== undefined) facts.isHeardByServer = true;
  if (recipient.remoteIp !== undefined) facts.speakerIp = recipient.remoteIp;
  if (report.reportingHost !== undefined) facts.reportingHost = report.reportingHost;
  if (recipient.recipient !== undefined) facts.recipient = recipient.recipient;
  if (recipient.originalRecipient !== undefined) facts.expandedFrom = recipient.originalRecipient;
  if (report.queueId !== undefined) facts.queueId = report.queueId;
  if (refused?.sizeBytes !== undefined) facts.messageSizeBytes = refused.sizeBytes;
  if (at !== undefined) facts.at = at;
  if (recipient.retryUntil !== undefined) facts.retryUntil = recipient.retryUntil;
  if (report.retryHours !== undefined) facts.retryHours = report.retryHours;
  const otherTexts = new LaterTexts(recipient.otherDiagnostics);
  if (refused === undefined)
    return { facts, otherTexts, senderOf: () => senderIn(words.text, report.returned()) };
  addSender(facts, refused.message, recipient.remoteIp);
  return { facts, otherTexts };
}

/** Of a report of several fates (RFC 3464 §2.3.3) those that mail did not reach; all where it reached each. */
function unlucky({ kind, recipients }: BounceReport): readonly RecipientReport[] {
  if (kind !== 'bounce' && kind !== 'delay') return recipients;
  const without = recipients.filter(({ action }) => action === 'failed' || action === 'delayed' || !action);
  return without.length > 0 ? without : recipients;
}

const isOfChecks = ({ kind, recipients }: BounceReport): boolean =>
  kind === 'complaint' &&
  recipients.length > 0 &&
  recipients.every(({ diagnostic }) => isReportOfChecks(diagnostic));

/** RFC 5322 §2.1: an empty line ends the header. */
const endsInHeader = ({ raw, root }: ParsedMessage): boolean =>
  root.bodyRange.start >= raw.length && !/\n\r?\n$/.test(Buffer.from(raw.subarray(-3)).toString('latin1'));

/** RFC 2046 §5.1.1: the closing delimiter of a multipart stands at its end. */
const endsInPart = (message: ParsedMessage): boolean =>
  (message.structureProblems ?? message.problems).some(
    ({ code }) => code === 'boundary-not-closed' || code === 'boundary-not-found',
  );

/** How a message is read. */
export interface ArrivalOptions {
  /** The words of the refusal alone are to be judged: who sent what was refused is not looked for, nor the message that came back. */
  readonly isForWords?: boolean;
}

/** So much of the message that came back holds the way that it went. */
const MAX_TRACE = 8_192;

/** The arrival that a message makes, whatever its kind; of a header that breaks off nothing is known but a bounce's signs. */
export function bounceArrival(
  message: ParsedMessage,
  report: BounceReport,
  { isForWords = false }: ArrivalOptions = {},
): Arrival {
  const returned = isForWords ? undefined : report.returned();
  const bytes =
    returned?.range === undefined
      ? undefined
      : message.raw.subarray(returned.range.start, returned.range.end);
  const isWhole = returned !== undefined && !returned.isHeadersOnly;
  const refused = isForWords
    ? undefined
    : { message: returned, sizeBytes: isWhole ? bytes?.length : undefined };
  const notice = noticeOf(report.kind);
  const isHeaderCut = endsInHeader(message);
  const arrival: Writable<Arrival> = {
    input: 'message',
    kind: isHeaderCut && report.kind === 'not-a-bounce' ? 'unknown' : kinds[report.kind],
    format: report.format,
    refusals: unlucky(report).map((recipient) => refusalOf(report, recipient, refused)),
  };
  if (isHeaderCut || endsInPart(message)) arrival.isCut = true;
  if (isOfChecks(report)) arrival.stopsNobody = true;
  if (notice !== undefined) arrival.notice = notice;
  if (bytes !== undefined) arrival.returned = { bytes, isWhole };
  if (!isForWords && (report.kind === 'bounce' || report.kind === 'delay'))
    arrival.mailbox = mailboxSignsOf(
      header(message.root, 'to')?.value,
      Buffer.from(bytes?.subarray(0, MAX_TRACE) ?? []).toString('latin1'),
    );
  return arrival;
}
