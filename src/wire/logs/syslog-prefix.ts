/**
 * What syslog, journald and containers write before a program's own words:
 * RFC 3164 ('<22>Oct 11 22:14:15 mx postfix/smtp[42]: …'), RFC 5424 ('<22>1 2024-05-01T10:00:00Z mx app 42 - - …'), ISO times, or nothing at all.
 * Limits: looks at the first 300 characters; a time without a year stays as written.
 */

/** A log line in its parts; each is absent where the line does not have it. */
export interface SyslogLine {
  readonly at?: string;
  readonly host?: string;
  /** 'postfix/smtp', 'sm-mta', 'smtpd'. */
  readonly program?: string;
  /** The program's own words. */
  readonly body: string;
}

const BSD_TIME =
  /^[A-Z][a-z]{2} {1,2}[0-9]{1,2} (?:[0-9]{4} )?[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?: [0-9]{4})?(?= )/;
const ISO_TIME =
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?(?=[ \t])/;
const PROGRAM = /^([A-Za-z][A-Za-z0-9_./-]{0,60})(?:\[[0-9]{1,10}\])?: /;
/** Host and program without a time: 'mx1 postfix/smtp[42]: '. */
const HOST_PROGRAM =
  /^([A-Za-z0-9][\w.-]{0,80}) (postfix[A-Za-z0-9_-]{0,20}(?:\/[a-z]{2,20}){1,2}(?:\[[0-9]{1,10}\])?): /;
/** grep writes the name of the file before each line: 'mail.info:Apr 22 …'. */
const FILE_NAME = /^[A-Za-z/][\w./-]{0,80}: ?(?=[A-Z][a-z]{2} {1,2}[0-9]{1,2} [0-9]{2}:[0-9]{2}:[0-9]{2} )/;
/** What a page or a person puts before a line that begins with the program. */
const STRAY = /^(?:file)?:(?=(?:postfix\/|NOQUEUE: ))/;
/** docker compose writes the name of the container before each line: 'postfix-mailcow-1  | Apr 22 …'. */
const CONTAINER =
  /^[A-Za-z0-9_…-][\w.-]{0,100} {0,40}\| {1,4}(?=(?:[A-Z][a-z]{2} {1,2}[0-9]{1,2} [0-9]{2}:[0-9]{2}:[0-9]{2}|[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:|postfix\/|NOQUEUE: |(?:TRACE|DEBUG|INFO|WARN|ERROR) [A-Z]))/;
const PRIORITY = /^<[0-9]{1,3}>/;

/** Splits one line; a line without any prefix is all body. */
export function readSyslogPrefix(line: string): SyslogLine {
  let rest = withoutContainer(line.trimStart()).replace(PRIORITY, '').trimStart();
  rest = withoutStray(rest);
  const name = FILE_NAME.exec(rest.slice(0, 120))?.[0];
  if (name !== undefined) rest = rest.slice(name.length);
  // RFC 5424 §6: VERSION SP TIMESTAMP SP HOSTNAME SP APP-NAME SP PROCID SP MSGID SP STRUCTURED-DATA SP MSG
  if (rest.startsWith('1 ') && ISO_TIME.test(rest.slice(2, 80))) return readRfc5424(rest.slice(2));
  const at = (BSD_TIME.exec(rest.slice(0, 80)) ?? ISO_TIME.exec(rest.slice(0, 80)))?.[0];
  if (at !== undefined) rest = rest.slice(at.length).trimStart();
  const hosted = at === undefined ? HOST_PROGRAM.exec(rest.slice(0, 200)) : null;
  if (hosted !== null) {
    const [, host = '', program = ''] = hosted;
    return { host, program: program.replace(/\[[0-9]+\]$/, ''), body: rest.slice(hosted[0].length) };
  }
  const direct = PROGRAM.exec(rest.slice(0, 120));
  if (direct !== null && isProgram(direct[1] ?? '', at !== undefined))
    return withProgram(at, undefined, direct, rest);
  if (at === undefined) return { body: rest };
  const space = rest.indexOf(' ');
  if (space <= 0 || space > 255) return { at, body: rest };
  const afterHost = rest.slice(space + 1).trimStart();
  const program = PROGRAM.exec(afterHost.slice(0, 120));
  return program === null ? { at, body: rest } : withProgram(at, rest.slice(0, space), program, afterHost);
}

const withoutStray = (line: string): string =>
  line.startsWith(':') || line.startsWith('file:') ? line.replace(STRAY, '') : line;

function withoutContainer(line: string): string {
  const name = CONTAINER.exec(line.slice(0, 200))?.[0];
  return name === undefined ? line : line.slice(name.length);
}

function isProgram(name: string, hasTime: boolean): boolean {
  return (
    name.includes('/') ||
    /^(?:sendmail|post(?:alias|cat|conf|drop|map|multi|queue|super)|newaliases|mailq|sm-mta|sm-acceptingconnections|smtpd|exim|exim4|MailScanner|postscreen|maddy)$/.test(
      name,
    ) ||
    (hasTime && name === 'smtp')
  );
}

function withProgram(
  at: string | undefined,
  host: string | undefined,
  program: RegExpExecArray,
  rest: string,
): SyslogLine {
  return {
    ...(at === undefined ? {} : { at }),
    ...(host === undefined ? {} : { host }),
    program: program[1] ?? '',
    body: rest.slice(program[0].length),
  };
}

function readRfc5424(rest: string): SyslogLine {
  const [at = '', host = '-', program = '-'] = rest.slice(0, 400).split(' ', 3);
  let body = rest;
  for (let field = 0; field < 5; field += 1) body = body.slice(body.indexOf(' ') + 1);
  if (body.startsWith('- ')) body = body.slice(2);
  else if (body.startsWith('[')) body = body.slice(body.indexOf('] ') + 2);
  return {
    at,
    ...(host === '-' ? {} : { host }),
    ...(program === '-' ? {} : { program }),
    body: body.replace(/^\ufeff/, ''),
  };
}

/** qmail-send(8): its words have no spaces ('_'), those of a wrapped reply do. */
const QMAIL =
  /^(?:starting delivery [0-9]{1,12}: msg [0-9]|delivery [0-9]{1,12}: (?:success|failure|deferral): (?:\S*$|\S*[_/]))/;
/** OpenSMTPD's own words behind its names; another server's reply may hold 'relay: ', too. */
const OPENSMTPD =
  /^(?:(?:relay|delivery): (?:TempFail|PermFail|Ok|Expired?|Loop) for |smtp-(?:in|out): [A-Z]|(?:mta|mda): (?:0x[0-9a-f]|[A-Z])|lookup: lookup |debug: (?:[a-z0-9-]{1,12}: |0x[0-9a-f]))/;

/** Names that it writes before any words of its own. */
const OPENSMTPD_NAME =
  /^(?:debug|info|warn|fatal|smtp(?:-in|-out)?|mta|mda|mfa|lka|lookup|queue|scheduler|control|parent|expand|rule|filter|bounce|runner|ssl|dns|aliases): /;

/** 'INFO SMTP RCPT TO rejected (delivery.rcpt-to-rejected) queueId = …'; 'queue: delivery attempt failed<TAB>{"msg_id":…'. */
const STALWART_OR_MADDY =
  /^(?:(?:TRACE|DEBUG|INFO|WARN|ERROR) [A-Z][A-Za-z0-9 /-]{2,60} \([a-z][a-z0-9-]{1,20}\.|(?:\[debug\] )?(?:[a-z]{3,12}\.)?(?:queue|smtp|submission|remote): [A-Za-z ,]{3,60}\s{1,8}\{")/;

const isOpensmtpd = (start: string): boolean => OPENSMTPD.test(start) || OPENSMTPD_NAME.test(start);

/** Whether a line begins like a line of a log, so that it is not the wrapped rest of the line `before`. */
export function startsLogLine(line: string, before = ''): boolean {
  const bare = withoutStray(withoutContainer(line.slice(0, 240).trimStart()));
  const start = bare.slice(0, 120).replace(PRIORITY, '');
  // '#Fields:' of Exchange, a quoted row of Export-Csv.
  if (start.startsWith('#') || /^"[^"]{0,100}",/.test(start)) return true;
  if (
    BSD_TIME.test(start) ||
    ISO_TIME.test(start) ||
    (start.startsWith('1 ') && ISO_TIME.test(start.slice(2)))
  )
    return true;
  // Exchange's CSV begins with a time and a comma.
  if (/^"?[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,18}Z?"?,/.test(start)) return true;
  // TAI64N of multilog, levels of Haraka.
  if (/^(?:@[0-9a-f]{24} |\[(?:INFO|NOTICE|WARN|ERROR|CRIT|DEBUG|PROTOCOL)\] \[)/.test(start)) return true;
  if (QMAIL.test(start) || STALWART_OR_MADDY.test(start)) return true;
  if (HOST_PROGRAM.test(start)) return true;
  // OpenSMTPD in the foreground; behind a line of its own nearly all that begins so is one, too.
  if (OPENSMTPD.test(start)) return true;
  if (OPENSMTPD_NAME.test(start) && isOpensmtpd(before.slice(0, 120))) return true;
  if (/^(?:postfix[A-Za-z0-9_-]{0,20}\/|sendmail\[|sm-mta\[|smtpd\[)/.test(start)) return true;
  // What a command of Postfix prints, and what puts mail into mailboxes; procmail tells the message behind it.
  if (/^From \S{1,80} {1,2}[A-Z][a-z]{2} [A-Z][a-z]{2} /.test(start)) return true;
  if (/^(?:(?:[a-z]{4,12}: )?(?:fatal|panic): |(?:procmail|maildrop): |(?:lda|lmtp|deliver)\()/.test(start))
    return true;
  return /^(?:[0-9A-Za-z]{6,20}: (?:to=|from=|host |client=|reject|milter-reject|message-id=)|NOQUEUE: |[0-9a-f]{16} (?:mta|mda|smtp) )/.test(
    start,
  );
}
