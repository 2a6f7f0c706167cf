/**
 * Reads what a mail reports about earlier mail (RFC 3464, RFC 5965, RFC 8098, RFC 3834 and the formats without an RFC).
 * Never throws; linear in the size of the message; enclosed reports are followed three levels deep.
 */
import { CharSet } from '../../base/char-set.ts';
import { once } from '../../base/once.ts';
import { SPACES } from '../../base/spaces.ts';
import type { Writable } from '../../base/writable.ts';
import { domainOf } from '../address/index.ts';
import { header } from '../message/index.ts';
import type { MimePart, ParsedMessage } from '../message/types.ts';
import { isHostName } from '../smtp/index.ts';
import { isPublicIp } from '../trace/index.ts';
import { addressOf } from './addresses.ts';
import { readByItself, recogniseFormat } from './formats/registry.ts';
import { forwardedLayout } from './forwarded.ts';
import { listedRecipients, readGenericRecipients } from './generic.ts';
import { type BounceLayout, layOut } from './layout.ts';
import {
  isRefusalReceipt,
  isRefusalWithoutReceipt,
  type Notice,
  readAutoReply,
  readChallenge,
  readComplaint,
  readDisposition,
  readSenderTurnedAway,
  readUnsubscribe,
} from './notices.ts';
import { isAnswer, isReplyTo } from './reply-subject.ts';
import { retryHoursIn } from './retry-time.ts';
import { readReturned } from './returned.ts';
import { BOUNCE_SCORE, type BounceSignals, weighSignals } from './signals.ts';
import { readStatusRecipients } from './status-recipients.ts';
import type { BounceKind, BounceReport, RecipientReport } from './types.ts';

const MAX_DEPTH = 3;
const NOT_A_BOUNCE: BounceReport = {
  kind: 'not-a-bounce',
  format: 'none',
  recipients: [],
  returned: () => undefined,
};

/** Reads a parsed message as a report; `kind` 'not-a-bounce' with no recipients when it is none. */
export function readBounce(message: ParsedMessage): BounceReport {
  return readPart(message, message.root, 0);
}

function readPart(message: ParsedMessage, root: MimePart, depth: number): BounceReport {
  return readLayout(layOut(message, root), depth);
}

function readLayout(layout: BounceLayout, depth: number): BounceReport {
  const complaint = readComplaint(layout);
  if (complaint) return finish(layout, complaint);
  if (layout.status && layout.status.recipients.length > 0 && !isDiscussion(layout)) {
    return innermost(layout, depth) ?? readStatus(layout);
  }
  const receipt = readDisposition(layout);
  if (receipt) return finish(layout, isRefusalReceipt(layout) ? refusedBy(layout, receipt) : receipt);
  if (isRefusalWithoutReceipt(layout)) return finish(layout, refusedBy(layout));
  const itself = readByItself(layout) ?? readSenderTurnedAway(layout);
  if (itself) return finish(layout, itself);
  const signals = weighSignals(layout);
  const auto = signals.isDaemonName || signals.hasSubject ? undefined : readAutoReply(layout, signals);
  if (signals.score >= BOUNCE_SCORE && !auto) return innermost(layout, depth) ?? readText(layout, signals);
  const notice =
    auto ??
    readAutoReply(layout, signals) ??
    readUnsubscribe(layout, signals) ??
    readChallenge(layout, signals);
  if (notice) return finish(layout, notice);
  return readForwarded(layout, depth) ?? NOT_A_BOUNCE;
}

/** RFC 5429 §2.2.1: what a Sieve script refuses comes back as a receipt of deletion, with the reason in its words. */
function refusedBy(layout: BounceLayout, receipt?: Notice): Notice {
  const recipients = readGenericRecipients(layout, 'failed');
  const named = receipt?.recipients[0]?.recipient;
  return {
    kind: 'bounce',
    format: 'rfc5429',
    recipients: recipients.map((one) => (named === undefined ? one : { ...one, recipient: named })),
  };
}

/** Fields of a report pasted into an answer or a post to a list. */
function isDiscussion(layout: BounceLayout): boolean {
  return layout.isStatusInText && (isReplyTo(layout) || weighSignals(layout).score < BOUNCE_SCORE);
}

function readStatus(layout: BounceLayout): BounceReport {
  const told = readStatusRecipients(layout);
  const reports = layout.isStatusInText ? withListed(layout, told) : told;
  const isDelay = reports.some((r) => !r.action) && weighSignals(layout).isDelay;
  const recipients = reports.map((r) => withAction(r, isDelay));
  return finish(layout, { kind: kindOf(recipients), format: 'rfc3464', recipients });
}

/** Whom the words name beside the fields that stand among them: who pasted these may have left out some. */
function withListed(layout: BounceLayout, told: readonly RecipientReport[]): readonly RecipientReport[] {
  const heads = listedRecipients(layout);
  const keyOf = ({ recipient }: RecipientReport) => recipient?.toLowerCase();
  const known = new Set(told.map(keyOf));
  const listed = new Set(heads.map(keyOf));
  // Under other names the words may tell of the same people.
  if (![...known].every((one) => listed.has(one)) || listed.size === known.size) return told;
  return heads.flatMap((head) =>
    known.has(keyOf(head)) ? told.filter((one) => keyOf(one) === keyOf(head)) : [head],
  );
}

/** RFC 3464 §2.3.3 asks for an Action; where it is missing the class of the status decides (RFC 3463 §3.1). */
function withAction(report: RecipientReport, isDelay: boolean): RecipientReport {
  if (report.action) return report;
  const statusClass = report.enhancedStatus?.[0];
  if (statusClass === '2') return { ...report, action: 'delivered' };
  return { ...report, action: statusClass !== '5' && isDelay ? 'delayed' : 'failed' };
}

function kindOf(recipients: readonly RecipientReport[]): BounceKind {
  if (recipients.some((r) => r.action === 'failed')) return 'bounce';
  return recipients.some((r) => r.action === 'delayed') ? 'delay' : 'delivered';
}

function readText(layout: BounceLayout, signals: BounceSignals): BounceReport {
  const format = recogniseFormat(layout, signals);
  const special = format?.read?.(layout, signals);
  if (format && special) return finish(layout, { ...special, format: format.id });
  const action = signals.isSuccess ? 'delivered' : signals.isDelay ? 'delayed' : 'failed';
  const recipients = readGenericRecipients(layout, action);
  return finish(layout, { kind: kindOf(recipients), format: format?.id ?? 'generic', recipients });
}

/** A report that came back itself: what it reports is the reason that matters to the sender of the first message. */
function innermost(layout: BounceLayout, depth: number): BounceReport | undefined {
  const enclosed = layout.returnedPart?.children[0];
  if (!enclosed || depth >= MAX_DEPTH) return undefined;
  const isReport =
    enclosed.contentType.parameters['report-type']?.toLowerCase() === 'delivery-status' ||
    /mailer-daemon|mail delivery s/i.test((header(enclosed, 'from')?.value ?? '').slice(0, 200)) ||
    header(enclosed, 'return-path')?.value.trim() === '<>';
  if (!isReport) return undefined;
  const inner = readPart(layout.message, enclosed, depth + 1);
  return inner.kind === 'bounce' && inner.recipients.some((r) => r.recipient) ? inner : undefined;
}

/** A report that somebody passed on, attached or quoted. */
function readForwarded(layout: BounceLayout, depth: number): BounceReport | undefined {
  if (depth >= MAX_DEPTH || layout.head('list-id') !== '' || isAnswer(layout)) return undefined;
  const enclosed = layout.returnedPart?.children[0];
  if (enclosed) {
    const inner = readPart(layout.message, enclosed, depth + 1);
    if (inner.kind === 'bounce' || inner.kind === 'delay') return inner;
  }
  const inline = forwardedLayout(layout);
  if (!inline) return undefined;
  const inner = readLayout(inline, depth + 1);
  return inner.kind === 'bounce' || inner.kind === 'delay' ? inner : undefined;
}

function finish(layout: BounceLayout, notice: Notice): BounceReport {
  const { status } = layout;
  const reportingHost = hostIn(status?.reportingMta?.value) || namedReporter(layout);
  const isReport = notice.kind === 'bounce' || notice.kind === 'delay' || notice.kind === 'delivered';
  const writer = reportingHost || (isReport && domainOf(addressOf(layout.head('from')))) || undefined;
  const receivedFromHost = hostIn(status?.receivedFromMta?.value);
  const returned = once(() => {
    const isRemote = notice.recipients.some((r) => isRefusedElsewhere(r, reportingHost));
    return readReturned(layout, { isRemote, ...(reportingHost && { reportingHost }) });
  });
  const report: Writable<BounceReport> = {
    kind: notice.kind,
    format: notice.format,
    recipients: notice.recipients,
    returned,
  };
  if (writer) report.reportingHost = writer;
  if (receivedFromHost) report.receivedFromHost = receivedFromHost;
  if (status?.arrivalDate) report.arrivalDate = status.arrivalDate;
  if (status?.queueId) report.queueId = status.queueId;
  if (status?.isOfPostfix) report.isOfPostfix = true;
  if (notice.kind === 'delay') {
    const retryHours = retryHoursIn(layout.notice.map(({ text }) => text.slice(0, 600)).join('\n'));
    if (retryHours !== undefined) report.retryHours = retryHours;
  }
  return report;
}

const HOST_ENDS = new CharSet(`${SPACES}(`);
const NAME_ENDS = new CharSet(`${SPACES},;:`);

/** The host that a field names, its comment left out. */
const hostIn = (value: string | undefined): string | undefined =>
  value?.slice(0, HOST_ENDS.indexIn(value)).toLowerCase();

/** A host behind the reporter (a private address) saw the same sender as the reporter did. */
function isRefusedElsewhere(report: RecipientReport, reportingHost: string | undefined): boolean {
  if (report.remoteIp && !isPublicIp(report.remoteIp)) return false;
  return (
    report.remoteIp !== undefined || (report.remoteHost !== undefined && report.remoteHost !== reportingHost)
  );
}

const REPORTER_MARKS: readonly string[] = [
  ' at host ',
  'program at ',
  'mail agent at ',
  'generating server: ',
  'server at ',
];

/** 'This is the mail system at host mx.example.org.', '… program at mx.example.org.' */
function namedReporter(layout: BounceLayout): string | undefined {
  for (const line of layout.notice.slice(0, 12)) {
    const text = line.text.slice(0, 300).toLowerCase();
    if (!text.includes(' at ') && !text.includes('ing server: ')) continue;
    for (const mark of REPORTER_MARKS) {
      const at = text.indexOf(mark);
      if (at < 0) continue;
      const start = at + mark.length;
      const host = text.slice(start, NAME_ENDS.indexIn(text, start)).replace(/\.$/, '');
      if (host.includes('.') && isHostName(host)) return host;
    }
  }
  return undefined;
}
