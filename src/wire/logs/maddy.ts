/**
 * maddy's log (framework/log, internal/target/queue, internal/endpoint/smtp; v0.8): 'queue: delivery attempt failed<TAB>{"rcpt":…,"reason":…}',
 * 'submission: RCPT error<TAB>{…}', with a time or syslog before it or nothing. Limits: those of log-lines.ts; 50,000 messages are remembered.
 */
import { parseForeignJson } from '../../base/marks.ts';
import { isIpAddress } from '../smtp/index.ts';
import type { SmtpPhase } from '../smtp/types.ts';
import { logEvents } from './log-lines.ts';
import { QueueMemory, ToldMemory } from './queue-memory.ts';
import { replyFieldsOf } from './reply-in-log.ts';
import { readSyslogPrefix } from './syslog-prefix.ts';
import type { LogEvent } from './types.ts';

const LINE =
  /^(?:maddy\[[0-9]{1,10}\]: )?(?:\[debug\] )?([a-z][a-z0-9_./-]{1,60}): ([A-Za-z][A-Za-z0-9 ,:'/-]{2,80}?)\s{1,8}(?=\{")/;

/** Whether a line, without what syslog wrote before it, is one of maddy's. */
export const isMaddyLine = (body: string): boolean => {
  const [start, , what = ''] = LINE.exec(body.slice(0, 200)) ?? [];
  return start !== undefined && (what === INCOMING || isAttempt(what) || PHASES[what] !== undefined);
};

const INCOMING = 'incoming message';
const isAttempt = (what: string): boolean => what === 'delivery attempt failed';

/** What our own server answered to a client. */
const PHASES: Readonly<Record<string, SmtpPhase>> = {
  'MAIL FROM error': 'mail',
  'RCPT error': 'rcpt',
  'DATA error': 'end-of-data',
  'AUTH error': 'auth',
  'authentication failed': 'auth',
};

/** Reads a whole log; gives at most `max` events. */
export function readMaddyLog(text: string, max: number): Generator<LogEvent> {
  const memory = new MaddyMemory();
  return logEvents(text, max, (line, number) => parseMaddyLine(line, number, memory));
}

class MaddyMemory extends QueueMemory {
  /** Of messages: each recipient of whose failure a line told. */
  readonly told = new ToldMemory();
}

type Members = Readonly<Record<string, unknown>>;

/** Reads one line; undefined where it tells no delivery and no refusal. */
export function parseMaddyLine(
  line: string,
  lineNumber = 1,
  memory = new MaddyMemory(),
): LogEvent | undefined {
  const { at, host, body } = readSyslogPrefix(line);
  const [start, module = '', what = ''] = LINE.exec(body.slice(0, 200)) ?? [];
  if (start === undefined) return undefined;
  const members = membersOf(body.slice(start.length));
  if (members === undefined) return undefined;
  // The queue adds the attempt to the id: '3b24958c-6a0a81a2'.
  const id = textOf(members, 'msg_id')?.replace(/^([0-9a-f]{8})-.*$/, '$1');
  if (what === INCOMING && id !== undefined) {
    memory.remember(id, arrivalOf(members));
    return undefined;
  }
  const base: Base = {
    format: 'maddy',
    line: lineNumber,
    ...(at !== undefined && { at }),
    ...(host !== undefined && { loggingHost: host }),
    ...(id !== undefined && { queueId: id }),
  };
  const phase = PHASES[what];
  if (phase !== undefined) return refused(base, module, phase, members, memory);
  if (!isAttempt(what)) return undefined;
  const recipient = textOf(members, 'rcpt');
  if (!memory.told.isNew(id, recipient ?? '')) return undefined;
  const { sender } = memory.factsOf(id);
  return { ...base, ...(sender !== undefined && { sender }), ...attempt(members, recipient) };
}

type Base = Pick<LogEvent, 'format' | 'line' | 'at' | 'loggingHost' | 'queueId'>;

function membersOf(json: string): Members | undefined {
  try {
    const value = parseForeignJson(json.slice(0, json.lastIndexOf('}') + 1));
    return typeof value === 'object' && value !== null ? (value as Members) : undefined;
  } catch {
    return undefined;
  }
}

function textOf(members: Members, key: string): string | undefined {
  const value = members[key];
  return typeof value === 'string' && value !== '' ? value.slice(0, 8_192) : undefined;
}

/** '192.0.2.1:4321', '[2001:db8::1]:4321'. */
function ipOf(address: string | undefined): string | undefined {
  const ip = address?.replace(/:[0-9]{1,5}$/, '').replace(/^\[|\]$/g, '') ?? '';
  return isIpAddress(ip) ? ip : undefined;
}

function arrivalOf(members: Members) {
  const clientIp = ipOf(textOf(members, 'src_ip'));
  const helo = textOf(members, 'src_host');
  const login = textOf(members, 'username');
  return {
    sender: textOf(members, 'sender') ?? '',
    ...(clientIp !== undefined && { clientIp }),
    ...(helo !== undefined && { helo }),
    ...(login !== undefined && { login }),
  };
}

/** The reply that its words hold, as the codes beside them tell it. */
function replyOf(members: Members): string {
  const words = textOf(members, 'smtp_msg') ?? textOf(members, 'reason') ?? '';
  const code = members['smtp_code'];
  const enhanced = textOf(members, 'smtp_enchcode');
  const status = enhanced === undefined || enhanced === '0.0.0' ? '' : `${enhanced} `;
  return typeof code === 'number' && code >= 400 && code < 600 ? `${code} ${status}${words}` : words;
}

function attempt(
  members: Members,
  recipient: string | undefined,
): Omit<LogEvent, 'format' | 'line' | 'at' | 'loggingHost' | 'queueId'> {
  const host = textOf(members, 'remote_server')?.replace(/\.$/, '');
  const ip = ipOf(textOf(members, 'remote_addr'));
  const reason = textOf(members, 'reason') ?? '';
  const isOfNetwork = textOf(members, 'io_op') !== undefined;
  // Without a server that it spoke to, maddy gives a code of its own to what it could not do.
  const isTheirs = !isOfNetwork && host !== undefined;
  const text = isTheirs || reason === '' ? replyOf(members) : reason;
  const { replyCode, enhancedStatus } = replyFieldsOf(replyOf(members));
  const isLocal = /^(?:target\.)?(?:lmtp|imapsql|storage)/.test(textOf(members, 'target') ?? '');
  return {
    outcome: replyCode !== undefined && replyCode >= 500 ? 'bounced' : 'deferred',
    ...(recipient !== undefined && { recipient }),
    ...(host !== undefined && !isIpAddress(host) && { remoteHost: host }),
    ...(ip !== undefined && { remoteIp: ip }),
    ...(isTheirs && replyCode !== undefined && { replyCode }),
    ...(enhancedStatus !== undefined && !isOfNetwork && { enhancedStatus }),
    ...(isOfNetwork && { phase: 'connect' as const }),
    ...(isLocal && { ownStep: 'delivery' as const }),
    text,
  };
}

function refused(
  base: Base,
  module: string,
  phase: SmtpPhase,
  members: Members,
  memory: QueueMemory,
): LogEvent {
  const known = memory.factsOf(base.queueId);
  const recipient = textOf(members, 'rcpt') ?? textOf(members, 'effective_rcpt') ?? textOf(members, 'to');
  const clientIp = ipOf(textOf(members, 'src_ip')) ?? known.clientIp;
  const { replyCode, enhancedStatus } = replyFieldsOf(replyOf(members));
  const { login, ...facts } = known;
  return {
    ...base,
    ...facts,
    ...(phase !== 'auth' && login !== undefined && { login }),
    outcome: 'rejected-by-us',
    ...(recipient !== undefined && phase === 'rcpt' && { recipient }),
    ...(clientIp !== undefined && { clientIp }),
    ...(/^submission/.test(module) && { isSubmission: true as const }),
    ...(replyCode !== undefined && { replyCode }),
    ...(enhancedStatus !== undefined && { enhancedStatus }),
    phase,
    text: replyOf(members),
  };
}
