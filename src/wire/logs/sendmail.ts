/**
 * sendmail's log (Sendmail Installation and Operation Guide, §2.1.1): 'to=…, relay=…, dsn=…, stat=…' for deliveries, 'from=…' for arrivals,
 * 'ruleset=check_…, reject=…' and 'Milter: …, reject=…' for refusals.
 */

import { parseSpeaker } from '../smtp/index.ts';
import type { SmtpPhase } from '../smtp/types.ts';
import { endOfAddress, withoutAddresses } from './client-words.ts';
import { logEvents } from './log-lines.ts';
import { sendmailStep } from './own-step.ts';
import { QueueMemory } from './queue-memory.ts';
import { replyFieldsOf } from './reply-in-log.ts';
import { readSyslogPrefix } from './syslog-prefix.ts';
import type { LogEvent } from './types.ts';

const QUEUE_ID = /^([0-9A-Za-z]{6,24}): /;

/** Reads a whole log; gives at most `max` events. */
export function readSendmailLog(text: string, max: number): Generator<LogEvent> {
  const memory = new QueueMemory();
  return logEvents(text, max, (line, number) => parseSendmailLine(line, number, memory));
}

/** Reads one line; undefined where it tells no delivery and no refusal. */
export function parseSendmailLine(
  line: string,
  lineNumber = 1,
  memory = new QueueMemory(),
): LogEvent | undefined {
  const prefix = readSyslogPrefix(line);
  const queueId = QUEUE_ID.exec(prefix.body.slice(0, 30))?.[1];
  // A connection that is refused has no queue id yet.
  if (queueId === undefined && !prefix.body.startsWith('ruleset=')) return undefined;
  const words = queueId === undefined ? prefix.body : prefix.body.slice(queueId.length + 2);
  const fields: Fields = { words, shape: withoutAddresses(words) };
  const base = {
    format: 'sendmail' as const,
    line: lineNumber,
    ...(prefix.at === undefined ? {} : { at: prefix.at }),
    ...(prefix.host === undefined ? {} : { loggingHost: prefix.host }),
    ...(queueId === undefined ? {} : { queueId }),
  };
  const reject = fieldOf(fields, 'reject=', true);
  if (reject !== undefined) return refused(base, fields, reject, memory);
  if (queueId !== undefined && words.startsWith('from=')) {
    rememberArrival(queueId, fields, memory);
    return undefined;
  }
  if (queueId !== undefined && words.startsWith('AUTH=server, '))
    memory.remember(queueId, { login: fieldOf(fields, 'authid=') ?? '' });
  const stat = fieldOf(fields, 'stat=', true);
  return words.startsWith('to=') && stat !== undefined ? delivery(base, fields, stat, memory) : undefined;
}

/** A line, and the same with the addresses filled up: fields are looked for in the second, for an address may hold some. */
interface Fields {
  readonly words: string;
  readonly shape: string;
}

type Base = Pick<LogEvent, 'format' | 'line' | 'at' | 'loggingHost' | 'queueId'>;

function delivery(base: Base, fields: Fields, stat: string, memory: QueueMemory): LogEvent | undefined {
  if (stat === 'queued') return undefined;
  const dsn = fieldOf(fields, 'dsn=');
  const recipient = addressOf(fields, 'to=');
  const mailer = fieldOf(fields, 'mailer=');
  const ownStep = sendmailStep(mailer, fieldOf(fields, 'relay='));
  return {
    ...base,
    ...memory.factsOf(base.queueId),
    outcome: outcomeOf(stat, dsn),
    ...(recipient === undefined ? {} : { recipient }),
    ...replyFieldsOf(stat),
    ...remoteOf(fieldOf(fields, 'relay=')),
    ...(dsn === undefined ? {} : { enhancedStatus: dsn }),
    ...(mailer === undefined ? {} : { router: mailer }),
    ...(ownStep === undefined ? {} : { ownStep }),
    text: stat,
  };
}

function outcomeOf(stat: string, dsn: string | undefined): LogEvent['outcome'] {
  if (/^Sent\b/.test(stat)) return 'sent';
  if (
    /message could not be delivered for|Message timed out|Cannot send message (?:within|for)/i.test(
      stat.slice(0, 200),
    )
  )
    return 'expired';
  return /^Deferred\b/.test(stat) || dsn?.startsWith('4.') === true ? 'deferred' : 'bounced';
}

function refused(base: Base, fields: Fields, reject: string, memory: QueueMemory): LogEvent {
  const { words } = fields;
  const phase = phaseOf(fieldOf(fields, 'ruleset=') ?? '', fields.shape);
  const argument = fieldOf(fields, 'arg1=') ?? addressOf(afterMilter(fields), 'to=');
  const address = argument?.replace(/^</, '').replace(/>$/, '');
  // rscheck in srvrsmtp.c: an argument without brackets is as the client gave it, and the relay stands behind it.
  const isOpen = words.includes(', arg1=') && !words.includes(', arg1=<');
  const isTwice = fields.shape.indexOf(', relay=') !== fields.shape.lastIndexOf(', relay=');
  const { host, ip } = isOpen && isTwice ? {} : parseSpeaker(fieldOf(fields, 'relay=') ?? '');
  const { enhancedStatus, replyCode } = replyFieldsOf(reject);
  return {
    ...base,
    ...memory.factsOf(base.queueId),
    outcome: 'rejected-by-us',
    ...(address === undefined || !address.includes('@')
      ? {}
      : phase === 'mail'
        ? { sender: address }
        : { recipient: address }),
    ...(host === undefined ? {} : { clientHost: host }),
    ...(ip === undefined ? {} : { clientIp: ip }),
    ...(enhancedStatus === undefined ? {} : { enhancedStatus }),
    ...(replyCode === undefined ? {} : { replyCode }),
    ...(phase === undefined ? {} : { phase }),
    text: reject,
  };
}

const RULESETS: Readonly<Record<string, SmtpPhase>> = {
  check_relay: 'connect',
  check_mail: 'mail',
  check_rcpt: 'rcpt',
  check_data: 'data',
  check_eoh: 'end-of-data',
  check_eom: 'end-of-data',
};

function phaseOf(ruleset: string, shape: string): SmtpPhase | undefined {
  if (shape.startsWith('Milter'))
    return shape.includes('data, reject=') ? 'end-of-data' : shape.includes('from=') ? 'mail' : 'rcpt';
  return RULESETS[ruleset];
}

function afterMilter({ words, shape }: Fields): Fields {
  const start = /^Milter(?: [^:]{1,40})?: /.exec(words)?.[0].length ?? 0;
  return { words: words.slice(start), shape: shape.slice(start) };
}

function rememberArrival(queueId: string, fields: Fields, memory: QueueMemory): void {
  const size = /^[0-9]{1,15}$/.exec(fieldOf(fields, 'size=') ?? '')?.[0];
  const messageId = fieldOf(fields, 'msgid=');
  // logsender in envelope.c: the relay stands last, behind the message id, which the sender words.
  const relayAt = fields.shape.lastIndexOf(', relay=');
  const { host, ip } = parseSpeaker(relayAt < 0 ? '' : fields.words.slice(relayAt + 8));
  memory.remember(queueId, {
    sender: addressOf(fields, 'from=') ?? '',
    ...(size === undefined ? {} : { messageSizeBytes: Number(size) }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(host === undefined ? {} : { clientHost: host }),
    ...(ip === undefined ? {} : { clientIp: ip }),
  });
}

function remoteOf(relay: string | undefined): Pick<LogEvent, 'remoteHost' | 'remoteIp'> {
  const { host, ip } = parseSpeaker(relay ?? '');
  return {
    ...(host === undefined ? {} : { remoteHost: host }),
    ...(ip === undefined ? {} : { remoteIp: ip }),
  };
}

/** The value up to the next ', key=' or, with `toEnd`, up to the end of the line. */
function fieldOf({ words, shape }: Fields, key: string, toEnd = false): string | undefined {
  const at = shape.startsWith(key) ? 0 : shape.indexOf(`, ${key}`);
  if (at < 0) return undefined;
  const from = at + key.length + (shape.startsWith(key, at) ? 0 : 2);
  if (toEnd) return words.slice(from).trim();
  const comma = shape.indexOf(', ', from);
  return words.slice(from, comma < 0 ? words.length : comma).trim();
}

/** The first address of the field. */
function addressOf(fields: Fields, key: string): string | undefined {
  const value = fieldOf(fields, key);
  if (value === undefined) return undefined;
  const open = value.indexOf('<');
  const close = open < 0 ? -1 : endOfAddress(value, open + 1, '>');
  if (open < 0 || close >= value.length || /[,"]/.test(value.slice(0, open))) return value.split(',', 1)[0];
  return value.slice(open + 1, close);
}
