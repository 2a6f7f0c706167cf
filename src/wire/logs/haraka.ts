/**
 * Haraka's log (Haraka 3, outbound/hmail.js and connection.js): '[NOTICE] [uuid.1.1] [outbound] recipient <a@example.org> rejected: 550 …',
 * '[core] recipient <a@example.org> code=DENY msg="…"', with a time or syslog before it or nothing.
 * Limits: those of log-lines.ts; 50,000 connections are remembered, the oldest is forgotten first.
 */
import { AgedMap } from '../../base/aged-map.ts';
import { isIpAddress } from '../smtp/index.ts';
import { field, harakaRefusal, type IsNew, quoted } from './haraka-refused.ts';
import { logEvents } from './log-lines.ts';
import { forgetOldest, ToldMemory } from './queue-memory.ts';
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
class HarakaMemory {
  /** Of connections: each message and recipient of whose refusal a line told. */
  readonly told = new ToldMemory();
  /** The client of a connection. */
  readonly clients = new AgedMap<string>();
}

/** Whether a line, without what syslog wrote before it, is one of Haraka's. */
export const isHarakaLine = (body: string): boolean => LINE.test(body.slice(0, 200));

/** Reads a whole log; gives at most `max` events. */
export function readHarakaLog(text: string, max: number): Generator<LogEvent> {
  const memory = new HarakaMemory();
  return logEvents(text, max, (line, number) => parseHarakaLine(line, number, memory));
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
  const isNew: IsNew = (what = '') => memory.told.isNew(uuid === '-' ? undefined : uuid, what);
  if (plugin === 'outbound') return outbound(base, words, isNew);
  if (plugin !== 'core') return undefined;
  const client = words.startsWith('connect ip=') ? field(words, 'ip') : undefined;
  if (client !== undefined && isIpAddress(client)) {
    forgetOldest(memory.clients);
    memory.clients.set(uuid, client);
  }
  const known = uuid === '-' ? undefined : memory.clients.get(uuid);
  const refusal = harakaRefusal(words.trimStart(), rest, isNew);
  if (refusal === 'told') return undefined;
  // Before Haraka 3 the connection pool says it as '[core] [outbound] Failed to …'.
  const ofPool = words.startsWith(POOL) ? words.slice(POOL.length) : undefined;
  return refusal === undefined
    ? ofPool === undefined
      ? undefined
      : outbound(base, ofPool, isNew)
    : { ...base, ...(known !== undefined && { clientIp: known }), ...refusal };
}

const POOL = '[outbound] ';

function outbound(base: Base, said: string, isNew: IsNew): LogEvent | undefined {
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
