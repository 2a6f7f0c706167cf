/**
 * A step of the logging server itself: what delivers into mailboxes, or a filter that mail passes on its way. Nobody else's server has
 * spoken there. Sources: Postfix local(8), virtual(8), pipe(8), lmtp(8), error(8), bounce(8) and FILTER_README; Exim specification,
 * 'Summary of fields in log lines'; Sendmail Installation and Operation Guide, 'mailer'.
 */
import { isInsideIp } from '../../base/ip.ts';
import type { LogEvent } from './types.ts';

type OwnStep = LogEvent['ownStep'];

const LOOPBACK = /^(?:127(?:\.[0-9]{1,3}){3}|::1)$/;
/** 'localhost[127.0.0.1]:10024', '127.0.0.1[127.0.0.1]:24', '[127.0.0.1]', 'mx.example.org[private/dovecot-lmtp]'. */
const RELAY = /^([^[]{0,255})\[([^\]]{1,255})\]/;

/** This machine by its own name, or a socket in its file system: another's name may lead to a loopback address, too. */
function isHere(relay: string): boolean {
  const [, name = '', inside = ''] = RELAY.exec(relay) ?? [];
  if (inside === '') return OWN_NAME.test(relay.replace(/:[0-9]{1,5}$/, '')) || LOOPBACK.test(relay);
  if (inside.startsWith('private/') || inside.startsWith('/')) return true;
  return LOOPBACK.test(inside) && (name === '' || name === inside || OWN_NAME.test(name));
}

/** Names that /etc/hosts of Debian, Red Hat and BSD gives the loopback addresses. */
const OWN_NAME = /^(?:localhost[46]?(?:\.localdomain[46]?)?|ip6-(?:localhost|loopback))$/i;

/** Not this machine, and of the same network: by address, or by a name without a dot. */
function isWithin(relay: string | undefined, text: string): boolean {
  const [, name = '', ip = ''] = RELAY.exec(relay ?? '') ?? [];
  if (ip !== '') return !LOOPBACK.test(ip) && (isInsideIp(ip) || !/[./]/.test(`${name}${ip}`));
  const asked = NOT_FOUND.exec(text)?.[1];
  // lmtp(8) asks for no MX: a name that was not found is one of our own settings.
  return asked !== undefined;
}

/** 'Host or domain name not found. Name service error for name=dovecot type=A: Host not found'. */
const NOT_FOUND = /Name service error for name=(\S{1,255})/;

/** Postfix's deliverers that hand mail to no other server. */
const DELIVERERS = /\/(?:local|virtual|pipe|bounce)$/;
/** What error(8) repeats of a server that it spares for a while. */
const OF_A_SERVER =
  /^delivery temporarily suspended: (?!mail transport|unknown mail transport)|^(?:host|connect to) /;

/** `relay`: of the line, or of the words where the connection failed ('connect to 127.0.0.1[127.0.0.1]:10024'). */
export function postfixStep(program: string, relay: string | undefined, text: string): OwnStep {
  if (DELIVERERS.test(program) || relay === 'local' || relay === 'virtual') return 'delivery';
  // qmgr(8) itself where a transport cannot be reached, error(8) for it and for what tables refuse.
  if (/\/(?:error|retry|qmgr)$/.test(program) && !OF_A_SERVER.test(text)) return 'delivery';
  // 'connect to transport private/lmtp: No such file or directory'.
  if (text.startsWith('connect to transport ')) return 'delivery';
  // 'mail for example.org loops back to myself'; no server was reached, nor was one looked for.
  if (/^mail for \S+ loops back to myself/.test(text)) return 'delivery';
  const reached = relay === undefined || relay === 'none' ? CONNECTED.exec(text)?.[1] : relay;
  // RFC 2033 §1: LMTP is for networks of one's own; there a name need not be public ('dovecot'), nor an address.
  if (program.endsWith('/lmtp') && isWithin(reached, text)) return 'delivery';
  if (reached === undefined || !isHere(reached)) return undefined;
  // A mailbox server listens at a socket or at port 24 (lmtp(8)); filters take LMTP, too, at ports of their own.
  return program.endsWith('/lmtp') && /\[(?:private\/|\/)|\]:24:?$|^[^:]*\]:?$/.test(reached)
    ? 'delivery'
    : 'filter';
}

const CONNECTED =
  /^(?:delivery temporarily suspended: )?(?:connect to|lost connection with|conversation with) ([^ ]{1,300})/;

/** `transport`: Exim's T=; `hasHost`: it spoke to another server. */
export const eximStep = (transport: string | undefined, hasHost: boolean): OwnStep =>
  !hasHost && transport !== undefined && INTO_MAILBOXES.test(transport) && !/smtp/i.test(transport)
    ? 'delivery'
    : undefined;

const INTO_MAILBOXES =
  /local|lmtp|mailbox|maildir|mail_spool|pipe|procmail|virtual|dovecot|appendfile|address_(?:file|directory)|lda\b|mailman/i;

/** `mailer`: of sendmail's delivery line; its client hands to the daemon of the same machine. */
export const sendmailStep = (mailer: string | undefined, relay = ''): OwnStep =>
  (mailer === 'relay' && /\[127\.[0-9.]+\]|\[::1\]/.test(relay)) ||
  (mailer !== undefined && /^(?:local|prog|\*file\*|\*include\*|procmail|cyrusv?2?d?|lmtp)$/i.test(mailer))
    ? 'delivery'
    : undefined;
