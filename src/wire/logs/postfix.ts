/**
 * Postfix's log (postfix.org: smtp(8), smtpd(8), qmgr(8), cleanup(8), postscreen(8)): deliveries with 'status=', refusals with 'reject:',
 * and the remarks in between. Sender, size, client and message id of other lines are joined by queue id.
 */
import { parseSpeaker } from '../smtp/index.ts';
import { endOfAddress, withoutAddresses } from './client-words.ts';
import { logEvents } from './log-lines.ts';
import { postfixStep } from './own-step.ts';
import { parsePostfixReject } from './postfix-reject.ts';
import { QueueMemory } from './queue-memory.ts';
import { replyFieldsOf } from './reply-in-log.ts';
import { readSyslogPrefix, type SyslogLine } from './syslog-prefix.ts';
import type { LogEvent } from './types.ts';

/** Postfix's master.cf: services name themselves in the log ('postfix/submission/smtpd'). */
const OF_SUBMISSION = /\/(?:submissions?|smtps)\//;

/** Not the words of Postfix that look like one; whoever hides or shortens an id writes 'xxxxxx' or '4ABC' for it. */
const QUEUE_ID =
  /^(NOQUEUE|[0-9A-Za-z]{1,4}(?=: (?:to|from)=)|(?!(?:reject|warning|fatal|panic|error|info|statistics):)[0-9A-Za-z]{5,24}): /;

/** Reads a whole log; gives at most `max` events. */
export function readPostfixLog(text: string, max: number): IterableIterator<LogEvent> {
  const memory = new QueueMemory();
  if (text.length > MAX_PASTED)
    return logEvents(text, max, (line, number) => parsePostfixLine(line, number, memory));
  const processes = new Map<LogEvent, string>();
  const events = logEvents(text, max, (line, number) => {
    const event = parsePostfixLine(line, number, memory);
    const process = event === undefined ? undefined : PROCESS.exec(line.slice(0, 300))?.[1];
    if (event !== undefined && process !== undefined) processes.set(event, process);
    return event;
  });
  return withoutAttempts([...events], processes).values();
}

/** More is a log, in which attempts are counted. */
const MAX_PASTED = 65_536;
const PROCESS = /\bpostfix[\w/-]{0,60}(\[[0-9]{1,10}\]): /;

/**
 * smtp(8) tells of a host that it did not reach, or whose certificate it does not know, without a queue id or a recipient, and goes on with
 * the message: what a server answered then, the same process or another line of that message tells behind it.
 */
function withoutAttempts(
  events: readonly LogEvent[],
  processes: ReadonlyMap<LogEvent, string>,
): readonly LogEvent[] {
  const toldOf = new Set<string>();
  return events
    .toReversed()
    .filter((event) => {
      const { queueId, replyCode, recipient, outcome, remoteHost } = event;
      // A message may have recipients elsewhere.
      const onWay = `${queueId} ${remoteHost?.toLowerCase().split('.').slice(-2).join('.')}`;
      const process = processes.get(event);
      const isAnswer = replyCode !== undefined || outcome !== 'deferred';
      const isRemark = !isAnswer && recipient === undefined && event.ownStep === undefined;
      if (isRemark && toldOf.has(queueId === undefined ? (process ?? '') : onWay)) return false;
      // What it says of its own next trouble settles nothing, nor does what names no message.
      if (!isAnswer || queueId === undefined) return true;
      if (process !== undefined) toldOf.add(process);
      if (outcome !== 'sent') toldOf.add(onWay);
      return true;
    })
    .toReversed();
}

/** Reads one line; undefined where it tells no delivery and no refusal (what it tells of its queue id goes into `memory`). */
export function parsePostfixLine(
  line: string,
  lineNumber = 1,
  memory = new QueueMemory(),
): LogEvent | undefined {
  const prefix = readSyslogPrefix(line);
  const queueMatch = QUEUE_ID.exec(prefix.body.slice(0, 30));
  const queueId = queueMatch?.[1] === 'NOQUEUE' ? undefined : queueMatch?.[1];
  const words = queueMatch === null ? prefix.body : prefix.body.slice(queueMatch[0].length).trimStart();
  const base = {
    format: 'postfix' as const,
    line: lineNumber,
    ...(prefix.at === undefined ? {} : { at: prefix.at }),
    ...(prefix.host === undefined ? {} : { loggingHost: prefix.host }),
    ...(queueId === undefined ? {} : { queueId }),
  };
  const reject = parsePostfixReject(words);
  if (reject !== undefined)
    return {
      ...base,
      ...memory.factsOf(queueId),
      ...reject,
      ...(OF_SUBMISSION.test(prefix.program ?? '') && { isSubmission: true as const }),
    };
  const statusAt = withoutAddresses(words).indexOf('status=');
  if (statusAt >= 0 && /^(?:to|from|relay)=/.test(words.slice(0, 6)))
    return delivery({ ...base, program: prefix.program ?? '' }, words, statusAt, memory);
  if (queueId !== undefined) rememberFacts(queueId, words, memory);
  return remark(base, prefix, words, memory);
}

type Base = Pick<LogEvent, 'format' | 'line' | 'at' | 'loggingHost' | 'queueId'>;

const OUTCOMES: Readonly<Record<string, LogEvent['outcome']>> = {
  sent: 'sent',
  deliverable: 'sent',
  bounced: 'bounced',
  undeliverable: 'bounced',
  deferred: 'deferred',
  SOFTBOUNCE: 'deferred',
  expired: 'expired',
  'force-expired': 'expired',
};

function delivery(
  { program, ...base }: Base & { readonly program: string },
  words: string,
  statusAt: number,
  memory: QueueMemory,
): LogEvent | undefined {
  const status = /^[A-Za-z-]{1,20}/.exec(words.slice(statusAt + 7, statusAt + 30))?.[0] ?? '';
  const outcome = OUTCOMES[status];
  if (outcome === undefined) return undefined;
  const head = words.slice(0, statusAt);
  const told = parenthesised(words.slice(statusAt + 7 + status.length));
  const isCut = told === '' && outcome === 'deferred' && head.includes(', relay=none,');
  // Pasted without its end: smtp(8) has told the reason of each host before.
  const text = isCut ? (memory.lastRemark ?? told) : told;
  const facts = memory.factsOf(base.queueId);
  // qmgr(8): 'from=<…>, status=expired, returned to sender' names no recipient and no cause; the last deferral does.
  if (head.startsWith('from=')) {
    const sender = addressOf(head, 'from=');
    return {
      ...base,
      ...facts,
      ...memory.failureOf(base.queueId),
      outcome,
      ...(sender === undefined ? {} : { sender }),
      text: memory.failureOf(base.queueId)?.text ?? `${status}, ${text}`,
    };
  }
  const recipient = addressOf(head, 'to=');
  const originalRecipient = addressOf(head, 'orig_to=');
  const enhancedStatus = fieldOf(head, 'dsn=');
  const relayName = fieldOf(head, 'relay=');
  const relay = relayOf(relayName);
  const ownStep = postfixStep(program, relayName, text);
  const reply = outcome === 'sent' ? sentReply(text) : replyFieldsOf(text);
  const event: LogEvent = {
    ...base,
    ...facts,
    outcome,
    ...(recipient === undefined ? {} : { recipient }),
    ...(originalRecipient === undefined ? {} : { originalRecipient }),
    ...remarkHost(text),
    ...relay,
    ...reply,
    ...(enhancedStatus === undefined || hasBetterStatus(reply.enhancedStatus, enhancedStatus)
      ? {}
      : { enhancedStatus }),
    ...(ownStep === undefined ? {} : { ownStep }),
    text,
  };
  if (outcome === 'deferred' && base.queueId !== undefined)
    memory.rememberFailure(base.queueId, failureOf(event));
  return event;
}

function failureOf(
  event: LogEvent,
): Pick<LogEvent, 'recipient' | 'remoteHost' | 'remoteIp' | 'enhancedStatus' | 'replyCode' | 'text'> {
  const { recipient, remoteHost, remoteIp, enhancedStatus, replyCode, text } = event;
  return {
    text,
    ...(recipient === undefined ? {} : { recipient }),
    ...(remoteHost === undefined ? {} : { remoteHost }),
    ...(remoteIp === undefined ? {} : { remoteIp }),
    ...(enhancedStatus === undefined ? {} : { enhancedStatus }),
    ...(replyCode === undefined ? {} : { replyCode }),
  };
}

/** 'dsn=5.0.0' is Postfix's filling where the reply has no enhanced code of its own. */
function hasBetterStatus(fromReply: string | undefined, fromField: string): boolean {
  return fromReply !== undefined && fromReply !== fromField;
}

function sentReply(text: string): Pick<LogEvent, 'replyCode' | 'enhancedStatus'> {
  const code = /^[2][0-9]{2}(?= )/.exec(text.slice(0, 4))?.[0];
  return code === undefined ? {} : { replyCode: Number(code) };
}

/** 'mx.example.org[192.0.2.1]:25'; 'none', 'local' and names of transports are no hosts. */
function relayOf(relay: string | undefined): Pick<LogEvent, 'remoteHost' | 'remoteIp' | 'remotePort'> {
  if (relay === undefined || relay === 'none' || !relay.includes('[')) return {};
  const { host, ip } = parseSpeaker(relay);
  const port = /\]:([0-9]{1,5})$/.exec(relay.slice(-8))?.[1];
  return {
    ...(host === undefined ? {} : { remoteHost: host }),
    ...(ip === undefined ? {} : { remoteIp: ip }),
    ...(port === undefined ? {} : { remotePort: Number(port) }),
  };
}

/** How smtp(8) ends the words of another server. */
const IN_REPLY = /\(in reply to [A-Za-z ]{2,40} command\)\)/;

/** What stands in the outer parentheses; to the end where a line was cut, and the last one that closes is of '(mxgmx008)' inside. */
function parenthesised(rest: string): string {
  const open = rest.indexOf('(');
  if (open < 0) return rest.replace(/^[,; ]{1,3}/, '').trim();
  const inner = rest.slice(open + 1);
  const command = IN_REPLY.exec(inner);
  if (command !== null) return inner.slice(0, command.index + command[0].length - 1).trim();
  const close = inner.lastIndexOf(')');
  const isCut = close < 0 || (close < inner.length - 1 && count(inner, '(') >= count(inner, ')'));
  return (isCut ? inner : inner.slice(0, close)).trim();
}

const count = (text: string, char: string): number => text.split(char).length - 1;

/** The address of 'to=<a@example.org>,' or 'to=a@example.org,'. */
function addressOf(head: string, key: string): string | undefined {
  const at = head.startsWith(key) ? 0 : head.indexOf(`, ${key}`) + (head.includes(`, ${key}`) ? 2 : 0);
  if (!head.startsWith(key, at)) return undefined;
  const from = at + key.length;
  if (head[from] === '<') {
    const close = endOfAddress(head, from + 1, '>');
    return close >= head.length ? undefined : head.slice(from + 1, close);
  }
  const comma = head.indexOf(',', from);
  return head.slice(from, comma < 0 ? head.length : comma).trim();
}

function fieldOf(head: string, key: string): string | undefined {
  const at = head.indexOf(`, ${key}`);
  if (at < 0) return undefined;
  const from = at + 2 + key.length;
  const comma = head.indexOf(',', from);
  return head.slice(from, comma < 0 ? head.length : comma).trim();
}

function rememberFacts(queueId: string, words: string, memory: QueueMemory): void {
  if (words.startsWith('from=<')) {
    const size = /^[0-9]{1,15}/.exec(fieldOf(words, 'size=') ?? '')?.[0];
    memory.remember(queueId, {
      sender: addressOf(words, 'from=') ?? '',
      ...(size === undefined ? {} : { messageSizeBytes: Number(size) }),
    });
  } else if (words.startsWith('message-id=')) {
    memory.remember(queueId, { messageId: words.slice(11, 1_011).trim() });
  } else if (words.startsWith('client=')) {
    const { host, ip } = parseSpeaker(words.slice(7).split(',', 1)[0] ?? '');
    const login = fieldOf(words, 'sasl_username=');
    memory.remember(queueId, {
      ...(login === undefined ? {} : { login }),
      ...(host === undefined ? {} : { clientHost: host }),
      ...(ip === undefined ? {} : { clientIp: ip }),
    });
  }
}

/** Remarks of the SMTP client about one host before it tries the next; each means: not delivered there, tried again. */
const REMARKS: readonly (readonly [lead: string, hostAfter: string])[] = [
  ['host ', 'host '],
  ['lost connection with ', 'lost connection with '],
  ['conversation with ', 'conversation with '],
  ['connect to ', 'connect to '],
  ['SSL_connect error to ', 'SSL_connect error to '],
  ['Cannot start TLS', 'Cannot start TLS'],
  ['TLS is required', 'offered by host '],
  ['SASL authentication failed', '; server '],
  ['certificate verification failed for ', 'certificate verification failed for '],
  ['Server certificate not ', 'Server certificate not '],
];

function remark(base: Base, prefix: SyslogLine, words: string, memory: QueueMemory): LogEvent | undefined {
  if (prefix.program?.endsWith('smtpd') === true || prefix.program?.endsWith('postscreen') === true)
    return undefined;
  const bare = words.startsWith('warning: ') ? words.slice(9) : words;
  const known = REMARKS.find(([lead]) => bare.startsWith(lead))?.[0];
  const isOfHost = known !== 'host ' || /\] (?:said|refused to talk to me): /.test(bare.slice(0, 400));
  if (known === undefined || !isOfHost) return undefined;
  if (base.queueId === undefined) memory.lastRemark = bare;
  const event = { ...base, ...memory.factsOf(base.queueId), outcome: 'deferred' as const, text: bare };
  // A milter speaks no SMTP: there is neither a host nor a step of a session.
  if (bare.startsWith('connect to Milter ')) return { ...event, ownStep: 'delivery' };
  const ownStep = postfixStep(prefix.program ?? '', undefined, bare);
  return {
    ...event,
    ...(ownStep === undefined ? {} : { ownStep }),
    ...remarkHost(bare),
    ...replyFieldsOf(bare),
  };
}

/** The host a remark is about; for 'relay=none' it is the only place that names one. */
function remarkHost(words: string): Pick<LogEvent, 'remoteHost' | 'remoteIp'> {
  const known = REMARKS.find(([lead]) => words.startsWith(lead));
  const at = known === undefined ? -1 : words.indexOf(known[1]);
  if (known === undefined || at < 0) return {};
  const { host, ip } = parseSpeaker(/^[^ ,;]{1,300}/.exec(words.slice(at + known[1].length))?.[0] ?? '');
  return {
    ...(host === undefined ? {} : { remoteHost: host }),
    ...(ip === undefined ? {} : { remoteIp: ip }),
  };
}
