/**
 * Exchange's message tracking log and SMTP protocol logs (learn.microsoft.com, 'Message tracking' and 'Protocol logging', Exchange Server):
 * comma-separated, '#Fields:' names the columns; a line pasted without it is read by the default columns. Also 'Export-Csv' of Get-MessageTrackingLog.
 */

import { AgedMap } from '../../base/aged-map.ts';
import { splitCsv } from './csv.ts';
import { type ProtocolSessions, parseProtocolRow } from './exchange-protocol.ts';
import { parseTrackingRow } from './exchange-tracking.ts';
import { logEvents } from './log-lines.ts';
import type { LogEvent } from './types.ts';

const PROTOCOL_COLUMNS =
  'date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context'.split(
    ',',
  );
const TRACKING_COLUMNS = (
  'date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,event-id,internal-message-id,message-id,' +
  'network-message-id,recipient-address,recipient-status,total-bytes,recipient-count,related-recipient-address,reference,message-subject,sender-address,' +
  'return-path,message-info,directionality,tenant-id,original-client-ip,original-server-ip,custom-data'
).split(',');

/** Reads a whole log; gives at most `max` events. */
export function readExchangeLog(text: string, max: number): Generator<LogEvent> {
  const sessions: ProtocolSessions = new AgedMap();
  let columns: readonly string[] | undefined;
  return logEvents(text, max, (line, number) => {
    const named = columnsOf(line);
    if (named !== undefined) columns = named;
    return named !== undefined || line.startsWith('#')
      ? undefined
      : parseExchangeLine(line, number, columns, sessions);
  });
}

/** Reads one line by the columns given or the default ones; undefined where it tells no delivery and no refusal. */
function parseExchangeLine(
  line: string,
  lineNumber = 1,
  columns?: readonly string[],
  sessions: ProtocolSessions = new AgedMap(),
): LogEvent | undefined {
  const values = splitCsv(line.trim());
  const names = columns ?? defaultColumns(values);
  if (names === undefined) return undefined;
  const row = new Map(names.map((name, index) => [name, values[index] ?? '']));
  return names.includes('session-id')
    ? parseProtocolRow(row, lineNumber, sessions)
    : parseTrackingRow(row, lineNumber);
}

function defaultColumns(values: readonly string[]): readonly string[] | undefined {
  if (values.length >= 8 && /^[+<>*-]$/.test(values[6] ?? '') && /^[0-9]{1,9}$/.test(values[3] ?? ''))
    return PROTOCOL_COLUMNS;
  return values.length >= 14 && /^[A-Z]{3,30}$/.test(values[8] ?? '') ? TRACKING_COLUMNS : undefined;
}

/** '#Fields: …' of the log files; the first row of Export-Csv ('"Timestamp","ClientIp",…') in the same words. */
function columnsOf(line: string): readonly string[] | undefined {
  if (line.startsWith('#Fields:'))
    return line
      .slice(8)
      .trim()
      .split(',')
      .map((name) => name.trim().toLowerCase());
  const isExport =
    /^"?(?:PSComputerName|RunspaceId|Timestamp|EventId)"?,/.test(line) && line.includes('RecipientStatus');
  return isExport ? splitCsv(line).map(kebabCase) : undefined;
}

const EXPORT_NAMES: Readonly<Record<string, string>> = {
  timestamp: 'date-time',
  recipients: 'recipient-address',
  sender: 'sender-address',
};

function kebabCase(name: string): string {
  const kebab = name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
  return EXPORT_NAMES[kebab] ?? kebab;
}
