/**
 * Haraka's log (Haraka 3, outbound/hmail.js and connection.js): '[NOTICE] [uuid.1.1] [outbound] recipient <a@example.org> rejected: 550 …',
 * '[core] recipient <a@example.org> code=DENY msg="…"', with a time or syslog before it or nothing.
 * Limits: those of log-lines.ts; 50,000 connections are remembered, the oldest is forgotten first.
 */
import { isIpAddress } from '../smtp/index.ts';
import { logLines } from './log-lines.ts';
import { forgetOldest } from './queue-memory.ts';
import { replyFieldsOf } from './reply-in-log.ts';
import { readSyslogPrefix } from './syslog-prefix.ts';
import type { LogEvent } from './types.ts';

/** 'haraka[42]: ' where syslog named no host; '[level] [connection] [plugin] '. */
const LINE =
  /^(?:haraka\[[0-9]{1,10}\]: )?\[(?:DATA|PROTOCOL|DEBUG|INFO|NOTICE|WARN|ERROR|CRIT|ALERT|EMERG)\] \[([0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27}|-)((?:\.[0-9]{1,6}){0,3})\] \[([\w./-]{1,60})\] /;
const RECIPIENT = /^recipient <([^<>]{1,320})> (rejected|deferred): /;
const CONNECTION_FAILED =
  /^(?:Ongoing connection failed to |Remote end |Failed to get pool entry: |MX Lookup for |DNS lookup of )/;
/** Other lines say why. */
const TOLD_ELSEWHERE = /^(?:Some recipients (?:temp )?failed|Tried all MXs)/;
const GAVE_UP = /^(?:bouncing mail: |Temp failing \S{1,300} for [0-9]{1,9} seconds: )/;

/** What is known of the connections of clients and of messages, by their ids. */
export class HarakaMemory {
  /** Connections of whose refusal a line told already. */
  readonly told = new Map<string, true>();
}

/** Whether a line, without what syslog wrote before it, is one of Haraka's. */
export const isHarakaLine = (body: string): boolean => LINE.test(body.slice(0, 200));

/** Reads a whole log; gives at most `max` events. */
export function* readHarakaLog(text: string, max: number): Generator<LogEvent> {
  const memory = new HarakaMemory();
  let count = 0;
  for (const { text: line, line: number } of logLines(text)) {
    if (count >= max) return;
    const event = parseHarakaLine(line, number, memory);
    if (event === undefined) continue;
    count += 1;
    yield event;
  }
}

type Base = Pick<LogEvent, 'format' | 'line' | 'at' | 'loggingHost' | 'queueId'>;

/** Reads one line; undefined where it tells no delivery and no refusal. */
export function parseHarakaLine(
  line: string,
  lineNumber = 1,
  memory = new HarakaMemory(),
): LogEvent | undefined {
  const { at, host, body } = readSyslogPrefix(line);
  const [start, uuid = '-', rest = '', plugin = ''] = LINE.exec(body.slice(0, 200)) ?? [];
  if (start === undefined) return undefined;
  const base: Base = {
    format: 'haraka',
    line: lineNumber,
    ...(at !== undefined && { at }),
    ...(host !== undefined && { loggingHost: host }),
    ...(uuid !== '-' && { queueId: `${uuid}${rest}` }),
  };
  const words = body.slice(start.length);
  const isNew = (): boolean => {
    if (uuid === '-') return true;
    const isKnown = memory.told.has(uuid);
    forgetOldest(memory.told);
    memory.told.set(uuid, true);
    return !isKnown;
  };
  return plugin === 'core'
    ? (refused(base, words, isNew) ?? outbound(base, words, isNew))
    : outbound(base, words, isNew);
}

function outbound(base: Base, words: string, isNew: () => boolean): LogEvent | undefined {
  // Before Haraka 3 the connection pool says it as '[core] [outbound] Failed to …'.
  const said = words.replace(/^\[outbound\] /, '');
  const [start, recipient, fate] = RECIPIENT.exec(said.slice(0, 400)) ?? [];
  if (start !== undefined && recipient !== undefined) {
    isNew();
    const text = said.slice(start.length);
    const outcome = fate === 'rejected' ? 'bounced' : 'deferred';
    return { ...base, outcome, recipient, ...replyFieldsOf(text), phase: 'rcpt', text };
  }
  if (said.startsWith('delivered file='))
    return { ...base, outcome: 'sent', ...remoteOf(said), text: quoted(said, 'response') ?? '' };
  if (CONNECTION_FAILED.test(said)) {
    const ip = / (?:to |end )?\[?([0-9a-fA-F.:]{3,45})\]?:[0-9]{1,5}\b/.exec(said.slice(0, 300))?.[1];
    isNew();
    return {
      ...base,
      outcome: 'deferred',
      phase: 'connect',
      ...(ip !== undefined && isIpAddress(ip) && { remoteIp: ip }),
      text: said,
    };
  }
  const why = said.slice(GAVE_UP.exec(said.slice(0, 400))?.[0].length ?? said.length);
  if (why === '' || (TOLD_ELSEWHERE.test(why) && !isNew())) return undefined;
  return {
    ...base,
    outcome: said.startsWith('bouncing') ? 'bounced' : 'deferred',
    ...replyFieldsOf(why),
    text: why,
  };
}

const DENIED =
  /^(recipient|sender) <([^<>]{0,320})> code=(?:DENY|DENYSOFT|DENYDISCONNECT|DENYSOFTDISCONNECT) /;

/** A client that was refused: by the line of the command, else by the last reply that its connection's end tells. */
function refused(base: Base, words: string, isNew: () => boolean): LogEvent | undefined {
  const [, what, address = ''] = DENIED.exec(words.slice(0, 420)) ?? [];
  if (what !== undefined) {
    isNew();
    const text = quoted(words, 'msg') ?? '';
    const sender = what === 'sender' ? address : quoted(words, 'sender');
    return {
      ...base,
      outcome: 'rejected-by-us',
      ...(what === 'recipient' && { recipient: address }),
      ...(sender !== undefined && sender !== '' && { sender }),
      ...replyFieldsOf(text),
      phase: what === 'sender' ? 'mail' : 'rcpt',
      text,
    };
  }
  if (!words.startsWith('disconnect ip=')) return undefined;
  const text = quoted(words, 'lr') ?? '';
  if (!/^[45][0-9]{2}\b/.test(text) || !isNew()) return undefined;
  const client = field(words, 'ip');
  const name = field(words, 'rdns');
  const helo = field(words, 'helo');
  return {
    ...base,
    outcome: 'rejected-by-us',
    ...(client !== undefined && isIpAddress(client) && { clientIp: client }),
    ...(name !== undefined && !/^(?:NXDOMAIN|DNSERROR|Unknown)$/i.test(name) && { clientHost: name }),
    ...(helo !== undefined && { helo }),
    ...replyFieldsOf(text),
    text,
  };
}

function remoteOf(words: string): Pick<LogEvent, 'remoteHost' | 'remoteIp' | 'remotePort'> {
  const host = field(words, 'host');
  const ip = field(words, 'ip');
  const port = Number(field(words, 'port'));
  return {
    ...(host !== undefined && !isIpAddress(host) && { remoteHost: host }),
    ...(ip !== undefined && isIpAddress(ip) && { remoteIp: ip }),
    ...(Number.isInteger(port) && { remotePort: port }),
  };
}

/** The value of 'key=value'; undefined where it is empty. */
function field(words: string, key: string): string | undefined {
  const at = words.indexOf(` ${key}=`);
  if (at < 0) return undefined;
  const from = at + key.length + 2;
  const space = words.indexOf(' ', from);
  const value = words.slice(from, space < 0 ? words.length : space);
  return value === '' || value.length > 320 ? undefined : value;
}

/** The value of 'key="value"', which may hold quotes: it ends at the quote before the next field or the end. */
function quoted(words: string, key: string): string | undefined {
  const mark = ` ${key}="`;
  const at = words.indexOf(mark);
  if (at < 0) return undefined;
  const value = words.slice(at + mark.length);
  const next = /"(?= [a-z_]{1,20}=)/.exec(value)?.index ?? value.lastIndexOf('"');
  return value.slice(0, next < 0 ? value.length : next);
}
