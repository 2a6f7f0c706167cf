/**
 * sendmail's transcript of session, where no delivery-status part tells more: '... while talking to host:', the commands
 * after '>>>', the answers after '<<<', and sendmail's own verdict '554 <x@y>... text' for each recipient.
 */

import type { DecodedLine } from '../../message/types.ts';
import { findReplies, phaseBefore } from '../../smtp/index.ts';
import type { SmtpPhase } from '../../smtp/types.ts';
import { findAddresses } from '../addresses.ts';
import { squeeze } from '../diagnosis.ts';
import type { BounceLayout } from '../layout.ts';
import type { Notice } from '../notices.ts';
import type { BounceSignals } from '../signals.ts';
import type { RecipientReport } from '../types.ts';

const MAX_LINES = 2_000;
const MAX_RECIPIENTS = 500;

interface Session {
  host?: string;
  phase?: SmtpPhase;
  /** Last refusal heard, with the recipient of the RCPT it answered. */
  answer?: { text: string; line: DecodedLine; recipient?: string; host?: string; phase?: SmtpPhase };
  rcpt?: string;
}

/** Reads a transcript that names its recipients; undefined when it names none or the text gives '(reason: …)' lines. */
export function readSendmailTranscript(
  layout: BounceLayout,
  signals: BounceSignals,
): Omit<Notice, 'format'> | undefined {
  const lines = layout.notice.slice(0, MAX_LINES);
  const start = lines.findIndex((l) => l.text.toLowerCase().includes('transcript of session'));
  if (start < 0 || lines.some((l) => l.text.trimStart().startsWith('(reason:'))) return undefined;
  const reports = new Map<string, RecipientReport>();
  const session: Session = {};
  for (const line of lines.slice(start + 1)) {
    const text = line.text.trim().slice(0, 1_000);
    const verdict = hear(session, text, line);
    if (!verdict || reports.size >= MAX_RECIPIENTS) continue;
    reports.set(verdict.toLowerCase(), toReport(verdict, text, line, session));
    delete session.answer;
  }
  if (reports.size === 0) return undefined;
  const recipients = [...reports.values()];
  const kind =
    signals.isDelay && recipients.every((r) => !(r.replyCode && r.replyCode >= 500)) ? 'delay' : 'bounce';
  return {
    kind,
    recipients: recipients.map((r) => ({ ...r, action: kind === 'delay' ? 'delayed' : 'failed' })),
  };
}

/** Takes in one line; returns the recipient on whom it gives a verdict. */
function hear(session: Session, text: string, line: DecodedLine): string | undefined {
  const lower = text.toLowerCase();
  const talking = lower.indexOf('while talking to ');
  if (talking >= 0) {
    session.host = (lower.slice(talking + 17).split(/[\s:]/)[0] ?? '').replace(/\.$/, '');
    delete session.phase;
    delete session.answer;
  } else if (text.startsWith('>>>')) {
    const phase = phaseBefore(text);
    if (phase) session.phase = phase;
    const address = findAddresses(text)[0]?.address;
    if (phase === 'rcpt' && address) session.rcpt = address;
  } else if (text.startsWith('<<<')) {
    const words = text.slice(3).trim();
    if (/^[45]\d\d/.test(words) && !session.answer) {
      const { host, phase, rcpt } = session;
      session.answer = {
        text: words,
        line,
        ...(host && { host }),
        ...(phase && { phase }),
        ...(phase === 'rcpt' && rcpt && { recipient: rcpt }),
      };
    }
  } else if (/^[45]\d\d[ -]/.test(text) || lower.includes('... deferred') || lower.includes('>... ')) {
    const found = findAddresses(text)[0];
    const before = found ? text.slice(0, found.start).trim() : '';
    if (found && (before === '' || /^[45]\d\d([ -][245]\.\d{1,3}\.\d{1,3})?$/.test(before)))
      return found.address;
  }
  return undefined;
}

function toReport(recipient: string, text: string, line: DecodedLine, session: Session): RecipientReport {
  const { answer } = session;
  const isHis = answer && (!answer.recipient || answer.recipient.toLowerCase() === recipient.toLowerCase());
  // '554 <x@y>... 550 Host unknown': the inner reply is the reason.
  const inner = text.slice(text.indexOf('...') + 3).trim();
  const told = isHis ? answer.text : /^[45]\d\d /.test(inner) ? inner : text;
  const reply = findReplies(told, 3).find((r) => r.code === undefined || r.code >= 400);
  const verdict = squeeze(text);
  const remoteHost = isHis ? answer.host : undefined;
  return {
    recipient,
    ...(reply?.enhancedStatus && { enhancedStatus: reply.enhancedStatus }),
    ...(reply?.code !== undefined && { replyCode: reply.code }),
    diagnostic: squeeze(told),
    diagnosticRange: isHis ? answer.line.range : line.range,
    otherDiagnostics: squeeze(told) === verdict ? [] : [verdict],
    ...(remoteHost && { remoteHost }),
    ...(isHis && answer.phase && { phase: answer.phase }),
  };
}
