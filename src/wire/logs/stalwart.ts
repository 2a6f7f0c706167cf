/**
 * Stalwart's log (its event types, stalw.art/docs/telemetry/events, 2026): 'time LEVEL Words (delivery.rcpt-to-rejected) key = value, …', with
 * syslog or a container's name before it, or without a time. Of one attempt for a recipient the first line tells; the notice that follows
 * ('delivery.dsn-perm-fail') tells only where none did. Limits: those of log-lines.ts; 50,000 messages are remembered.
 */
import { AgedMap } from '../../base/aged-map.ts';
import { isHostName, isIpAddress, phaseBefore } from '../smtp/index.ts';
import type { SmtpPhase } from '../smtp/types.ts';
import { logEvents } from './log-lines.ts';
import { forgetOldest, ToldMemory } from './queue-memory.ts';
import { replyFieldsOf } from './reply-in-log.ts';
import { type StalwartFields, stalwartFields } from './stalwart-fields.ts';
import { readSyslogPrefix } from './syslog-prefix.ts';
import type { LogEvent } from './types.ts';

/** Level, what the event is called, its name; syslog and a container leave the program's own time before it. */
const LINE =
  /^(?:stalwart(?:-mail)?(?:\[[0-9]{1,10}\])?: )?(?:[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,16}Z )?(?:TRACE|DEBUG|INFO|WARN|ERROR) ([A-Z][A-Za-z0-9 /-]{2,80}) \(([a-z][a-z0-9-]{1,30}\.[a-z0-9-]{2,60})\)(?: |$)/;

/** Whether a line, without what syslog wrote before it, is one of Stalwart's. */
export const isStalwartLine = (body: string): boolean => LINE.test(body.slice(0, 300));

/** What the other server answered, by the command that it answered. */
const ANSWERS: Readonly<Record<string, SmtpPhase>> = {
  'delivery.greeting-failed': 'connect',
  'delivery.ehlo-rejected': 'ehlo',
  'delivery.auth-failed': 'auth',
  'delivery.mail-from-rejected': 'mail',
  'delivery.rcpt-to-rejected': 'rcpt',
  'delivery.message-rejected': 'end-of-data',
};
/** What our own server could not do. */
const FAULTS: ReadonlySet<string> = new Set([
  'delivery.connect-error',
  'delivery.ip-lookup-failed',
  'delivery.null-mx',
  'delivery.rcpt-to-failed',
  'delivery.start-tls-error',
  'delivery.implicit-tls-error',
]);
const NOTICES: Readonly<Record<string, LogEvent['outcome']>> = {
  'delivery.dsn-perm-fail': 'bounced',
  'delivery.dsn-temp-fail': 'deferred',
};
/** What it refused a client. */
const REFUSALS: Readonly<Record<string, SmtpPhase>> = {
  'smtp.mail-from-unauthenticated': 'mail',
  'smtp.mail-from-unauthorized': 'mail',
  'smtp.mail-from-not-allowed': 'mail',
  'smtp.mailbox-does-not-exist': 'rcpt',
  'smtp.relay-not-allowed': 'rcpt',
  'smtp.rcpt-to-greylisted': 'rcpt',
  'smtp.too-many-recipients': 'rcpt',
  'smtp.too-many-invalid-rcpt': 'rcpt',
  'smtp.rate-limit-exceeded': 'rcpt',
  'smtp.message-too-large': 'end-of-data',
  'smtp.loop-detected': 'end-of-data',
};

/** What earlier lines told of messages. */
class StalwartMemory {
  /** Of messages: each recipient, or domain, of which a line told. */
  readonly told = new ToldMemory();
  /** The server that a message was last handed to. */
  readonly reached = new AgedMap<Pick<LogEvent, 'remoteIp' | 'remotePort'>>();
}

/** Reads a whole log; gives at most `max` events. */
export function readStalwartLog(text: string, max: number): Generator<LogEvent> {
  const memory = new StalwartMemory();
  return logEvents(text, max, (line, number) => parseStalwartLine(line, number, memory));
}

/** Reads one line; undefined where it tells no delivery and no refusal. */
export function parseStalwartLine(
  line: string,
  lineNumber = 1,
  memory = new StalwartMemory(),
): LogEvent | undefined {
  const { at, host, body } = readSyslogPrefix(line);
  const [start, called = '', name = ''] = LINE.exec(body.slice(0, 300)) ?? [];
  if (start === undefined) return undefined;
  const fields = stalwartFields(body.slice(start.length));
  const { single } = fields;
  const id = single.get('queueId');
  const base: Base = {
    format: 'stalwart',
    line: lineNumber,
    ...(at !== undefined && { at }),
    ...(host !== undefined && { loggingHost: host }),
    ...(id !== undefined && { queueId: id }),
    ...senderOf(single.get('from')),
  };
  if (name === 'delivery.connect' && id !== undefined) {
    forgetOldest(memory.reached);
    memory.reached.set(id, remoteOf(fields));
    return undefined;
  }
  if (REFUSALS[name] !== undefined) return refused(base, called, REFUSALS[name], fields);
  const whom = recipientOf(fields);
  const about = { ...base, ...memory.reached.get(id ?? ''), ...remoteOf(fields), ...whom };
  const of = whom.recipient ?? '';
  if (name === 'delivery.delivered')
    return { ...about, outcome: 'sent', text: single.get('details') ?? called };
  const phase = ANSWERS[name];
  if (phase !== undefined) return memory.told.isNew(id, of) ? answered(about, phase, fields) : undefined;
  if (FAULTS.has(name)) return memory.told.isNew(id, of) ? failed(about, called, fields) : undefined;
  const outcome = NOTICES[name];
  if (outcome === undefined || !memory.told.isNew(id, of)) return undefined;
  return noticed(about, outcome, called, fields);
}

type Base = Pick<LogEvent, 'format' | 'line' | 'at' | 'loggingHost' | 'queueId' | 'sender'>;

const ADDRESS = /^<?([^<>\s]{1,254}@[^<>\s@]{1,255})>?$/;

const senderOf = (from: string | undefined): Pick<LogEvent, 'sender'> => {
  if (from === '<>') return { sender: '' };
  const address = ADDRESS.exec(from ?? '')?.[1];
  return address === undefined ? {} : { sender: address };
};

/** The one that the line is about, or the only one of the message. */
function recipientOf({ single, lists }: StalwartFields): Pick<LogEvent, 'recipient'> {
  const all = lists.get('to') ?? [];
  const address = ADDRESS.exec(single.get('to') ?? (all.length === 1 ? (all[0] ?? '') : ''))?.[1];
  return address === undefined ? {} : { recipient: address };
}

function remoteOf({ single }: StalwartFields): Pick<LogEvent, 'remoteHost' | 'remoteIp' | 'remotePort'> {
  const host = single.get('hostname')?.replace(/\.$/, '');
  const ip = single.get('remoteIp') ?? '';
  const port = Number(single.get('remotePort'));
  return {
    ...(host !== undefined && host !== 'localhost' && isHostName(host) && { remoteHost: host }),
    ...(isIpAddress(ip) && { remoteIp: ip }),
    ...(Number.isInteger(port) && port > 0 && { remotePort: port }),
  };
}

/** Its own mailboxes: 'hostname = "localhost"'. */
const stepOf = ({ single }: StalwartFields): Pick<LogEvent, 'ownStep'> =>
  single.get('hostname') === 'localhost' ? { ownStep: 'delivery' } : {};

type About = Base & Pick<LogEvent, 'recipient' | 'remoteHost' | 'remoteIp' | 'remotePort'>;

function answered(about: About, phase: SmtpPhase, fields: StalwartFields): LogEvent {
  const code = /^[245][0-9]{2}$/.exec(fields.single.get('code') ?? '')?.[0] ?? '';
  const text = `${code} ${fields.single.get('details') ?? fields.single.get('reason') ?? ''}`.trim();
  return {
    ...about,
    outcome: code.startsWith('5') ? 'bounced' : 'deferred',
    ...codesOf(text),
    phase,
    ...stepOf(fields),
    text,
  };
}

/** Codes of what was said; the host and the command are known from the fields. */
function codesOf(text: string): Pick<LogEvent, 'replyCode' | 'enhancedStatus'> {
  const { replyCode, enhancedStatus } = replyFieldsOf(text);
  return {
    ...(replyCode !== undefined && { replyCode }),
    ...(enhancedStatus !== undefined && { enhancedStatus }),
  };
}

const FIXED = /^(?:I\/O Error|Connection Error|TLS Error)$/;

/** 'Connection timed out (os error 110)' of 'details = "I/O Error", reason = "Connection timed out (os error 110)"'. */
function whyOf(called: string, { single }: StalwartFields): string {
  const [details, reason] = [single.get('details'), single.get('reason')];
  if (reason !== undefined && (details === undefined || FIXED.test(details))) return reason;
  return details ?? called;
}

function failed(about: About, called: string, fields: StalwartFields): LogEvent {
  const why = whyOf(called, fields);
  // Which of them: the words of the reason alone say nothing of TLS or DNS.
  const text = why === called || /^Connection error$/.test(called) ? why : `${called}: ${why}`;
  return {
    ...about,
    outcome: called === 'Null MX record found' ? 'bounced' : 'deferred',
    ...(called === 'Connection error' && { phase: 'connect' as const }),
    ...stepOf(fields),
    text,
  };
}

/** 'Unexpected response for RCPT TO:<a@example.org>: Code: 553, Enhanced code: 5.7.1, Message: …'. */
const QUOTED = /: Code: ([245][0-9]{2}), Enhanced code: ([0-9.]{5,11}), Message: /;

function noticed(
  about: About,
  outcome: LogEvent['outcome'],
  called: string,
  fields: StalwartFields,
): LogEvent {
  const why = whyOf(called, fields);
  const [mark, code = '', enhanced = ''] = QUOTED.exec(why) ?? [];
  if (mark === undefined) {
    const given = /^[245][0-9]{2}$/.exec(fields.single.get('code') ?? '')?.[0];
    const text = given === undefined ? why : `${given} ${why}`;
    return { ...about, outcome, ...codesOf(text), ...stepOf(fields), text };
  }
  const at = why.indexOf(mark);
  const phase = phaseBefore(why.slice(0, at).replace('Unexpected response for ', ''));
  const text = `${code} ${enhanced === '0.0.0' ? '' : `${enhanced} `}${why.slice(at + mark.length)}`;
  return {
    ...about,
    outcome,
    ...codesOf(text),
    ...(phase !== undefined && { phase }),
    ...stepOf(fields),
    text,
  };
}

/** RFC 8314 §3.3, RFC 6409 §3.1. */
const SUBMISSION_PORTS: ReadonlySet<string> = new Set(['465', '587']);

function refused(base: Base, called: string, phase: SmtpPhase, fields: StalwartFields): LogEvent {
  const { single } = fields;
  const ip = single.get('remoteIp') ?? '';
  const login = single.get('accountName') ?? single.get('authenticatedAs');
  const details = single.get('details') ?? single.get('reason');
  return {
    ...base,
    outcome: 'rejected-by-us',
    ...recipientOf(fields),
    ...(isIpAddress(ip) && { clientIp: ip }),
    ...(login !== undefined && login !== '' && { login }),
    ...(SUBMISSION_PORTS.has(single.get('localPort') ?? '') && { isSubmission: true as const }),
    phase,
    text: details === undefined ? called : `${called}: ${details}`,
  };
}
