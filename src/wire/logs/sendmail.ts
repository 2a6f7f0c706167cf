/**
 * sendmail's log (Sendmail Installation and Operation Guide, §2.1.1): 'to=…, relay=…, dsn=…, stat=…' for deliveries, 'from=…' for arrivals,
 * 'ruleset=check_…, reject=…' and 'Milter: …, reject=…' for refusals.
 */

import { parseSpeaker } from '../smtp/index.ts';
import type { SmtpPhase } from '../smtp/types.ts';
import { logLines } from './log-lines.ts';
import { sendmailStep } from './own-step.ts';
import { QueueMemory } from './queue-memory.ts';
import { replyFieldsOf } from './reply-in-log.ts';
import { readSyslogPrefix } from './syslog-prefix.ts';
import type { LogEvent } from './types.ts';

const QUEUE_ID = /^([0-9A-Za-z]{6,24}): /;

/** Reads a whole log; gives at most `max` events. */
export function* readSendmailLog(text: string, max: number): Generator<LogEvent> {
  const memory = new QueueMemory();
  let count = 0;
  for (const { text: line, line: number } of logLines(text)) {
    if (count >= max) return;
    const event = parseSendmailLine(line, number, memory);
    if (event === undefined) continue;
    count += 1;
    yield event;
  }
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
  const base = {
    format: 'sendmail' as const,
    line: lineNumber,
    ...(prefix.at === undefined ? {} : { at: prefix.at }),
    ...(prefix.host === undefined ? {} : { loggingHost: prefix.host }),
    ...(queueId === undefined ? {} : { queueId }),
  };
  const reject = fieldOf(words, 'reject=', true);
  if (reject !== undefined) return refused(base, words, reject, memory);
  if (queueId !== undefined && words.startsWith('from=')) {
    rememberArrival(queueId, words, memory);
    return undefined;
  }
  if (queueId !== undefined && words.startsWith('AUTH=server, '))
    memory.remember(queueId, { login: fieldOf(words, 'authid=') ?? '' });
  const stat = fieldOf(words, 'stat=', true);
  return words.startsWith('to=') && stat !== undefined ? delivery(base, words, stat, memory) : undefined;
}

type Base = Pick<LogEvent, 'format' | 'line' | 'at' | 'loggingHost' | 'queueId'>;

function delivery(base: Base, words: string, stat: string, memory: QueueMemory): LogEvent | undefined {
  if (stat === 'queued') return undefined;
  const dsn = fieldOf(words, 'dsn=');
  const recipient = addressOf(words, 'to=');
  const ownStep = sendmailStep(fieldOf(words, 'mailer='), fieldOf(words, 'relay='));
  return {
    ...base,
    ...memory.factsOf(base.queueId),
    outcome: outcomeOf(stat, dsn),
    ...(recipient === undefined ? {} : { recipient }),
    ...replyFieldsOf(stat),
    ...remoteOf(fieldOf(words, 'relay=')),
    ...(dsn === undefined ? {} : { enhancedStatus: dsn }),
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

function refused(base: Base, words: string, reject: string, memory: QueueMemory): LogEvent {
  const ruleset = fieldOf(words, 'ruleset=') ?? '';
  const phase = phaseOf(ruleset, words);
  const argument =
    fieldOf(words, 'arg1=') ?? addressOf(words.replace(/^Milter(?: [^:]{1,40})?: /, ''), 'to=');
  const address = argument?.replace(/^</, '').replace(/>$/, '');
  const { host, ip } = parseSpeaker(fieldOf(words, 'relay=') ?? '');
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

function phaseOf(ruleset: string, words: string): SmtpPhase | undefined {
  if (words.startsWith('Milter'))
    return words.includes('data, reject=') ? 'end-of-data' : words.includes('from=') ? 'mail' : 'rcpt';
  return RULESETS[ruleset];
}

function rememberArrival(queueId: string, words: string, memory: QueueMemory): void {
  const size = /^[0-9]{1,15}$/.exec(fieldOf(words, 'size=') ?? '')?.[0];
  const messageId = fieldOf(words, 'msgid=');
  const { host, ip } = parseSpeaker(fieldOf(words, 'relay=') ?? '');
  memory.remember(queueId, {
    sender: addressOf(words, 'from=') ?? '',
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
function fieldOf(words: string, key: string, toEnd = false): string | undefined {
  const at = words.startsWith(key) ? 0 : words.indexOf(`, ${key}`);
  if (at < 0) return undefined;
  const from = at + key.length + (words.startsWith(key, at) ? 0 : 2);
  if (toEnd) return words.slice(from).trim();
  const comma = words.indexOf(', ', from);
  return words.slice(from, comma < 0 ? words.length : comma).trim();
}

function addressOf(words: string, key: string): string | undefined {
  const value = fieldOf(words, key)?.split(',', 1)[0];
  if (value === undefined) return undefined;
  const open = value.indexOf('<');
  const close = value.indexOf('>', open);
  return open >= 0 && close > open ? value.slice(open + 1, close) : value;
}
