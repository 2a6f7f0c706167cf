/** Reads message/feedback-report (RFC 5965 §3, RFC 6591, RFC 6430) and keeps every field. */
import type { DecodedLine } from '../message/types.ts';

const MAX_FIELDS = 500;
const MAX_VALUE = 4_096;

/** A report of the Abuse Reporting Format. Repeated fields keep their order. */
export interface FeedbackReport {
  /** Lower case: 'abuse', 'fraud', 'auth-failure', 'opt-out', 'not-spam', …; '' when not told. */
  readonly feedbackType: string;
  readonly userAgent?: string;
  readonly version?: string;
  readonly originalEnvelopeId?: string;
  /** Reverse-path without angle brackets. */
  readonly originalMailFrom?: string;
  readonly originalRcptTo: readonly string[];
  readonly removalRecipient: readonly string[];
  readonly arrivalDate?: string;
  readonly sourceIp?: string;
  readonly reportingMta?: string;
  readonly reportedDomain: readonly string[];
  readonly reportedUri: readonly string[];
  readonly authenticationResults: readonly string[];
  /** RFC 6591 §3.1: 'dmarc', 'spf', 'dkim', … */
  readonly authFailure?: string;
  readonly originalMessageId?: string;
  readonly fields: readonly { readonly name: string; readonly key: string; readonly value: string }[];
}

/** Reads the decoded lines of a feedback-report part; undefined when they hold no field of RFC 5965. */
export function parseFeedbackReport(lines: readonly DecodedLine[]): FeedbackReport | undefined {
  const fields = readFields(lines);
  const all = (key: string) => fields.filter((f) => f.key === key && f.value !== '').map((f) => f.value);
  const one = (...keys: string[]) => keys.map((k) => all(k)[0]).find((v) => v !== undefined);
  const type = one('feedback-type');
  if (type === undefined && one('user-agent', 'source-ip', 'original-rcpt-to') === undefined)
    return undefined;
  const sourceIp = one('source-ip', 'source');
  const originalMailFrom = one('original-mail-from');
  const arrivalDate = one('arrival-date', 'received-date');
  const reportingMta = one('reporting-mta');
  const userAgent = one('user-agent');
  const version = one('version');
  const originalEnvelopeId = one('original-envelope-id');
  const authFailure = one('auth-failure');
  const originalMessageId = one('original-message-id');
  return {
    feedbackType: (type ?? '').toLowerCase(),
    ...(userAgent && { userAgent }),
    ...(version && { version }),
    ...(originalEnvelopeId && { originalEnvelopeId }),
    ...(originalMailFrom && { originalMailFrom: bareAddress(originalMailFrom) }),
    originalRcptTo: all('original-rcpt-to').map(bareAddress),
    removalRecipient: all('removal-recipient').map(bareAddress),
    ...(arrivalDate && { arrivalDate }),
    ...(sourceIp && { sourceIp: bareIp(sourceIp) }),
    ...(reportingMta && { reportingMta: afterType(reportingMta) }),
    reportedDomain: all('reported-domain'),
    reportedUri: all('reported-uri'),
    authenticationResults: all('authentication-results'),
    ...(authFailure && { authFailure: authFailure.toLowerCase() }),
    ...(originalMessageId && { originalMessageId }),
    fields,
  };
}

function readFields(lines: readonly DecodedLine[]) {
  const fields: { name: string; key: string; value: string }[] = [];
  for (const { text } of lines) {
    const last = fields[fields.length - 1];
    if (last && /^[ \t]+\S/.test(text.slice(0, 200))) {
      if (last.value.length < MAX_VALUE) last.value = `${last.value} ${text.trim()}`.trim();
      continue;
    }
    const colon = text.indexOf(':');
    if (colon <= 0 || colon > 60 || fields.length >= MAX_FIELDS) continue;
    const name = text.slice(0, colon).trim();
    if (name.includes(' ')) continue;
    fields.push({ name, key: name.toLowerCase(), value: text.slice(colon + 1, colon + MAX_VALUE).trim() });
  }
  return fields;
}

function afterType(value: string): string {
  const semicolon = value.indexOf(';');
  return (semicolon < 0 ? value : value.slice(semicolon + 1)).trim();
}

function bareAddress(value: string): string {
  const open = value.lastIndexOf('<');
  const close = value.indexOf('>', open + 1);
  return (open >= 0 && close > open ? value.slice(open + 1, close) : value).trim();
}

function bareIp(value: string): string {
  return value.replace(/[[\]]/g, '').trim();
}
