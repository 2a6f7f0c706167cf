/** From a bounce report to refusals: codes and words of each recipient, and what is known of the refused message. */
import type { ReplyFacts } from '../findings/reply-facts.ts';
import type { BounceKind, BounceReport, RecipientReport, ReturnedMessage } from '../wire/bounce/index.ts';
import type { ParsedMessage } from '../wire/message/index.ts';
import { findReplies } from '../wire/smtp/index.ts';
import type { Arrival, Refusal } from './arrival.ts';
import { MAX_REPLY_TEXT, namedIn } from './reply-input.ts';
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

/** The codes of a text are looked for only when it is its turn. */
function lazily(texts: readonly string[]): Iterable<ReplyFacts> {
  return {
    *[Symbol.iterator]() {
      for (const text of texts) yield wordsOf(text);
    },
  };
}

function returnedFacts(returned: ReturnedMessage | undefined): Partial<ReplyFacts> {
  if (returned === undefined) return {};
  return {
    ...(returned.reversePath !== undefined && { sender: returned.reversePath }),
    ...(returned.from !== undefined && { headerFrom: returned.from }),
    ...(returned.senderIp !== undefined && { senderIp: returned.senderIp }),
    ...(returned.helo !== undefined && { helo: returned.helo }),
    ...(returned.messageId !== undefined && { messageId: returned.messageId }),
  };
}

function refusalOf(report: BounceReport, recipient: RecipientReport, sizeBytes: number | undefined): Refusal {
  const words = wordsOf(recipient.diagnostic);
  const replyCode = words.replyCode ?? recipient.replyCode;
  const enhancedStatus = words.enhancedStatus ?? recipient.enhancedStatus;
  const at = recipient.lastAttempt ?? report.arrivalDate;
  // What the words name stands in only where the report does not tell.
  const { senderIp, headerFrom } = namedIn(words.text, recipient.remoteIp);
  const facts: ReplyFacts = {
    text: words.text,
    ...(senderIp !== undefined && { senderIp }),
    ...(headerFrom !== undefined && { headerFrom }),
    ...(replyCode !== undefined && { replyCode }),
    ...(enhancedStatus !== undefined && { enhancedStatus }),
    ...(recipient.phase !== undefined && { phase: recipient.phase }),
    ...(recipient.remoteHost !== undefined && { speakerHost: recipient.remoteHost }),
    ...(recipient.remoteIp !== undefined && { speakerIp: recipient.remoteIp }),
    ...(report.reportingHost !== undefined && { reportingHost: report.reportingHost }),
    ...(recipient.recipient !== undefined && { recipient: recipient.recipient }),
    ...(recipient.originalRecipient !== undefined && { expandedFrom: recipient.originalRecipient }),
    ...(report.queueId !== undefined && { queueId: report.queueId }),
    ...(sizeBytes !== undefined && { messageSizeBytes: sizeBytes }),
    ...(at !== undefined && { at }),
    ...returnedFacts(report.returned),
  };
  return { facts, otherTexts: lazily(recipient.otherDiagnostics) };
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
