/**
 * A mail laid out for reading as a report: the words for people, the machine-readable parts, the message that came back.
 * Where a reporter mislabels or misplaces a part (RFC 6522), what the part says counts, not its label.
 */
import { once } from '../../base/once.ts';
import { type FeedbackReport, parseFeedbackReport } from '../arf/index.ts';
import { type DeliveryStatus, parseDeliveryStatus } from '../dsn/index.ts';
import { decodeText } from '../message/index.ts';
import type { DecodedLine, MimePart, ParsedMessage } from '../message/types.ts';
import { unquotedLine } from './header-lines.ts';
import { htmlLines } from './html-lines.ts';
import { findOriginalStart } from './original-start.ts';
import { type ReturnedHeaders, readReturnedHeaders } from './returned-headers.ts';

const MAX_PARTS = 200;
const MAX_NOTICE_LINES = 3_000;
const MAX_LINE = 2_000;
/** Decoded bytes read of one text part: a report says what it has to say at its beginning. */
const MAX_TEXT_BYTES = 1_000_000;

export interface BounceLayout {
  readonly message: ParsedMessage;
  /** The part read as the report: the whole message, or the enclosed message of a forward. */
  readonly root: MimePart;
  /** Value of the first header field of that name (lower case); '' when absent. */
  readonly head: (key: string) => string;
  /** Words for people, up to where the original message begins; quote marks kept. */
  readonly notice: readonly DecodedLine[];
  /** The returned message as far as the text itself quotes it. */
  readonly quoted: readonly DecodedLine[];
  readonly status?: DeliveryStatus;
  /** The fields of RFC 3464 stand in the text, not in a part of their own. */
  readonly isStatusInText: boolean;
  readonly feedback?: FeedbackReport;
  /** Fields of a message/disposition-notification (RFC 8098). */
  readonly disposition?: readonly DecodedLine[];
  /** message/rfc822, text/rfc822-headers, message/global, message/global-headers. */
  readonly returnedPart?: MimePart;
  /** The headers of the returned message, from its part or from the text; undefined when the report has none. */
  readonly returnedHeaders: () => ReturnedHeaders | undefined;
}

/** Lays out text that stands for a mail of its own (a forwarded one), with the header values `head` tells. */
export function layOutText(
  outer: BounceLayout,
  head: (key: string) => string,
  lines: readonly DecodedLine[],
): BounceLayout {
  const found: Collected = { notice: [], quoted: [], parts: 0 };
  addText(lines, found, false);
  takeStatusFromText(found);
  const { notice, quoted, status } = found;
  const isStatusInText = status !== undefined;
  return {
    message: outer.message,
    root: outer.root,
    head,
    notice,
    quoted,
    isStatusInText,
    ...(status && { status }),
    returnedHeaders: once(() => readReturnedHeaders(outer.message, undefined, quoted)),
  };
}

interface Collected {
  notice: DecodedLine[];
  quoted: DecodedLine[];
  status?: DeliveryStatus;
  feedback?: FeedbackReport;
  disposition?: readonly DecodedLine[];
  returnedPart?: MimePart;
  parts: number;
}

/** Lays out `root`, a part of `message` with headers of its own (the message itself or an enclosed one). */
export function layOut(message: ParsedMessage, root: MimePart): BounceLayout {
  const found: Collected = { notice: [], quoted: [], parts: 0 };
  collect(message, root, found, root);
  const hasStatusPart = found.status !== undefined;
  if (!hasStatusPart) takeStatusFromText(found, true);
  const head = (key: string) => fieldValue(root, key);
  return {
    message,
    root,
    head,
    notice: found.notice,
    quoted: found.quoted,
    isStatusInText: !hasStatusPart && found.status !== undefined,
    ...(found.status && { status: found.status }),
    ...(found.feedback && { feedback: found.feedback }),
    ...(found.disposition && { disposition: found.disposition }),
    ...(found.returnedPart && { returnedPart: found.returnedPart }),
    returnedHeaders: once(() => readReturnedHeaders(message, found.returnedPart, found.quoted)),
  };
}

function fieldValue(root: MimePart, key: string): string {
  for (const field of root.headers) if (field.key === key) return field.value;
  return '';
}

function collect(message: ParsedMessage, part: MimePart, found: Collected, root: MimePart): void {
  found.parts += 1;
  if (found.parts > MAX_PARTS) return;
  const type = part.contentType.type;
  if (type.startsWith('multipart/')) {
    const children = type === 'multipart/alternative' ? alternative(message, part) : part.children;
    for (const child of children) collect(message, child, found, root);
    // A multipart whose boundary never comes: what stands there is read as text.
    if (part.children.length === 0) addText(linesOf(message, part), found, false);
    return;
  }
  if (isStatusType(type)) {
    addStatus(linesOf(message, part), found);
    return;
  }
  if (type.endsWith('/feedback-report')) {
    const feedback = parseFeedbackReport(linesOf(message, part));
    if (feedback) found.feedback ??= feedback;
    return;
  }
  if (type.endsWith('/disposition-notification') || type.endsWith('/global-disposition-notification')) {
    found.disposition ??= linesOf(message, part);
    return;
  }
  if (part !== root && isReturnedType(type)) {
    found.returnedPart ??= part;
    return;
  }
  if (type.startsWith('text/') || type === '') addText(linesOf(message, part), found, type === 'text/html');
  else if (part.children.length === 0 && isSmall(part)) sniffStatus(message, part, found);
}

/** RFC 3464 §2.1, RFC 6533 §4, and spellings seen. */
function isStatusType(type: string): boolean {
  return (
    type === 'message/delivery-status' ||
    type === 'message/global-delivery-status' ||
    type.endsWith('/delivery-status')
  );
}

/** RFC 6522 §3 and §4, RFC 6533 §5 and §6. */
function isReturnedType(type: string): boolean {
  return (
    type === 'message/rfc822' ||
    type === 'message/global' ||
    type.endsWith('/rfc822-headers') ||
    type.endsWith('/rfc822-header') ||
    type === 'message/global-headers' ||
    type === 'message/news' ||
    type === 'message/partial'
  );
}

function isSmall(part: MimePart): boolean {
  return part.bodyRange.end - part.bodyRange.start < 20_000 && part.filename?.endsWith('.pdf') !== true;
}

/** An attachment of unknown type that is a delivery status all the same. */
function sniffStatus(message: ParsedMessage, part: MimePart, found: Collected): void {
  if (found.status || !/octet-stream|message|unknown|x-/.test(part.contentType.type)) return;
  const lines = linesOf(message, part);
  if (statusStart(lines) >= 0) addStatus(lines, found);
}

function addStatus(lines: readonly DecodedLine[], found: Collected): void {
  const status = parseDeliveryStatus(lines);
  if (!status) return;
  const before = found.status;
  found.status = before ? { ...before, recipients: [...before.recipients, ...status.recipients] } : status;
}

/** Plain text, unless it says nothing and the HTML beside it does. */
function alternative(message: ParsedMessage, part: MimePart): readonly MimePart[] {
  const plain = part.children.find((c) => c.contentType.type === 'text/plain');
  const others = part.children.filter((c) => c !== plain);
  if (!plain) return part.children;
  const hasWords = linesOf(message, plain).some((l) => l.text.trim().length > 2);
  return hasWords ? [plain, ...others.filter((c) => !c.contentType.type.startsWith('text/'))] : others;
}

function linesOf(message: ParsedMessage, part: MimePart): readonly DecodedLine[] {
  return decodeText(message, part, MAX_TEXT_BYTES).lines;
}

function addText(source: readonly DecodedLine[], found: Collected, isHtml: boolean): void {
  const lines = isHtml || looksLikeHtml(source) ? htmlLines(source) : source;
  // Words after the returned message are its reporter's footer, unless none came before.
  const hasWords = found.returnedPart !== undefined && found.notice.some((l) => l.text.trim() !== '');
  if (hasWords || found.notice.length > MAX_NOTICE_LINES) return;
  if (found.quoted.length > 0) {
    for (const line of lines.slice(0, MAX_NOTICE_LINES)) found.quoted.push(line);
    return;
  }
  const start = findOriginalStart(lines);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!line) break;
    const target = i < start ? found.notice : found.quoted;
    if (target.length < MAX_NOTICE_LINES) target.push(capped(line));
  }
}

function capped(line: DecodedLine): DecodedLine {
  return line.text.length <= MAX_LINE ? line : { text: line.text.slice(0, MAX_LINE), range: line.range };
}

function looksLikeHtml(lines: readonly DecodedLine[]): boolean {
  for (let index = 0; index < 5 && index < lines.length; index++)
    if (lines[index]?.text.includes('<')) return isHtmlHead(lines.slice(0, 5));
  return false;
}

function isHtmlHead(lines: readonly DecodedLine[]): boolean {
  const head = lines
    .map((l) => l.text.slice(0, 200))
    .join(' ')
    .toLowerCase();
  return head.includes('<html') || head.includes('<!doctype html');
}

/** RFC 3464 fields written into the text itself (no part of their own, or a broken boundary). */
function takeStatusFromText(found: Collected, isUnquotedOnly = false): void {
  for (const key of ['notice', 'quoted'] as const) {
    const lines = found[key];
    const start = statusStart(lines);
    if (start < 0 || (isUnquotedOnly && lines[start]?.text.startsWith('>'))) continue;
    const end = statusEnd(lines, start);
    const status = parseDeliveryStatus(lines.slice(start, end).map(unquoted));
    if (!status || status.recipients.length === 0) continue;
    found.status = status;
    const after = lines.slice(end);
    found[key] = lines.slice(0, start);
    if (key === 'notice') found.quoted = [...after, ...found.quoted];
    return;
  }
}

function unquoted(line: DecodedLine): DecodedLine {
  return { text: unquotedLine(line.text), range: line.range };
}

const COLON = 0x3a;

/** Does the line have a colon where the fields looked for have theirs? Most lines have not. */
function mayBeStatus(line: string): boolean {
  return (
    // Action and Status
    line.charCodeAt(6) === COLON ||
    // Reporting-MTA
    line.charCodeAt(13) === COLON ||
    // Final-Recipient and Diagnostic-Code
    line.charCodeAt(15) === COLON ||
    // Original-Recipient
    line.charCodeAt(18) === COLON
  );
}

function statusStart(lines: readonly DecodedLine[]): number {
  let first = -1;
  let recipients = 0;
  let fates = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = unquotedLine(lines[i]?.text ?? '');
    if (!mayBeStatus(line)) continue;
    const text = line.slice(0, 30).toLowerCase();
    const isRecipient = text.startsWith('final-recipient:') || text.startsWith('original-recipient:');
    const isFate =
      text.startsWith('action:') || text.startsWith('status:') || text.startsWith('diagnostic-code:');
    if (first < 0 && (isRecipient || text.startsWith('reporting-mta:'))) first = i;
    if (isRecipient) recipients += 1;
    if (isFate && recipients > 0) fates += 1;
    if (recipients > 0 && fates > 0) return first;
  }
  return -1;
}

/** Up to the line after which neither a field nor a continuation comes. */
function statusEnd(lines: readonly DecodedLine[], start: number): number {
  for (let i = start; i < lines.length; i++) {
    const text = unquotedLine(lines[i]?.text ?? '');
    if (text.startsWith('--') && i > start) return i;
    const lower = text.slice(0, 20).toLowerCase();
    if (lower.startsWith('return-path:') || lower.startsWith('received:')) return i;
  }
  return lines.length;
}
