/**
 * Exchange's message tracking log and SMTP protocol logs (learn.microsoft.com, 'Message tracking' and 'Protocol logging', Exchange Server):
 * comma-separated, '#Fields:' names the columns; a line pasted without it is read by the default columns. Also 'Export-Csv' of Get-MessageTrackingLog.
 */

import { AgedMap } from '../../base/aged-map.ts';
import { splitCsv } from './csv.ts';
import { type ProtocolSessions, parseProtocolRow } from './exchange-protocol.ts';
import { isTrackingEvent, parseTrackingRow } from './exchange-tracking.ts';
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
  if (values.length >= 14 && /^[A-Z]{3,30}$/.test(values[8] ?? '')) return TRACKING_COLUMNS;
  return chosenColumns(values);
}

/** Columns that somebody chose, without their names: told by what stands in them, where one holds the status of a recipient. */
function chosenColumns(values: readonly string[]): readonly string[] | undefined {
  if (!values.some((value) => STATUS.test(value))) return undefined;
  const addresses = values.flatMap((value, place) => (ADDRESS.test(value) ? [place] : []));
  // Sender and recipient, as the cmdlet shows them; of more nobody knows which is whose.
  const [sender, recipient] = addresses.length === 2 ? addresses : [undefined, ...addresses];
  let hasTime = false;
  return values.map((value, place) => {
    if (STATUS.test(value)) return 'recipient-status';
    if (isTrackingEvent(value)) return 'event-id';
    if (place === sender) return 'sender-address';
    if (place === recipient && addresses.length < 3) return 'recipient-address';
    if (hasTime || !TIME.test(value)) return `other-${place}`;
    hasTime = true;
    return 'date-time';
  });
}

const STATUS = /^\[?\{(?:LED|LRT|MSG|FQDN|IP)=/;
const TIME = /^[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}[ T][0-9:.]{4,12}/;
const ADDRESS = /^[^\s@<>"]{1,128}@[^\s@<>"]{1,255}$/;

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
