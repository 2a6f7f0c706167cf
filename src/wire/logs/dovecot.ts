/**
 * Dovecot of a client that could not log in: 'submission-login: Disconnected: … (auth failed, 1 attempts in 2 secs): user=<anna>,
 * method=PLAIN, rip=192.0.2.1, lip=…' (login-common/client-common.c, login_log_format_elements) and
 * 'auth: passwd-file(anna,192.0.2.1): Password mismatch' (auth/auth-request.c, get_log_prefix). The name is the client's own word.
 */
import { isIpAddress } from '../smtp/index.ts';
import type { LogEvent } from './types.ts';

const LOGIN = /\b(?:submission|imap|pop3|managesieve)-login: /;
/** Dovecot 2.4 writes the reason once more behind it: '(auth_failed)'. */
const FAILED = /\((auth failed, [0-9]{1,6} attempts[^()]{0,60})\)(?: \([a-z_]{1,40}\))?: /;
const AUTH = /\bauth(?:-worker)?(?:\([0-9]{1,10}\))?: /;
const WHY = /\): (?:Password mismatch|[Uu]nknown user|[Ii]nvalid credentials|pam_authenticate\(\) failed: )/g;

const MAX_LINE = 2_000;

/** What a line tells of a login that failed; undefined of any other. */
export function dovecotFault(
  line: string,
): (Pick<LogEvent, 'text' | 'phase'> & Partial<Pick<LogEvent, 'clientIp'>>) | undefined {
  const body = line.slice(0, MAX_LINE);
  // A name that is long enough pushes what Dovecot says of the client out of sight: then none is believed.
  const isCut = line.length > MAX_LINE;
  const failed = FAILED.exec(body);
  if (failed !== null)
    return LOGIN.test(body.slice(0, failed.index))
      ? fault(failed[1] ?? '', isCut ? undefined : lastAddress(body))
      : undefined;
  const reasons = [...body.matchAll(WHY)];
  const why = reasons.at(-1);
  if (why === undefined) return undefined;
  const before = body.slice(0, why.index);
  if (!AUTH.test(before)) return undefined;
  // 'name,address' or 'name,address,<session>'; a name or a password may hold a reason of its own, then no client is believed.
  const client = before.slice(before.lastIndexOf('(') + 1).split(',');
  const ip = client.at(-1)?.startsWith('<') === true ? client.at(-2) : client.at(-1);
  return fault(body.slice(why.index + 3, why.index + 330), isCut || reasons.length > 1 ? undefined : ip);
}

const fault = (text: string, ip: string | undefined) => ({
  text: text.trim(),
  phase: 'auth' as const,
  ...(ip !== undefined && isIpAddress(ip) && { clientIp: ip }),
});

/** Behind the name, which stands first. */
function lastAddress(body: string): string | undefined {
  const at = body.lastIndexOf(' rip=');
  return at < 0 ? undefined : /^[0-9A-Fa-f.:]{2,45}/.exec(body.slice(at + 5, at + 60))?.[0];
}
