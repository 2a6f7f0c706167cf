/** A row of Exchange's message tracking log as an event: 'FAIL', 'DSN', 'DEFER', 'SEND', 'DELIVER', 'BADMAIL' … */
import { isHostName, isIpAddress } from '../smtp/index.ts';
import { replyFieldsOf } from './reply-in-log.ts';
import type { LogEvent } from './types.ts';

const OUTCOMES: Readonly<Record<string, LogEvent['outcome']>> = {
  FAIL: 'bounced',
  BADMAIL: 'bounced',
  DSN: 'bounced',
  POISONMESSAGE: 'bounced',
  DEFER: 'deferred',
  SEND: 'sent',
  SENDEXTERNAL: 'sent',
  DELIVER: 'sent',
};

/** Is it the name of an event that tells what became of a message? */
export const isTrackingEvent = (value: string): boolean => OUTCOMES[value.toUpperCase()] !== undefined;

/** Reads a row whose column names are those of the log file; undefined for events that decide nothing. */
export function parseTrackingRow(row: ReadonlyMap<string, string>, line: number): LogEvent | undefined {
  const event = row.get('event-id')?.toUpperCase() ?? '';
  const outcome = OUTCOMES[event];
  if (outcome === undefined) return undefined;
  const status = row.get('recipient-status') ?? '';
  const text = (lastError(status) ?? (status.length > 4 ? status : row.get('source-context')) ?? '').trim();
  // A DSN row is the report being written; without a status it repeats the FAIL row.
  if (event === 'DSN' && !/[45]\.[0-9]+\.[0-9]+|[45][0-9]{2} /.test(text)) return undefined;
  const isExpired =
    /(?:^|[^0-9])4\.4\.7(?:[^0-9]|$)|expired/i.test(text.slice(0, 300)) && outcome === 'bounced';
  const size = /^[0-9]{1,15}$/.exec(row.get('total-bytes') ?? '')?.[0];
  const remoteHost = hostOf(detail(status, 'FQDN')) ?? hostOf(row.get('server-hostname'));
  const remoteIp = addressOf(detail(status, 'IP')) ?? addressOf(row.get('server-ip'));
  return {
    format: 'exchange',
    outcome: isExpired ? 'expired' : outcome,
    line,
    ...given('at', row.get('date-time')),
    ...given('queueId', row.get('internal-message-id')),
    ...given('messageId', row.get('message-id')),
    ...given('recipient', row.get('recipient-address')?.split(';', 1)[0]),
    ...given('sender', row.get('sender-address')),
    ...(size === undefined ? {} : { messageSizeBytes: Number(size) }),
    ...(outcome === 'sent' ? {} : replyFieldsOf(text)),
    ...given('remoteHost', remoteHost),
    ...given('remoteIp', remoteIp),
    text,
  };
}

/** '[{LRT=…};{LED=550 5.1.1 …};{FQDN=mx…};{IP=192.0.2.1}]': LED is the last error; of what expired MSG holds what was met before. */
function lastError(status: string): string | undefined {
  const led = detail(status, 'LED');
  const before = detail(status, 'MSG');
  return led === undefined || before === undefined || led.includes(before) ? led : `${led} (${before})`;
}

function detail(status: string, key: string): string | undefined {
  const at = status.indexOf(`{${key}=`);
  if (at < 0) return undefined;
  const from = at + key.length + 2;
  const next = status.indexOf('};{', from);
  const end = next >= 0 ? next : status.lastIndexOf('}');
  const value = status.slice(from, end >= from ? end : status.length).trim();
  return value === '' ? undefined : value;
}

function hostOf(value: string | undefined): string | undefined {
  return value !== undefined && isHostName(value) ? value : undefined;
}

function addressOf(value: string | undefined): string | undefined {
  return value !== undefined && isIpAddress(value) ? value : undefined;
}

function given<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  return (value === undefined || value === '' ? {} : { [key]: value }) as { readonly [P in K]?: string };
}
