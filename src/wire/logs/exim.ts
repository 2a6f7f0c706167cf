/**
 * Exim's main and reject log (Exim specification, chapter 'Log files'): '**' failed, '==' deferred, '=>' '->' delivered, '<=' arrived,
 * 'rejected …' refused by our ACLs. Sender, size and client of '<=' are joined by message id.
 */
import { type EximFields, readEximFields } from './exim-fields.ts';
import { readEximRefusal } from './exim-refused.ts';
import { logEvents } from './log-lines.ts';
import { eximStep } from './own-step.ts';
import { QueueMemory } from './queue-memory.ts';
import { replyFieldsOf } from './reply-in-log.ts';
import { readSyslogPrefix } from './syslog-prefix.ts';
import type { LogEvent } from './types.ts';

const TIME =
  /^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?: [+-][0-9]{4})?(?: \[[0-9]{1,10}\])? /;
/** 'tttttt-pppppp-ss' of 16 characters, 'tttttt-ppppppppppp-ssss' of 23 since 4.97. */
const MESSAGE_ID = /^[0-9A-Za-z]{6}-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4})(?= )/;

/** Reads a whole log; gives at most `max` events. */
export function readEximLog(text: string, max: number): Generator<LogEvent> {
  const memory = new QueueMemory();
  return logEvents(text, max, (line, number) => parseEximLine(line, number, memory));
}

/** Reads one line; undefined where it tells no delivery and no refusal. */
export function parseEximLine(
  line: string,
  lineNumber = 1,
  memory = new QueueMemory(),
): LogEvent | undefined {
  const prefix = TIME.test(line) ? { body: line } : readSyslogPrefix(line);
  const time = TIME.exec(prefix.body.slice(0, 80))?.[0] ?? '';
  const at =
    time === '' ? ('at' in prefix ? prefix.at : undefined) : time.replace(/ \[[0-9]+\] $/, '').trim();
  const afterTime = prefix.body.slice(time.length).replace(/^\[[0-9]{1,10}\] /, '');
  const queueId = MESSAGE_ID.exec(afterTime.slice(0, 40))?.[0];
  const words = queueId === undefined ? afterTime : afterTime.slice(queueId.length + 1);
  const base: Base = {
    format: 'exim',
    line: lineNumber,
    ...(at === undefined ? {} : { at }),
    ...('host' in prefix && prefix.host !== undefined ? { loggingHost: prefix.host } : {}),
    ...(queueId === undefined ? {} : { queueId }),
  };
  return parseWords(base, words, memory);
}

type Base = Pick<LogEvent, 'format' | 'line' | 'at' | 'loggingHost' | 'queueId'>;

function parseWords(base: Base, words: string, memory: QueueMemory): LogEvent | undefined {
  const flag = words.slice(0, 3);
  if (flag === '<= ' && base.queueId !== undefined) {
    rememberArrival(base.queueId, words.slice(3), memory);
    return undefined;
  }
  if (flag === '** ') return failure(base, 'bounced', words.slice(3), memory);
  if (flag === '== ') return failure(base, 'deferred', words.slice(3), memory);
  if (flag === '=> ' || flag === '-> ' || flag === '>> ') return delivered(base, words.slice(3), memory);
  if (
    base.queueId !== undefined &&
    words.startsWith('H=') &&
    words.includes(': SMTP error from remote mail server after ')
  ) {
    const fields = readEximFields(words);
    return attempt(base, 'deferred', fields, memory);
  }
  const failedLogin = LOGIN_FAILED.exec(words.slice(0, 200))?.[0];
  if (base.queueId !== undefined && failedLogin !== undefined) {
    const fields = readEximFields(words.slice(failedLogin.length - 2));
    const { host, ip } = fields;
    const text = words.slice(words.indexOf('] ') + 2).trim();
    return {
      ...attempt(base, 'deferred', { ...(host && { host }), ...(ip && { ip }), text }, memory),
      phase: 'auth',
    };
  }
  // Exim specification, 'Content scanning at ACL time': a scanner of our own that gave no answer.
  if (SCANNER_DOWN.test(words))
    return {
      ...base,
      ...memory.factsOf(base.queueId),
      outcome: 'deferred',
      ownStep: 'filter',
      text: words.trim(),
    };
  const refusal = readEximRefusal(words);
  return refusal === undefined ? undefined : { ...base, ...memory.factsOf(base.queueId), ...refusal };
}

const SCANNER_DOWN = /^(?:spam|malware) acl condition: /;

/** smtp_auth in transports/smtp.c: Exim's own client could not log in at another server; it may try without a login then. */
const LOGIN_FAILED = /^[A-Za-z0-9_-]{1,60} authenticator (?:failed|cancelled authentication) H=/;

function failure(base: Base, outcome: 'bounced' | 'deferred', words: string, memory: QueueMemory): LogEvent {
  const fields = readEximFields(words, true);
  const isExpiry =
    /retry timeout exceeded|have been failing for a long time|message has been in the queue|retry time not reached for any host after a long failure/.test(
      fields.text.slice(0, 600),
    );
  if (outcome === 'bounced' && isExpiry) {
    const last = memory.failureOf(base.queueId);
    const event = attempt(base, 'expired', fields, memory);
    return last === undefined ? event : { ...event, ...last, text: `${fields.text} (${last.text})` };
  }
  const event = attempt(base, outcome, fields, memory);
  const isHeldBack = fields.text.startsWith('retry time not reached');
  if (outcome === 'deferred' && base.queueId !== undefined && !isHeldBack) {
    const { remoteHost, remoteIp, enhancedStatus, replyCode, text } = event;
    memory.rememberFailure(base.queueId, {
      text,
      ...(remoteHost === undefined ? {} : { remoteHost }),
      ...(remoteIp === undefined ? {} : { remoteIp }),
      ...(enhancedStatus === undefined ? {} : { enhancedStatus }),
      ...(replyCode === undefined ? {} : { replyCode }),
    });
  }
  return event;
}

function attempt(
  base: Base,
  outcome: LogEvent['outcome'],
  fields: EximFields,
  memory: QueueMemory,
): LogEvent {
  const ownStep = eximStep(fields.transport, fields.host !== undefined || fields.ip !== undefined);
  return {
    ...base,
    ...memory.factsOf(base.queueId),
    outcome,
    ...(fields.address === undefined ? {} : { recipient: fields.address }),
    ...(fields.originalAddress === undefined ? {} : { originalRecipient: fields.originalAddress }),
    ...(fields.sender === undefined ? {} : { sender: fields.sender }),
    ...replyFieldsOf(fields.text),
    ...(fields.host === undefined ? {} : { remoteHost: fields.host }),
    ...(fields.ip === undefined ? {} : { remoteIp: fields.ip }),
    ...(ownStep === undefined ? {} : { ownStep }),
    ...(fields.router === undefined ? {} : { router: fields.router }),
    text: fields.text,
  };
}

function delivered(base: Base, words: string, memory: QueueMemory): LogEvent {
  const fields = readEximFields(words, true);
  const answer = fields.answer ?? '';
  const code = /^2[0-9]{2}(?=[ -])/.exec(answer)?.[0];
  return {
    ...base,
    ...memory.factsOf(base.queueId),
    outcome: 'sent',
    ...(fields.address === undefined ? {} : { recipient: fields.address }),
    ...(fields.originalAddress === undefined ? {} : { originalRecipient: fields.originalAddress }),
    ...(fields.host === undefined ? {} : { remoteHost: fields.host }),
    ...(fields.ip === undefined ? {} : { remoteIp: fields.ip }),
    ...(code === undefined ? {} : { replyCode: Number(code) }),
    text: answer,
  };
}

function rememberArrival(queueId: string, words: string, memory: QueueMemory): void {
  const fields = readEximFields(words, true);
  const size = /(?:^| )S=([0-9]{1,15})/.exec(words.slice(0, 2_000))?.[1];
  const messageId = /(?:^| )id=([^ ]{1,998})/.exec(words.slice(0, 2_000))?.[1];
  memory.remember(queueId, {
    sender: fields.address === '<>' || fields.address === undefined ? '' : fields.address,
    ...(size === undefined ? {} : { messageSizeBytes: Number(size) }),
    ...(messageId === undefined ? {} : { messageId: `<${messageId}>` }),
    ...(fields.host === undefined ? {} : { clientHost: fields.host }),
    ...(fields.ip === undefined ? {} : { clientIp: fields.ip }),
    ...(fields.helo === undefined ? {} : { helo: fields.helo }),
    ...(fields.login === undefined ? {} : { login: fields.login }),
  });
}
