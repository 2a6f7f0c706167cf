/**
 * nginx as a proxy for mail, of a client that its auth_http service turned away: 'client login failed: "…" while in http auth state, client:
 * 192.0.2.1, server: 0.0.0.0:587, login: "anna"' (src/mail/ngx_mail_auth_http_module.c, ngx_mail_log_error). The login is the client's own word.
 */
import { isIpAddress } from '../smtp/index.ts';
import type { LogEvent } from './types.ts';

const FAILED =
  /\b(client login failed: "[^"]{1,400}") while in http auth state, client: ([0-9A-Fa-f.:]{3,45}), server: \S{1,60}/;
/** RFC 6409 §3.1, RFC 8314 §3.3. */
const SUBMISSION = /:(?:465|587)(?:,|$)/;

/** What a line tells of a login that was turned away; undefined of any other. */
export function nginxFault(
  line: string,
): (Pick<LogEvent, 'text' | 'phase'> & Partial<Pick<LogEvent, 'clientIp' | 'isSubmission'>>) | undefined {
  const [found, text = '', ip = ''] = FAILED.exec(line.slice(0, 2_000)) ?? [];
  if (found === undefined) return undefined;
  return {
    text,
    phase: 'auth',
    ...(isIpAddress(ip) && { clientIp: ip }),
    ...(SUBMISSION.test(found) && { isSubmission: true }),
  };
}
