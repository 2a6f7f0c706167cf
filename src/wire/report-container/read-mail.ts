/**
 * Mail of a report mailbox. A report mail is known by what it carries; one that announces a report (RFC 9990 §3.5.2, RFC 8460 §5.3)
 * and carries none is a fault, any other mail is just mail. Parts are opened by content, whatever their type and name say.
 */
import { failed } from '../../base/result.ts';
import { readFailureReport } from '../dmarc-report/index.ts';
import { decodeBytes, header, parseMessage } from '../message/index.ts';
import type { MimePart, ParsedMessage } from '../message/types.ts';
import { type Pieces, wholePieces } from './byte-source.ts';
import { contentKindOf } from './content-kind.ts';
import { notAReport, tooManyEntries, unreadable, within, withoutBystanders } from './found.ts';
import type { Position } from './position.ts';
import type { ReportFound } from './types.ts';

type ReadContent = (from: Pieces, position: Position) => Generator<ReportFound>;

/** A bounce or a receipt may carry back a report that was sent; it is none that was received. */
const ABOUT_SENT_MAIL = new Set(['delivery-status', 'disposition-notification']);
/** Told also of mail that announces nothing: such data is not opened by anybody. */
const ALWAYS_TOLD = new Set(['inflated-too-large', 'xml-declaration']);

/** The reports of one mail; `readContent` opens what its parts hold. */
export function* readMail(
  bytes: Uint8Array,
  position: Position,
  readContent: ReadContent,
): Generator<ReportFound> {
  const { place } = position;
  const message = parseMessage(bytes);
  const failure = readFailureReport(message);
  if (failure?.kind === 'failure') {
    yield { kind: 'report', place, value: { kind: 'failure', report: failure.report } };
    return;
  }
  if (failure !== undefined) {
    yield notAReport(place, `It is feedback of type '${failure.feedbackType}', not a failure report.`);
    return;
  }
  const reportType = message.root.contentType.parameters['report-type']?.toLowerCase() ?? '';
  const found = ABOUT_SENT_MAIL.has(reportType)
    ? []
    : readParts(message, message.root, position, readContent);
  yield* judged(found, isAnnounced(message, reportType), place);
}

function judged(found: readonly ReportFound[], announced: boolean, place: string): readonly ReportFound[] {
  if (found.some((one) => one.kind === 'report')) return withoutBystanders(found);
  const faults = found.filter(
    (one) => one.kind === 'unreadable' && (announced || ALWAYS_TOLD.has(one.problem.code)),
  );
  if (faults.length > 0) return faults;
  if (!announced) return [notAReport(place, 'It is ordinary mail without a report.')];
  const { problem } = failed('report-missing', 'The mail announces a report, but carries none.');
  return [unreadable(place, problem)];
}

function readParts(
  message: ParsedMessage,
  part: MimePart,
  position: Position,
  readContent: ReadContent,
): readonly ReportFound[] {
  const { budget } = position;
  const place = within(position.place, part.path === '' ? 'body' : `part ${part.path}`);
  const inner = { ...position, place, depth: position.depth + 1 };
  const [enclosed] = part.children;
  if (enclosed !== undefined && part.contentType.type.startsWith('multipart/'))
    return part.children.flatMap((child) => readParts(message, child, position, readContent));
  if (!budget.takeEntry()) return [unreadable(place, tooManyEntries(budget))];
  if (enclosed !== undefined) {
    const { headerRange, bodyRange } = enclosed;
    return [...readContent(wholePieces(message.raw.subarray(headerRange.start, bodyRange.end)), inner)];
  }
  const decoded = decodeBytes(message, part).bytes;
  const kind = contentKindOf(decoded.subarray(0, 4_096));
  // Prose is the usual body; only a declared attachment can be an attachment that is empty.
  if (kind === 'other' || (kind === 'empty' && !isAttachment(part))) return [];
  if (kind === 'mail' && part.isDetached !== true && !isAttachment(part)) return [];
  return [...readContent(wholePieces(decoded), inner)];
}

function isAttachment(part: MimePart): boolean {
  return part.disposition === 'attachment' || part.filename !== undefined;
}

/** Subjects of RFC 9990 §3.5.2 ('Report Domain: … Submitter: … Report-ID: …'), fields and types of RFC 8460 §5.3 and §5.4. */
function isAnnounced(message: ParsedMessage, reportType: string): boolean {
  const subject = header(message.root, 'subject')?.value.slice(0, 1_000).toLowerCase() ?? '';
  const isDmarc = subject.includes('report domain:') && subject.includes('submitter:');
  return isDmarc || reportType === 'tlsrpt' || header(message.root, 'tls-report-domain') !== undefined;
}
