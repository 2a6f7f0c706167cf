/**
 * A row of Exchange's SMTP protocol logs as an event: in a send log '>' is ours and '<' the other host's, in a receive log the other way round.
 * Who is who is told by EHLO and the greeting; a single row of an answer counts as the other host's. Limits: 10,000 sessions are remembered.
 */

import type { AgedMap } from '../../base/aged-map.ts';
import { parseSpeaker } from '../smtp/index.ts';
import type { SmtpPhase } from '../smtp/types.ts';
import { forgetOldest } from './queue-memory.ts';
import { replyFieldsOf } from './reply-in-log.ts';
import type { LogEvent } from './types.ts';

interface Session {
  /** Mark of the rows the client of the session wrote. */
  readonly clientMark?: string;
  readonly phase?: SmtpPhase;
  readonly sender?: string;
  readonly recipient?: string;
  readonly helo?: string;
}

/** What is known of each session id. */
export type ProtocolSessions = AgedMap<Session>;

const MAX_SESSIONS = 10_000;
const PHASES: Readonly<Record<string, SmtpPhase>> = {
  EHLO: 'ehlo',
  HELO: 'ehlo',
  STAR: 'starttls',
  AUTH: 'auth',
  MAIL: 'mail',
  RCPT: 'rcpt',
  DATA: 'data',
  BDAT: 'end-of-data',
};

/** Reads a row; a refusal is an event, everything else is remembered for the rows that follow. */
export function parseProtocolRow(
  row: ReadonlyMap<string, string>,
  line: number,
  sessions: ProtocolSessions,
): LogEvent | undefined {
  const mark = row.get('event') ?? '';
  const data = row.get('data') ?? '';
  if (mark !== '<' && mark !== '>') return undefined;
  const id = row.get('session-id') ?? '';
  const session = sessions.get(id) ?? {};
  const phase = PHASES[data.slice(0, 4).toUpperCase()];
  if (phase !== undefined) {
    remember(sessions, id, commandOf(session, mark, phase, data));
    return undefined;
  }
  if (data.startsWith('354 ')) remember(sessions, id, { ...session, phase: 'end-of-data' });
  return /^[45][0-9]{2}[ -]/.test(data) ? refusal(row, line, session, mark, data) : undefined;
}

function commandOf(session: Session, mark: string, phase: SmtpPhase, data: string): Session {
  const address = /<([^<>]{0,320})>/.exec(data.slice(0, 600))?.[1];
  const base = { ...session, clientMark: mark, phase };
  if (phase === 'mail') return { ...base, ...(address === undefined ? {} : { sender: address }) };
  if (phase === 'rcpt') return { ...base, ...(address === undefined ? {} : { recipient: address }) };
  return phase === 'ehlo' ? { ...base, helo: data.slice(5, 260).trim() } : base;
}

function refusal(
  row: ReadonlyMap<string, string>,
  line: number,
  session: Session,
  mark: string,
  data: string,
): LogEvent {
  const isOurs = session.clientMark === undefined ? mark === '>' : session.clientMark === '<';
  const { ip } = parseSpeaker((row.get('remote-endpoint') ?? '').replace(/:[0-9]{1,5}$/, ''));
  const at = row.get('date-time') ?? '';
  const { enhancedStatus, replyCode } = replyFieldsOf(data);
  return {
    format: 'exchange',
    outcome: isOurs ? 'rejected-by-us' : data.startsWith('4') ? 'deferred' : 'bounced',
    line,
    ...(at === '' ? {} : { at }),
    ...(session.recipient === undefined ? {} : { recipient: session.recipient }),
    ...(session.sender === undefined ? {} : { sender: session.sender }),
    ...(ip === undefined ? {} : isOurs ? { clientIp: ip } : { remoteIp: ip }),
    ...(session.helo === undefined || !isOurs ? {} : { helo: session.helo }),
    ...(enhancedStatus === undefined ? {} : { enhancedStatus }),
    ...(replyCode === undefined ? {} : { replyCode }),
    ...(session.phase === undefined ? {} : { phase: session.phase }),
    text: data,
  };
}

function remember(sessions: ProtocolSessions, id: string, session: Session): void {
  if (!sessions.has(id)) forgetOldest(sessions, MAX_SESSIONS);
  sessions.set(id, session);
}
