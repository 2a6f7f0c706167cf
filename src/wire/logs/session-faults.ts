/**
 * Lines of a log about sessions that went wrong though no message was refused: logins that failed, clients that broke the protocol or
 * went away, senders that could not be verified. They stand beside thousands of deliveries, where nobody asks about them; pasted alone
 * somebody does. Sources: Postfix, sendmail, Exim and Dovecot as they write them.
 */
import { findAddresses } from '../address/index.ts';
import { isIp } from '../trace/index.ts';
import { deliveryAgentFault } from './delivery-agents.ts';
import { dovecotFault } from './dovecot.ts';
import { readEximFields } from './exim-fields.ts';
import { logLines } from './log-lines.ts';
import { nginxFault } from './nginx.ts';
import { isPostfixLine, postfixFault, withoutEchoes } from './postfix-faults.ts';
import { parsePostfixReject } from './postfix-reject.ts';
import { recogniseLog } from './recognise.ts';
import { readSyslogPrefix } from './syslog-prefix.ts';
import type { LogEvent } from './types.ts';

/** More than this is a log, not a line that somebody asks about. */
const MAX_TEXT = 16_384;

/** What is told by the words; without an outcome the server turned a client away. */
interface FaultWords extends Partial<Pick<LogEvent, 'phase' | 'outcome' | 'ownStep'>> {
  readonly words: RegExp;
}

const FAULTS: readonly FaultWords[] = [
  { words: /\bSASL [A-Za-z0-9-]{2,30} authentication (?:failed|aborted)/, phase: 'auth' },
  { words: /\bAUTH failure \([^()]{1,40}\)/, phase: 'auth' },
  { words: /\b[a-z_]{1,40} authenticator failed\b(?! H=)/, phase: 'auth' },
  { words: /\bSMTP protocol error in "AUTH/, phase: 'auth' },
  { words: /\bSMTP protocol (?:synchronization )?error\b/ },
  { words: /\bimproper command pipelining\b/ },
  { words: /\b(?:lost connection|timeout|too many errors) after\b/ },
  { words: /\brejecting commands from\b/, phase: 'connect' },
  { words: /\bSMTP call from .{1,300}? dropped: / },
  { words: /\bSMTP connection from .{1,300}? closed by DROP in ACL/ },
  { words: /\bsender verify (?:fail|defer) for\b/, phase: 'mail' },
  { words: /\bSSL_accept error\b/, phase: 'starttls' },
  { words: /(?<=\bwarning: )TLS library problem: /, phase: 'starttls' },
  { words: /\bSMTP data timeout \(message abandoned\)/, phase: 'data' },
  // Exim: 'mx.example.org [2001:db8::1] Network is unreachable'.
  {
    words:
      /(?<=(?:^|\s)[\w.-]{1,255} \[[0-9A-Fa-f.:]{3,45}\] )(?:Network is unreachable|Connection refused|Connection timed out|No route to host)/,
    phase: 'connect',
    outcome: 'deferred',
  },
  // OpenSMTPD before 6.4.
  {
    words: /(?<=\bsmtp-out: Error on session [0-9a-f]{16}: )\S/,
    phase: 'connect',
    outcome: 'deferred',
  },
  { words: /\bTainted (?:filename|name|arg|file)\b/, outcome: 'deferred', ownStep: 'delivery' },
  // sendmail of the report that it writes: 'w4BI…: DSN: Host unknown', 'return to sender: User unknown'.
  {
    words: /(?<=: (?:DSN|return to sender|postmaster notify): )(?!Return receipt)\S/,
    outcome: 'bounced',
  },
  // sendmail of its own trouble.
  { words: /(?<=\bSYSERR\([^()]{1,40}\): )\S/, outcome: 'deferred', ownStep: 'delivery' },
  { words: /\bproblem creating SMTP socket\b/, outcome: 'deferred', ownStep: 'delivery' },
  // sendmail of a recipient that is not there: 'rA37ZTSC026250: <user@example.org>... No such user here'.
  {
    words:
      /(?<=^[0-9A-Za-z]{6,24}: )<[^<> ]{1,320}>\.\.\. (?=No such|User unknown|Unknown|Invalid|Mailbox|Relaying)/i,
    phase: 'rcpt',
  },
];

/** What the lines tell of failed sessions; nothing where the text is longer than what one pastes to ask about it. */
export function readSessionFaults(text: string): readonly LogEvent[] {
  const format = text.length > MAX_TEXT ? undefined : recogniseLog(text);
  if (format === undefined) return [];
  const events: LogEvent[] = [];
  for (const { text: line, line: number } of logLines(text)) {
    const { at, host, body, program } = readSyslogPrefix(line);
    const words = body.slice(0, 2_000);
    const ofDovecot = dovecotFault(body);
    const fault: Fault | undefined =
      warningIn(words) ??
      ofDovecot ??
      deliveryAgentFault(words, program) ??
      nginxFault(line) ??
      // What a command of Postfix prints stands behind no name of a program.
      (format === 'postfix' && isPostfixLine(program ?? 'postfix', words)
        ? postfixFault(words)
        : undefined) ??
      faultIn(words);
    if (fault === undefined) continue;
    // Postfix's client, not its server: a connection of ours.
    const found = program?.endsWith('/smtp') === true ? { outcome: 'deferred' as const, ...fault } : fault;
    const recipient = found.phase === 'rcpt' ? findAddresses(found.text)[0]?.address : undefined;
    events.push({
      format,
      outcome: 'rejected-by-us',
      line: number,
      ...(at !== undefined && { at }),
      ...(host !== undefined && { loggingHost: host }),
      // Dovecot puts no address in brackets: a name may.
      ...(found.outcome === undefined &&
        ofDovecot === undefined &&
        (format === 'exim' ? eximClientIn(body) : clientIn(body))),
      ...(recipient !== undefined && { recipient }),
      ...found,
    });
  }
  return format === 'postfix' ? withoutEchoes(events) : events;
}

type Fault = Pick<LogEvent, 'text' | 'phase'> & Partial<LogEvent>;

/** What a rule of Postfix would have refused that only warns (warn_if_reject). */
function warningIn(body: string): Fault | undefined {
  const lead = /^(?:NOQUEUE|[0-9A-Za-z]{5,24}): reject_warning(?=: )/.exec(body)?.[0];
  const would = lead === undefined ? undefined : parsePostfixReject(`reject${body.slice(lead.length)}`);
  return would === undefined ? undefined : { ...would, isWarning: true };
}

function faultIn(body: string): Fault | undefined {
  for (const { words, ...fault } of FAULTS) {
    const at = body.search(words);
    if (at >= 0) return { text: body.slice(at).trim(), ...fault };
  }
  return undefined;
}

/** 'unknown[192.0.2.1]', 'example.com [192.0.2.4]', 'H=(helo) [192.0.2.4]:60723'; 'I=[…]' is our own address. */
const CLIENT = /(?:([A-Za-z0-9][A-Za-z0-9.-]{0,254}) ?|[=\s)])\[([0-9A-Fa-f.:]{3,45})\]/g;

function clientIn(body: string): Pick<LogEvent, 'clientHost' | 'clientIp'> {
  for (const [whole, host, ip = ''] of body.slice(0, 1_000).matchAll(CLIENT)) {
    if (!isIp(ip) || body.includes(`I${whole}`)) continue;
    const isName = host?.includes('.') === true && !isIp(host);
    return { clientIp: ip, ...(isName && { clientHost: host }) };
  }
  return {};
}

/** What Exim says before it names a client; 'H=' stands there only sometimes. */
const BEFORE_CLIENT = /(?: authenticator failed for|SMTP (?:call|connection) from) (?=\S)/;

/** A HELO name, or a command that Exim repeats, may hold an address of our own network: what names two clients names none. */
function eximClientIn(body: string): Pick<LogEvent, 'clientHost' | 'clientIp'> {
  const line = body.slice(0, 2_000);
  const lead = BEFORE_CLIENT.exec(line);
  const rest = lead === null ? '' : line.slice(lead.index + lead[0].length);
  const named = lead === null ? line.split(/(?:^| )H=/, 5).slice(1) : [rest.replace(/^H=/, '')];
  const clients = named.map((words) => readEximFields(`H=${words}`)).filter(({ ip }) => ip !== undefined);
  const [first] = clients;
  if (first === undefined) return lead === null && named.length === 0 ? clientIn(body) : {};
  if (clients.some(({ ip }) => ip !== first.ip)) return {};
  return { ...(first.ip && { clientIp: first.ip }), ...(first.host && { clientHost: first.host }) };
}
