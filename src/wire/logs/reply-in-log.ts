/** The reply inside the words of a log line, as fields of a LogEvent. */
import { findReplies, parseEnhancedStatus, phaseAfter, phaseBefore } from '../smtp/index.ts';
import type { LogEvent } from './types.ts';

type ReplyFields = Pick<LogEvent, 'enhancedStatus' | 'replyCode' | 'phase' | 'remoteHost' | 'remoteIp'>;

/** Reads code, enhanced code, phase and speaker out of the words; the last reply counts, the most recent attempt stands last. */
export function replyFieldsOf(words: string): ReplyFields {
  const reply = findReplies(words, 20).at(-1);
  const phase =
    reply?.phase ?? phaseAfter(tail(words)) ?? phaseBefore(words.slice(0, 400)) ?? wordedPhase(words);
  const enhancedStatus =
    reply?.enhancedStatus ?? (reply === undefined ? parseEnhancedStatus(words) : undefined);
  return {
    ...(enhancedStatus === undefined ? {} : { enhancedStatus }),
    ...(reply?.code === undefined ? {} : { replyCode: reply.code }),
    ...(phase === undefined ? {} : { phase }),
    ...(reply?.host === undefined ? {} : { remoteHost: reply.host }),
    ...(reply?.ip === undefined ? {} : { remoteIp: reply.ip }),
  };
}

function tail(words: string): string {
  const at = words.lastIndexOf('(in reply to ');
  return at < 0 ? '' : words.slice(at);
}

/** Wordings of a connection that broke ('lost connection with x while sending RCPT TO'). */
const BROKEN: readonly (readonly [string, NonNullable<LogEvent['phase']>])[] = [
  ['while sending end of data', 'end-of-data'],
  ['while sending message body', 'end-of-data'],
  ['while receiving the initial server greeting', 'connect'],
  ['while performing the ehlo handshake', 'ehlo'],
  ['while performing the helo handshake', 'ehlo'],
  ['while performing the lhlo handshake', 'ehlo'],
  ['while sending mail from', 'mail'],
  ['while sending rcpt to', 'rcpt'],
  ['while sending data command', 'data'],
  ['cannot start tls', 'starttls'],
  ['tls is required', 'starttls'],
  ['starttls', 'starttls'],
  ['sasl authentication failed', 'auth'],
  ['connect to ', 'connect'],
  ['connection timed out', 'connect'],
  ['connection refused', 'connect'],
];

function wordedPhase(words: string): LogEvent['phase'] {
  const text = words.slice(0, 600).toLowerCase();
  return BROKEN.find(([wording]) => text.includes(wording))?.[1];
}
