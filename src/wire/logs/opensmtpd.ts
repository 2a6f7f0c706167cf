/**
 * OpenSMTPD's log: '… mta delivery evpid=… to=<…> relay="…" result="PermFail" stat="550 …"' and, without quotes, '… mda delivery evpid=…
 * to=<…> result=TempFail stat=Error (…)' (6.0 and later),
 * 'relay: PermFail for …: session=…, to=<…>, relay=…, stat=…' (before), and refused commands of clients.
 */
import { isIpAddress, parseSpeaker } from '../smtp/index.ts';
import { withoutAddresses } from './client-words.ts';
import { logEvents } from './log-lines.ts';
import { replyFieldsOf } from './reply-in-log.ts';
import { readSyslogPrefix } from './syslog-prefix.ts';
import type { LogEvent } from './types.ts';

const OUTCOMES: Readonly<Record<string, LogEvent['outcome']>> = {
  ok: 'sent',
  permfail: 'bounced',
  tempfail: 'deferred',
  loop: 'bounced',
  expired: 'expired',
  expire: 'expired',
};

/** Reads a whole log; gives at most `max` events. */
export const readOpensmtpdLog = (text: string, max: number): Generator<LogEvent> =>
  logEvents(text, max, parseOpensmtpdLine);

/** Reads one line; undefined where it tells no delivery and no refusal. */
export function parseOpensmtpdLine(line: string, lineNumber = 1): LogEvent | undefined {
  const prefix = readSyslogPrefix(line);
  const words = prefix.body;
  const base = {
    format: 'opensmtpd' as const,
    line: lineNumber,
    ...(prefix.at === undefined ? {} : { at: prefix.at }),
    ...(prefix.host === undefined ? {} : { loggingHost: prefix.host }),
  };
  if (/ (?:event=)?failed-command /.test(words.slice(0, 200))) {
    const result = quotedField(words, 'result');
    return result === undefined
      ? undefined
      : refused(base, quotedField(words, 'command') ?? '', result, words);
  }
  if (words.startsWith('smtp-in: Failed command on session ')) {
    const arrow = words.lastIndexOf(' => ');
    return arrow < 0
      ? undefined
      : refused(base, /"([^"]{0,500})"/.exec(words.slice(0, 600))?.[1] ?? '', words.slice(arrow + 4), words);
  }
  return delivery(base, words);
}

type Base = Pick<LogEvent, 'format' | 'line' | 'at' | 'loggingHost'>;

function delivery(base: Base, words: string): LogEvent | undefined {
  const isNew =
    / (?:mta|mda|bounce) (?:event=)?delivery /.test(words.slice(0, 80)) || /^m[td]a delivery /.test(words);
  const old = /^(?:relay|delivery|smtp-out|mta): ([A-Za-z]{2,12}) for ([0-9a-f]{8,16})/.exec(
    words.slice(0, 80),
  );
  const bare = isNew ? bareEnd(words) : undefined;
  const result = isNew ? (bare?.result ?? quotedField(words, 'result')) : old?.[1];
  const outcome = OUTCOMES[result?.toLowerCase() ?? ''];
  if (outcome === undefined) return undefined;
  const text = bare?.text ?? quotedField(words, 'stat') ?? restField(words, 'stat') ?? '';
  const queueId = isNew ? bareField(words, 'evpid') : old?.[2];
  return {
    ...base,
    ...(queueId === undefined ? {} : { queueId }),
    outcome,
    ...(/(?:^| )mda (?:event=)?delivery /.test(words.slice(0, 80)) && { ownStep: 'delivery' as const }),
    ...addressField('recipient', words, 'to'),
    ...addressField('originalRecipient', words, 'rcpt'),
    ...addressField('sender', words, 'from'),
    ...replyFieldsOf(text),
    ...relayOf(quotedField(words, 'relay') ?? bareField(words, 'relay', ',')),
    text,
  };
}

/** mda.c writes its last fields without quotes: 'result=TempFail stat=Error (…)'. */
const BARE_END = / result=([A-Za-z]{2,12}) stat=(?!")/;

function bareEnd(words: string): { readonly result: string; readonly text: string } | undefined {
  const end = BARE_END.exec(withoutAddresses(words));
  return end === null
    ? undefined
    : { result: end[1] ?? '', text: words.slice(end.index + end[0].length).trim() };
}

function refused(base: Base, command: string, result: string, words: string): LogEvent {
  const address = /<([^<>]{0,320})>/.exec(command.slice(0, 400))?.[1];
  const verb = command.slice(0, 4).toUpperCase();
  const ip = bareField(words, 'address');
  const host = bareField(words, 'host');
  const phase = (
    {
      MAIL: 'mail',
      RCPT: 'rcpt',
      DATA: 'data',
      EHLO: 'ehlo',
      HELO: 'ehlo',
      AUTH: 'auth',
      STAR: 'starttls',
    } as const
  )[verb];
  const { enhancedStatus, replyCode } = replyFieldsOf(result);
  return {
    ...base,
    outcome: 'rejected-by-us',
    ...(address === undefined ? {} : verb === 'MAIL' ? { sender: address } : { recipient: address }),
    ...(ip === undefined ? {} : { clientIp: ip }),
    ...(host === undefined ? {} : { clientHost: host }),
    ...(enhancedStatus === undefined ? {} : { enhancedStatus }),
    ...(replyCode === undefined ? {} : { replyCode }),
    ...(phase === undefined ? {} : { phase }),
    text: result,
  };
}

/** 'relay="192.0.2.1 (mx.example.org)"', older 'relay=mx.example.org [192.0.2.1]'. */
function relayOf(relay: string | undefined): Pick<LogEvent, 'remoteHost' | 'remoteIp'> {
  if (relay === undefined) return {};
  const [first = '', second = ''] = relay.split(' ', 2);
  const named = parseSpeaker(
    isIpAddress(first.replaceAll(/[[\]]/g, '')) ? second.replaceAll(/[()]/g, '') : first,
  );
  const ip = [first, second]
    .map((word) => word.replaceAll(/[[\]()]/g, '').replace(/:[0-9]{1,5}$/, ''))
    .find(isIpAddress);
  return {
    ...(named.host === undefined ? {} : { remoteHost: named.host }),
    ...(ip === undefined ? {} : { remoteIp: ip }),
  };
}

function quotedField(words: string, key: string): string | undefined {
  const mark = ` ${key}="`;
  const at = words.indexOf(mark);
  if (at < 0) return undefined;
  const from = at + mark.length;
  const close = key === 'stat' || key === 'result' ? closingQuote(words, from) : words.indexOf('"', from);
  return words.slice(from, close < 0 ? words.length : close);
}

/** 'stat' may hold quotes of its own; it ends at the quote before the next field or the end. */
function closingQuote(words: string, from: number): number {
  for (let at = words.indexOf('"', from); at >= 0; at = words.indexOf('"', at + 1)) {
    if (at === words.length - 1 || /^" [a-z]+=/.test(words.slice(at, at + 20))) return at;
  }
  return words.lastIndexOf('"') > from ? words.lastIndexOf('"') : -1;
}

function bareField(words: string, key: string, end = ' '): string | undefined {
  const mark = ` ${key}=`;
  const at = words.indexOf(mark);
  if (at < 0) return undefined;
  const stop = words.indexOf(end, at + mark.length);
  const value = words.slice(at + mark.length, stop < 0 ? words.length : stop).replace(/[,;]$/, '');
  return value === '' || value === '-' ? undefined : value;
}

function restField(words: string, key: string): string | undefined {
  const mark = ` ${key}=`;
  const at = words.lastIndexOf(mark);
  return at < 0 ? undefined : words.slice(at + mark.length).trim();
}

function addressField<K extends string>(name: K, words: string, key: string): { readonly [P in K]?: string } {
  const value = /^<([^<>]{0,320})>/.exec(words.slice(words.indexOf(` ${key}=<`) + key.length + 2))?.[1];
  const isGiven = words.includes(` ${key}=<`) && value !== undefined && value !== '-';
  return (isGiven ? { [name]: value } : {}) as { readonly [P in K]?: string };
}
