/**
 * amavis (amavisd-new) of the mail that it passes on for a mail server: what it blocked ('(12046-09) Blocked SPAM {DiscardedInbound}, [192.0.2.7]
 * <a@example.net> -> <b@example.org>, …, Hits: 7.3, size: 912, 77 ms'; $log_templ in amavisd.conf-default) and what went wrong with it
 * ('(21023-10) (!)connect to /var/run/clamav/clamd.ctl failed'; do_log with a level below 0 in amavisd).
 */
import { isIpAddress } from '../smtp/index.ts';
import { logEvents } from './log-lines.ts';
import { readSyslogPrefix } from './syslog-prefix.ts';
import type { LogEvent } from './types.ts';

const BLOCKED =
  /^\((\d{1,10}(?:-\d{1,6}){1,3})\) (Blocked (?:SPAM(?:MY)?|INFECTED|BANNED|BAD-HEADER(?:-\d)?|OVERSIZED|UNCHECKED(?:-[A-Z]{1,20})?|OTHER)(?: \(.{0,400}?\)(?=,? (?:\{|\[|<|[A-Z])|,))?)(?: \{([A-Za-z,]{1,120})\})?,? /;
const PATH = /<([^<>]{0,320})> -> <([^<>]{1,320})>/;
const CLIENT = /\[([0-9a-fA-F.:]{3,45})\]/;
const FIELDS = {
  queueId: /, Queue-ID: ([0-9A-Za-z]{5,24})\b/,
  messageId: /, Message-ID: <([^<>]{1,998})>/,
  size: /, size: (\d{1,12})\b/,
};
/** Of mail that came from within (amavisd, 'policy banks'): an account or machine of ours sent it. */
const FROM_WITHIN =
  /(?:^|,)(?:[A-Za-z]{1,20}(?:Outbound|Internal|OpenRelay))(?:,|$)|\b(?:ORIGINATING|MYNETS)\b/;
const ID = /^\((\d{1,10}(?:-\d{1,6}){1,3})\) /;
/** What it says of itself loudly; of a message it is a fault where that did not pass. */
const FAULT = /^(?:\(\d{1,10}(?:-\d{1,6}){1,3}\) )?\(!{1,2}\)(?=\S)/;
const OF_SERVICES =
  /\b(?:connect(?: to|ion)|can't|cannot|could not|unable to|too many retries|timed out|refused|all (?:primary )?virus scanners failed|TROUBLE|PRESERVING|DENIED ACCESS)\b/i;
/** It could not judge, or the server behind it would not take it. */
const PUT_OFF = /^\(\d{1,10}(?:-\d{1,6}){1,3}\) (Blocked (?:TEMPFAIL|MTA-BLOCKED)\b[^,]{0,200})/;

type Found = Pick<LogEvent, 'outcome' | 'ownStep' | 'text'> & Partial<LogEvent>;

/** What amavis tells in its own words, without what syslog wrote before them; undefined of mail that passed. */
function amavisWords(body: string): Found | undefined {
  const words = body.slice(0, 4_000);
  const fault = FAULT.exec(words)?.[0];
  const trouble = fault === undefined ? PUT_OFF.exec(words)?.[1] : words.slice(fault.length).trim();
  if (trouble !== undefined)
    return fault === undefined || OF_SERVICES.test(trouble)
      ? { outcome: 'deferred', ownStep: 'filter', text: trouble }
      : undefined;
  const [start, , text = '', kinds = ''] = BLOCKED.exec(words) ?? [];
  if (start === undefined) return undefined;
  const rest = words.slice(start.length);
  const [, sender, recipient] = PATH.exec(rest) ?? [];
  const [, client] = CLIENT.exec(rest.slice(0, 200)) ?? [];
  const isFromWithin = FROM_WITHIN.test(kinds) || FROM_WITHIN.test(rest.slice(0, rest.indexOf('<')));
  const [queueId, messageId, size] = [FIELDS.queueId, FIELDS.messageId, FIELDS.size].map(
    (field) => field.exec(rest)?.[1],
  );
  return {
    outcome: 'rejected-by-us',
    text,
    phase: 'end-of-data',
    ...(isFromWithin && { login: '' }),
    ...(sender !== undefined && { sender }),
    ...(recipient !== undefined && { recipient }),
    ...(client !== undefined && isIpAddress(client) && !isLoopback(client) && { clientIp: client }),
    ...(queueId !== undefined && { queueId }),
    ...(messageId !== undefined && { messageId }),
    ...(size !== undefined && { messageSizeBytes: Number(size) }),
  };
}

/** The mail server itself, which passed the message on without telling whose it was (Postfix's XFORWARD): no client of ours. */
const isLoopback = (ip: string): boolean => ip.startsWith('127.') || ip === '::1';

/** Whether a line is one of amavis; `program` as syslog names it. */
export const isAmavisLine = (body: string, program: string): boolean =>
  program === 'amavis' || program === 'amavisd' || (program === '' && BLOCKED.test(body.slice(0, 600)));

/** Reads one line; undefined where it tells of nothing blocked and no fault. */
export function parseAmavisLine(line: string, lineNumber = 1): LogEvent | undefined {
  const { at, host, program = '', body } = readSyslogPrefix(line);
  const found = isAmavisLine(body, program.toLowerCase()) ? amavisWords(body) : undefined;
  if (found === undefined) return undefined;
  return {
    format: 'amavis',
    line: lineNumber,
    ...(at !== undefined && { at }),
    ...(host !== undefined && { loggingHost: host }),
    ...found,
  };
}

/** Mail that passed by its id: what went wrong before did not keep it. */
const PASSED = /\((\d{1,10}(?:-\d{1,6}){1,3})\) Passed /g;

/** Reads a whole log; gives at most `max` events. What is told of a message twice is told once. */
export function* readAmavisLog(text: string, max: number): Generator<LogEvent> {
  const passed = new Set<string>();
  for (const [, id = ''] of text.matchAll(PASSED)) {
    if (passed.size >= MAX_PASSED) break;
    passed.add(id);
  }
  let before = '';
  const parse = (line: string, number: number): LogEvent | undefined => {
    const event = parseAmavisLine(line, number);
    const id = event?.outcome === 'deferred' ? ID.exec(readSyslogPrefix(line).body)?.[1] : undefined;
    return id !== undefined && passed.has(id) ? undefined : event;
  };
  for (const event of logEvents(text, max, parse)) {
    const key = `${event.text} ${event.sender} ${event.recipient}`;
    if (key !== before) yield event;
    before = key;
  }
}

const MAX_PASSED = 50_000;
