/**
 * Failure reports: one message that did not authenticate. As mail of the Abuse Reporting Format (RFC 9991, RFC 6591 §3,
 * RFC 5965), and as the plain text that Exim sends instead (src/dmarc.c of Exim 4).
 */
import { type Instant, instantOf } from '../../base/clock.ts';
import { canonicalIp } from '../../base/ip.ts';
import type { Writable } from '../../base/writable.ts';
import { domainOf, normaliseDomain } from '../address/index.ts';
import { type FeedbackReport, parseFeedbackReport } from '../arf/index.ts';
import { decodeBytes, decodeText, header, parseHeaderBlock, walkParts } from '../message/index.ts';
import type { HeaderField, MimePart, ParsedMessage } from '../message/types.ts';
import { parseCount } from './report-values.ts';
import type { DmarcFailureReport } from './types.ts';

/** 'other-feedback' is a complaint or another report of RFC 5965 that is not about authentication. */
export type FailureReading =
  | { readonly kind: 'failure'; readonly report: DmarcFailureReport }
  | { readonly kind: 'other-feedback'; readonly feedbackType: string };

const MAX_REPORT_BYTES = 262_144;
const EXIM_OPENING = 'A message claiming to be from you has failed';
const EXIM_COPY = '------ This is a copy of';
/** An opening is looked for in the first lines only. */
const MAX_OPENING_LINES = 20;
const MAX_TEXT = 1_000;

/** The failure report that the message is; undefined when it is none. Linear; reads 256 kB of the report part. */
export function readFailureReport(message: ParsedMessage): FailureReading | undefined {
  const part = feedbackPart(message);
  const feedback = part && parseFeedbackReport(decodeText(message, part, MAX_REPORT_BYTES).lines);
  if (feedback === undefined) return readEximText(message);
  // RFC 6591 §3: the type is 'auth-failure'; some leave it out and say which check failed.
  const isAboutAuthentication =
    feedback.feedbackType === 'auth-failure' || feedback.authFailure !== undefined;
  if (!isAboutAuthentication) return { kind: 'other-feedback', feedbackType: feedback.feedbackType };
  return { kind: 'failure', report: reportOf(feedback, originalHeaders(message)) };
}

function feedbackPart(message: ParsedMessage): MimePart | undefined {
  const { root } = message;
  if (root.contentType.type === 'message/feedback-report') return root;
  return root.children.find((part) => part.contentType.type === 'message/feedback-report');
}

function reportOf(feedback: FeedbackReport, original: readonly HeaderField[]): DmarcFailureReport {
  const field = (key: string) => feedback.fields.find((one) => one.key === key && one.value !== '')?.value;
  const from = originalOf(original);
  const report: Writable<DmarcFailureReport> = {
    format: 'arf',
    authFailure: feedback.authFailure ?? '',
    recipients: feedback.originalRcptTo,
    authenticationResults: feedback.authenticationResults,
    incidents: parseCount(field('incidents') ?? '') ?? 1,
    original: from,
  };
  const domain = feedback.reportedDomain[0];
  const reportedDomain = domain === undefined ? domainOf(from.from ?? '') : normaliseDomain(domain);
  const sourceIp = canonicalIp(feedback.sourceIp ?? '');
  const arrival = parseMailDate(feedback.arrivalDate);
  const deliveryResult = field('delivery-result')?.toLowerCase();
  const alignment = field('identity-alignment')?.toLowerCase();
  const dkimDomain = field('dkim-domain');
  const dkimSelector = field('dkim-selector');
  if (reportedDomain) report.reportedDomain = reportedDomain;
  if (sourceIp !== undefined) report.sourceIp = sourceIp;
  if (arrival !== undefined) report.arrival = arrival;
  if (feedback.reportingMta !== undefined) report.reportingHost = feedback.reportingMta;
  if (feedback.userAgent !== undefined) report.userAgent = feedback.userAgent;
  if (feedback.originalMailFrom !== undefined) report.reversePath = feedback.originalMailFrom;
  if (deliveryResult !== undefined) report.deliveryResult = deliveryResult;
  if (alignment !== undefined) report.identityAlignment = alignment;
  // RFC 9989: DMARC fails only where neither was aligned.
  if (feedback.authenticationResults.some(saysDmarcFailed)) {
    report.isDkimAligned = false;
    report.isSpfAligned = false;
  }
  if (dkimDomain !== undefined) report.dkimDomain = normaliseDomain(dkimDomain);
  if (dkimSelector !== undefined) report.dkimSelector = dkimSelector.toLowerCase();
  return report;
}

function saysDmarcFailed(result: string): boolean {
  return result.toLowerCase().replaceAll(' ', '').includes('dmarc=fail');
}

/** The headers of the message reported about, from the part that holds it or its headers (RFC 5965 §2 d). */
function originalHeaders(message: ParsedMessage): readonly HeaderField[] {
  for (const part of message.root.children) {
    const { type } = part.contentType;
    if (type === 'message/rfc822' && part.children[0] !== undefined) return part.children[0].headers;
    if (type === 'text/rfc822-headers' || type === 'message/rfc822')
      return parseHeaderBlock(decodeBytes(message, part, MAX_REPORT_BYTES).bytes).headers;
  }
  return [];
}

function originalOf(headers: readonly HeaderField[]): DmarcFailureReport['original'] {
  const value = (name: string) => header({ headers }, name)?.value.slice(0, MAX_TEXT);
  const from = value('from');
  const subject = value('subject');
  const messageId = value('message-id');
  const date = value('date');
  return {
    ...(from && { from }),
    ...(subject && { subject }),
    ...(messageId && { messageId }),
    ...(date && { date }),
  };
}

/** Lines of the form '  Sender IP Address: 192.0.2.1' after the opening, then a copy of the headers. */
function readEximText(message: ParsedMessage): FailureReading | undefined {
  const part = walkParts(message.root).find((one) => one.contentType.type === 'text/plain');
  if (part === undefined) return undefined;
  const lines = decodeText(message, part, MAX_REPORT_BYTES).lines.map((line) => line.text);
  const opening = lines.slice(0, MAX_OPENING_LINES).findIndex((line) => line.includes(EXIM_OPENING));
  if (opening < 0) return undefined;
  const found = lines.findIndex((line, index) => index > opening && line.startsWith(EXIM_COPY));
  const copy = found < 0 ? lines.length : found;
  const values = new Map<string, string>();
  for (const line of lines.slice(opening, copy)) {
    const colon = line.indexOf(': ');
    if (colon > 0 && colon < 60)
      values.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 2).trim());
  }
  const sourceIp = canonicalIp(values.get('sender ip address') ?? '');
  const domain = values.get('sender domain');
  if (sourceIp === undefined && domain === undefined) return undefined;
  return { kind: 'failure', report: eximReport(values, sourceIp, headersAfter(lines, copy)) };
}

function eximReport(
  values: ReadonlyMap<string, string>,
  sourceIp: string | undefined,
  original: readonly HeaderField[],
): DmarcFailureReport {
  const domain = values.get('sender domain');
  const arrival = parseMailDate(values.get('received date'));
  const spf = values.get('spf alignment')?.toLowerCase();
  const dkim = values.get('dkim alignment')?.toLowerCase();
  const result = values.get('dmarc results')?.toLowerCase();
  const report: Writable<DmarcFailureReport> = {
    format: 'exim-text',
    authFailure: 'dmarc',
    recipients: [],
    authenticationResults: [],
    incidents: 1,
    original: originalOf(original),
  };
  if (domain !== undefined) report.reportedDomain = normaliseDomain(domain);
  if (sourceIp !== undefined) report.sourceIp = sourceIp;
  if (arrival !== undefined) report.arrival = arrival;
  if (spf !== undefined) report.isSpfAligned = spf === 'yes';
  if (dkim !== undefined) report.isDkimAligned = dkim === 'yes';
  if (result !== undefined) report.deliveryResult = result.slice(0, MAX_TEXT);
  return report;
}

/** The copied headers begin at the first line that is a field. */
function headersAfter(lines: readonly string[], copy: number): readonly HeaderField[] {
  const start = lines.findIndex((line, index) => index > copy && /^[!-9;-~]{1,60}:/.test(line.slice(0, 62)));
  if (start < 0) return [];
  return parseHeaderBlock(new TextEncoder().encode(`${lines.slice(start).join('\n')}\n`)).headers;
}

/** RFC 5322 §3.3; only where the zone is told, for the machine's own zone means nothing here. */
function parseMailDate(text: string | undefined): Instant | undefined {
  const plain = text
    ?.slice(0, 60)
    .replace(/\([^()]*\)/g, '')
    .trim();
  if (plain === undefined || !/(?:[+-]\d{4}|GMT|UTC|Z)$/.test(plain)) return undefined;
  const epochMs = Date.parse(plain);
  return Number.isNaN(epochMs) ? undefined : instantOf(epochMs);
}
