/** From a bounce report to refusals: codes and words of each recipient, and what is known of the refused message. */
import type { ReplyFacts } from '../findings/reply-facts.ts';
import type { BounceKind, BounceReport, RecipientReport } from '../wire/bounce/index.ts';
import type { ParsedMessage } from '../wire/message/index.ts';
import { findReplies } from '../wire/smtp/index.ts';
import type { Arrival, Refusal } from './arrival.ts';
import { MAX_REPLY_TEXT } from './reply-input.ts';
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
  const reply = findReplies(cut).at(-1);
  return {
    text: cut,
    ...(reply?.code !== undefined && { replyCode: reply.code }),
    ...(reply?.enhancedStatus !== undefined && { enhancedStatus: reply.enhancedStatus }),
  };
}

/** Drops undefined members: absent stays absent. */
function defined<T extends object>(value: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

function refusalOf(report: BounceReport, recipient: RecipientReport, sizeBytes: number | undefined): Refusal {
  const words = wordsOf(recipient.diagnostic);
  const { returned } = report;
  const facts = defined<ReplyFacts>({
    text: words.text,
    replyCode: words.replyCode ?? recipient.replyCode,
    enhancedStatus: words.enhancedStatus ?? recipient.enhancedStatus,
    phase: recipient.phase,
    speakerHost: recipient.remoteHost,
    speakerIp: recipient.remoteIp,
    reportingHost: report.reportingHost,
    banner: undefined,
    recipient: recipient.recipient,
    expandedFrom: recipient.originalRecipient,
    sender: returned?.reversePath,
    headerFrom: returned?.from,
    senderIp: returned?.senderIp,
    helo: returned?.helo,
    queueId: report.queueId,
    messageId: returned?.messageId,
    messageSizeBytes: sizeBytes,
    at: recipient.lastAttempt ?? report.arrivalDate,
  });
  return { facts, otherTexts: recipient.otherDiagnostics.map(wordsOf) };
}

/** The arrival that a message makes, whatever its kind. */
export function bounceArrival(message: ParsedMessage, report: BounceReport): Arrival {
  const { returned } = report;
  const bytes =
    returned?.range === undefined
      ? undefined
      : message.raw.subarray(returned.range.start, returned.range.end);
  const isWhole = returned !== undefined && !returned.isHeadersOnly;
  const sizeBytes = isWhole ? bytes?.length : undefined;
  const notice = noticeOf(report.kind);
  return {
    input: 'message',
    kind: kinds[report.kind],
    ...(notice !== undefined && { notice }),
    format: report.format,
    refusals: report.recipients.map((recipient) => refusalOf(report, recipient, sizeBytes)),
    ...(bytes !== undefined && { returned: { bytes, isWhole } }),
  };
}
