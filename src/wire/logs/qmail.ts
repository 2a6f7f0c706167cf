/**
 * The log of qmail-send (qmail-log(5), qmail-send(8)): 'starting delivery 7: msg 42 to remote user@example.org', then
 * 'delivery 7: failure: 192.0.2.1_does_not_like_recipient./Remote_host_said:_550_…/Giving_up_on_192.0.2.1./', with spaces as '_' and line
 * feeds as '/'; times of tai64n(8), tai64nlocal(8) or syslog before it.
 * Limits: 50,000 deliveries and messages are remembered, the oldest is forgotten first.
 */
import { AgedMap } from '../../base/aged-map.ts';
import { anyOf } from '../../base/any-of.ts';
import { isIpAddress } from '../smtp/index.ts';
import { logEvents } from './log-lines.ts';
import { forgetOldest } from './queue-memory.ts';
import { replyFieldsOf } from './reply-in-log.ts';
import { readSyslogPrefix } from './syslog-prefix.ts';
import type { LogEvent } from './types.ts';

/** What stands before qmail's own words: its name, a TAI64N label, seconds since 1970. */
const BEFORE_WORDS =
  /^(?:@[0-9a-f]{24} )?(?:qmail(?:-send)?(?:\[[0-9]{1,10}\])?: )?(?:[0-9]{9,11}\.[0-9]{1,9} )?(?:@[0-9a-f]{24} )?/;
const DELIVERY = /^delivery ([0-9]{1,12}): (success|failure|deferral): /;
const START = /^starting delivery ([0-9]{1,12}): msg ([0-9]{1,15}) to (local|remote) (\S{1,1000})/;
const INFO = /^info msg ([0-9]{1,15}): bytes ([0-9]{1,12}) from <([^<>]{0,320})>/;

const OUTCOMES: Readonly<Record<string, LogEvent['outcome']>> = {
  success: 'sent',
  failure: 'bounced',
  deferral: 'deferred',
};

/** The words of qmail-send(8) for a message that waited too long; they stand behind the last reason. */
const GAVE_UP = /I'm_not_going_to_try_again;_this_message_has_been_in_the_queue_too_long\.?\/?$/;

interface Started {
  readonly isLocal: boolean;
  readonly recipient: string;
  readonly queueId: string;
}

interface Memory {
  /** By the number of the delivery, which is used again after a restart. */
  readonly started: AgedMap<Started>;
  /** By the number of the message. */
  readonly infos: AgedMap<Pick<LogEvent, 'sender' | 'messageSizeBytes'>>;
}

/** Whether a line, without what syslog wrote before it, is one of qmail-send's. */
export function isQmailLine(body: string): boolean {
  const words = body.slice(BEFORE_WORDS.exec(body.slice(0, 120))?.[0].length ?? 0).slice(0, 80);
  return (
    DELIVERY.test(words) || /^starting delivery [0-9]{1,12}: msg [0-9]{1,15} to (?:local|remote) /.test(words)
  );
}

/** Reads a whole log; gives at most `max` events. */
export function readQmailLog(text: string, max: number): Generator<LogEvent> {
  const memory: Memory = { started: new AgedMap(), infos: new AgedMap() };
  return logEvents(text, max, (line, number) => parseQmailLine(line, number, memory));
}

/** Reads one line; undefined where it tells of no delivery that ended. */
export function parseQmailLine(
  line: string,
  lineNumber = 1,
  memory: Memory = { started: new AgedMap(), infos: new AgedMap() },
): LogEvent | undefined {
  const { at, host, body } = readSyslogPrefix(line);
  const words = body.slice(BEFORE_WORDS.exec(body.slice(0, 120))?.[0].length ?? 0);
  const [, delivery, result = ''] = DELIVERY.exec(words.slice(0, 60)) ?? [];
  if (delivery === undefined) {
    remember(words, memory);
    return undefined;
  }
  const started = memory.started.get(delivery);
  const text = words.slice(words.indexOf(': ', words.indexOf(': ') + 2) + 2);
  const said = spaced(text);
  return {
    format: 'qmail',
    line: lineNumber,
    outcome: GAVE_UP.test(text.trimEnd()) ? 'expired' : (OUTCOMES[result] ?? 'deferred'),
    ...(at !== undefined && { at }),
    ...(host !== undefined && host !== 'qmail' && { loggingHost: host }),
    ...(started !== undefined && {
      queueId: started.queueId,
      recipient: started.recipient,
      ...memory.infos.get(started.queueId),
    }),
    ...((started?.isLocal === true || OF_ITSELF.test(said.slice(0, 100))) && {
      ownStep: 'delivery' as const,
    }),
    ...replyFieldsOf(said),
    ...serverOf(text),
    text: said,
  };
}

function remember(words: string, { started, infos }: Memory): void {
  const [, delivery, queueId = '', place, address = ''] = START.exec(words.slice(0, 1_100)) ?? [];
  if (delivery !== undefined) {
    forgetOldest(started);
    const isLocal = place === 'local';
    started.set(delivery, { isLocal, queueId, recipient: isLocal ? withoutDomainUser(address) : address });
    return;
  }
  const [, message, bytes, sender = ''] = INFO.exec(words.slice(0, 420)) ?? [];
  if (message === undefined) return;
  forgetOldest(infos);
  infos.set(message, { ...(sender !== '' && { sender }), messageSizeBytes: Number(bytes) });
}

/** qmail-send(8), control/virtualdomains: mail for a domain is delivered to 'user-local@domain', where many name the user after the domain. */
function withoutDomainUser(address: string): string {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return address.toLowerCase().startsWith(`${domain.toLowerCase()}-`)
    ? address.slice(domain.length + 1)
    : address;
}

/** qmail-local.c, qmail-lspawn.c, qmail-rspawn.c and qmail-remote.c of themselves; what another server said stands behind 'Remote host said:'. */
const OF_ITSELF = new RegExp(
  `^${anyOf([
    /Unable to (?:run|chdir|open|write|read|fork|find alias|switch|stat|lock|use|create|deliver)/,
    /Out of memory|System resources temporarily|Temporary failure in qmail|Internal (?:error|qmail)|Child crashed/,
    /qmail-(?:local|remote) (?:crashed|was)|I \(qmail-/,
    // qmail-local.c, qmail-lspawn.c
    /Trouble reading|Not allowed to perform deliveries|NFS failure|Home directory is|File has \+x/,
    /(?:Timeout|Temporary error) on maildir|Sorry, no mailbox here by that name/,
    /This message is looping: it already has my Delivered-To/,
    // qmail-remote.c
    /Sorry\. Although I'm listed as a best-preference MX/,
  ])}`,
  'i',
);

/** qmail-remote.c: the server it spoke to. */
const SERVER =
  /^(?:Connected_to_)?([0-9A-Fa-f.:]{3,45})_(?:failed_after_|does_not_like_|accepted_message|but_)/;

function serverOf(text: string): Pick<LogEvent, 'remoteIp'> {
  const ip = SERVER.exec(text.slice(0, 100))?.[1];
  return ip !== undefined && isIpAddress(ip) ? { remoteIp: ip } : {};
}

const MARKS =
  /_|\/(?:(?=(Remote_host_said:_?([2-5][0-9]{2}[-_])?|Giving_up_on_|I'm_not_going_to_try_again|I_tried_to_deliver|STARTTLS_proto))|(?=([2-5][0-9]{2}[-_]))|)/g;

/**
 * The words as the bounce would say them. qmail-send writes a space and '_' alike, and a line feed and '/': where no line can begin, a '/'
 * stays one; so does one before a code inside a path or URL, unless the line is one of several ('550-', RFC 5321 §4.2.1) and the next may
 * begin there: its last one, or one of the same code.
 */
function spaced(words: string): string {
  let isInPath = false;
  let line = '';
  const mayBegin = (code: string): boolean =>
    !isInPath || (line.endsWith('-') && (code === line || code.endsWith('_')));
  return words
    .trimEnd()
    .replace(/\/$/, '')
    .replaceAll(MARKS, (mark, own?: string, said?: string, code?: string) => {
      const isLineEnd = own !== undefined || (code !== undefined && mayBegin(code));
      if (isLineEnd) line = said ?? code ?? '';
      isInPath = mark === '/' && !isLineEnd;
      return mark === '_' ? ' ' : isLineEnd ? '\n' : mark;
    });
}
