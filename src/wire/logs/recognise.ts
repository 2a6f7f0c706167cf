/**
 * Which mail server wrote a log, told from the lines themselves, and the events of a log of any of them.
 * Limits: the first 300 lines decide.
 */

import { anyOf } from '../../base/any-of.ts';
import { isAmavisLine, readAmavisLog } from './amavis.ts';
import { deliveryAgentFault } from './delivery-agents.ts';
import { dovecotFault } from './dovecot.ts';
import { readExchangeLog } from './exchange.ts';
import { readEximLog } from './exim.ts';
import { isHarakaLine, readHarakaLog } from './haraka.ts';
import { logLines } from './log-lines.ts';
import { isMaddyLine, readMaddyLog } from './maddy.ts';
import { nginxFault } from './nginx.ts';
import { readOpensmtpdLog } from './opensmtpd.ts';
import { readPostfixLog } from './postfix.ts';
import { isPostfixLine, postfixFault } from './postfix-faults.ts';
import { isQmailLine, readQmailLog } from './qmail.ts';
import { readSendmailLog } from './sendmail.ts';
import { isStalwartLine, readStalwartLog } from './stalwart.ts';
import { readSyslogPrefix } from './syslog-prefix.ts';
import type { LogEvent, LogFormat } from './types.ts';

const MAX_LINES_LOOKED_AT = 300;
const MAX_TEXT_LOOKED_AT = 200_000;

/** The format most lines have; undefined where no line looks like a mail log. */
export function recogniseLog(text: string): LogFormat | undefined {
  const votes = new Map<LogFormat, number>();
  let looked = 0;
  for (const { text: line } of logLines(text.slice(0, MAX_TEXT_LOOKED_AT))) {
    if (looked >= MAX_LINES_LOOKED_AT) break;
    looked += 1;
    const format = formatOfLine(line, looked === 1);
    if (format !== undefined) votes.set(format, (votes.get(format) ?? 0) + 1);
  }
  // What filters and delivers writes into the log of the mail server, and much more than that.
  for (const agent of ['dovecot', 'procmail', 'maildrop', 'amavis'] as const)
    if (votes.size > 1) votes.delete(agent);
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** The events of a log in order, at most `max`; nothing where the format is not recognised. `format`: as `recogniseLog` told it already. */
export function readLog(text: string, max = 10_000, format = recogniseLog(text)): Iterable<LogEvent> {
  return format === undefined ? [] : READERS[format](text, max);
}

const READERS = {
  postfix: readPostfixLog,
  exim: readEximLog,
  sendmail: readSendmailLog,
  opensmtpd: readOpensmtpdLog,
  exchange: readExchangeLog,
  qmail: readQmailLog,
  haraka: readHarakaLog,
  stalwart: readStalwartLog,
  maddy: readMaddyLog,
  amavis: readAmavisLog,
  // Of logins and of mailboxes alone: see session-faults.ts.
  dovecot: () => [],
  procmail: () => [],
  maildrop: () => [],
  nginx: () => [],
} as const satisfies Record<LogFormat, (text: string, max: number) => Iterable<LogEvent>>;

const EXIM_TIME = /[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]{8,15}(?: [+-][0-9]{4})?(?: \[[0-9]{1,10}\])? /;

const EXIM_LINE = new RegExp(
  `^${EXIM_TIME.source}${anyOf([
    // A message, by its id.
    /[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} /,
    // A client.
    /H=|U=|F=|no host name found|TLS error|[a-z_]{1,40} authenticator failed for /,
    /(?:spam|malware) acl condition: |rejected (?:[A-Za-z]{4,10} )?(?:from|by) /,
    // PHPMailer writes a time before its own words, too: '2018-01-24 20:07:12 SMTP ERROR: Failed to connect'.
    /SMTP (?!(?:ERROR|Error|NOTICE): |connect\(\))/,
    // The program itself.
    /End queue run|Start queue run|exim /,
  ])}`,
);

/** Without time and message id. */
const EXIM_ALONE = new RegExp(
  `^${anyOf([
    // A delivery that failed or waits.
    /(?:\*\*|==) [^ ]{1,320} (?:<[^<> ]{1,320}> )?R=\S/,
    // A client that was refused.
    /H=[^ ]{1,255} (?:\([^() ]{1,255}\) )?\[[0-9a-fA-F.:]{3,45}\](?::[0-9]{1,5})? (?:[A-Z]{1,3}=\S{1,200} ){0,8}F=<[^<>]{0,320}> (?:A=\S{1,200} )?(?:temporarily )?rejected /,
  ])}`,
);

/** Bare replies are what is pasted most; no server begins a line of its log so. */
const REPLY = /^[245][0-9]{2}[ -]/;

/** Lines told as they stand; what syslog writes is taken off only where none of these fits, for that costs more. */
const OF_LINE: readonly (readonly [LogFormat, (line: string) => boolean])[] = [
  ['exchange', isExchangeLine],
  ['nginx', (line) => nginxFault(line) !== undefined],
  ['exim', (line) => EXIM_LINE.test(line) || EXIM_ALONE.test(line.slice(0, 1_200))],
];

/**
 * Lines told behind what syslog writes, by the name of the program and the words. Those with a form of their own come first; Postfix, sendmail
 * and OpenSMTPD are told by single words, which others quote; Dovecot's words stand anywhere in a line.
 */
const OF_WORDS: readonly (readonly [LogFormat, (body: string, program: string) => boolean])[] = [
  ['postfix', (body, program) => isPostfixLine(program, body)],
  ['haraka', isHarakaLine],
  ['stalwart', isStalwartLine],
  ['maddy', isMaddyLine],
  ['qmail', isQmailLine],
  ['amavis', isAmavisLine],
  ['exim', (body, program) => program === 'exim' || program === 'exim4' || EXIM_LINE.test(body)],
  ['opensmtpd', hasWordsOfOpensmtpd],
  ['postfix', (body) => hasWordsOfPostfix(body.slice(0, 2_000))],
  ['sendmail', (body, program) => hasWordsOfSendmail(body.slice(0, 2_000)) || SENDMAIL.has(program)],
  ['dovecot', (body) => dovecotFault(body) !== undefined],
  ['postfix', (body) => FAILED_LOGIN.test(body)],
];

const SENDMAIL: ReadonlySet<string> = new Set(['sendmail', 'sm-mta']);

/** `isFirst`: what stands in front of all others is no answer that somebody quotes. */
function formatOfLine(line: string, isFirst: boolean): LogFormat | undefined {
  if (REPLY.test(line)) return undefined;
  const [ofLine] = OF_LINE.find(([, isLine]) => isLine(line)) ?? [];
  if (ofLine !== undefined) return ofLine;
  const { at, program, body } = readSyslogPrefix(line);
  const name = program?.toLowerCase() ?? '';
  const [ofWords] = OF_WORDS.find(([, isLine]) => isLine(body, name)) ?? [];
  if (ofWords !== undefined) return ofWords;
  if (!isFirst && at === undefined) return undefined;
  if (body.startsWith('warning: ') && postfixFault(body) !== undefined) return 'postfix';
  return deliveryAgentFault(body, program)?.format;
}

const REJECT_ALONE =
  /^(?:milter-|proxy-)?reject(?:_warning)?: [A-Z][A-Z-]{3,20} from [^ ]{1,260}\[(?:[0-9a-fA-F.:]{3,45}|unknown)\]: [245]/;

/** smtpd(8) of a client that could not log in; no other server writes it so. */
const FAILED_LOGIN =
  /^warning: [^ ]{1,255}\[[0-9a-fA-F.:]{3,45}\]: SASL [A-Za-z0-9-]{2,30} authentication (?:failed|aborted)/;

/** 'to=<a@example.org>, relay=none, delay=1, …, status=deferred (…'. */
const DELIVERY_ALONE =
  /^(?:to=<[^<> ]{1,320}>, (?:orig_to=<[^<> ]{1,320}>, )?)?relay=[^ ,]{1,300}, (?:conn_use=\d{1,4}, )?delay=[^ ]{1,20} (?:delays=[^ ]{1,60} )?(?:dsn=[245][\d.]{3,8}, )?status=/;

/** The head of a file, a line of it, or the first row of Export-Csv. */
function isExchangeLine(line: string): boolean {
  return (
    /^#(?:Software: Microsoft Exchange|Log-type: (?:SMTP|Message Tracking))/i.test(line) ||
    /^"?[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,18}Z?"?,/.test(line) ||
    /^"?(?:PSComputerName|RunspaceId|Timestamp|EventId)"?,/.test(line)
  );
}

function hasWordsOfOpensmtpd(body: string): boolean {
  return (
    /(?:^| )(?:mta|mda|smtp) (?:event=)?(?:delivery|failed-command|connected|connecting|disconnected|message|bounce) /.test(
      body.slice(0, 80),
    ) || /^(?:smtp-in|smtp-out|relay|delivery|mta): /.test(body)
  );
}

function hasWordsOfSendmail(body: string): boolean {
  return (
    /^[0-9A-Za-z]{6,24}: /.test(body) &&
    (/, (?:stat|dsn|reject|mailer|class|nrcpts)=/.test(body) ||
      /^[0-9A-Za-z]{6,24}: (?:Milter|ruleset=)/.test(body))
  );
}

function hasWordsOfPostfix(body: string): boolean {
  // Pasted from the words on, without what names the message.
  if (REJECT_ALONE.test(body.slice(0, 400)) || DELIVERY_ALONE.test(body.slice(0, 1_200))) return true;
  const isPostfix =
    /^(?:NOQUEUE|[0-9A-Za-z]{1,24}): (?:to=|from=|(?:milter-|proxy-)?reject(?:_warning)?: |host [^ ]{1,260}\] |client=|message-id=)/.test(
      body,
    ) && !/, (?:stat|reject|nrcpts)=/.test(body);
  return isPostfix && (!hasWordsOfSendmail(body) || / status=/.test(body));
}
