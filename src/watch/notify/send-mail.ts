/**
 * Sends a notice by mail. TLS is verified against the name of the mail server; without TLS only this machine itself is spoken to. The
 * message says that a program sent it (Auto-Submitted, RFC 3834), names its list (RFC 2919), and has the same Message-ID on every
 * attempt, so that a repeat is known as one.
 *
 * Limits: 20 s to connect and for each step, 64 KiB of a reply, four addresses.
 */
import { createTransport } from 'nodemailer';
import { canonicalIp } from '../../base/ip.ts';
import { addressesOf, bareHost, isLoopback, type LookupHost } from './host-addresses.ts';
import { MAX_REPLY, notSent, type SendResult } from './send-result.ts';
import { failureOf } from './send-webhook.ts';
import type { EmailSettings } from './target-settings.ts';

export interface MailPost {
  readonly settings: EmailSettings;
  readonly password?: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Left side of the Message-ID: letters, digits, hyphens, dots. */
  readonly id: string;
  /** Left side of the Message-ID of the message that this one follows. */
  readonly follows?: string;
  readonly nowMs: number;
}

export interface MailNeeds {
  readonly lookupHost: LookupHost;
  readonly timeoutMs?: number;
  /** Authorities in PEM that are trusted in place of the built-in ones. */
  readonly ca?: string;
}

const TIMEOUT_MS = 20_000;
const MAX_RESPONSE = 65_536;

/** Problems: 'not-found', 'not-encrypted', 'login', 'smtp', 'certificate', 'refused', 'time-out', 'network'. */
export async function sendMail(post: MailPost, needs: MailNeeds): Promise<SendResult> {
  const { host, security } = post.settings;
  const found = await addressesOf(host, needs.lookupHost);
  if (!found.ok) return { isSent: false, reply: '', problem: found.problem };
  if (security === 'none' && !found.value.every(isLoopback))
    return notSent('not-encrypted', `${host} is another machine, which is spoken to with TLS only.`, {
      host,
    });
  let last = notSent('not-found', `The name ${host} has no address.`, { host });
  for (const address of found.value) {
    last = await sendTo(address, post, needs);
    if (last.isSent || !['refused', 'network'].includes(last.problem?.code ?? '')) break;
  }
  return last;
}

/** The right side of Message-ID and List-Id: that of the sender's address. */
const domainOf = (address: string): string =>
  address.slice(address.lastIndexOf('@') + 1).replace(/[>\s]/g, '');

async function sendTo(
  address: string,
  post: MailPost,
  { ca, timeoutMs = TIMEOUT_MS }: MailNeeds,
): Promise<SendResult> {
  const { host, port, security, user, from, to } = post.settings;
  const name = bareHost(host);
  const domain = domainOf(from);
  const idOf = (left: string): string => `<${left}@${domain}>`;
  const transport = createTransport({
    host: address,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user !== undefined && user !== '' && { auth: { user, pass: post.password ?? '' } }),
    tls: {
      minVersion: 'TLSv1.2',
      ...(canonicalIp(name) === undefined && { servername: name }),
      ...(ca !== undefined && { ca }),
    },
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    maxResponseSize: MAX_RESPONSE,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
  try {
    const info = await transport.sendMail({
      from,
      to: [...to],
      subject: post.subject,
      text: post.text,
      html: post.html,
      date: new Date(post.nowMs),
      messageId: idOf(post.id),
      ...(post.follows !== undefined && { inReplyTo: idOf(post.follows), references: idOf(post.follows) }),
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        'List-Id': `Waypost <waypost-alerts.${domain}>`,
      },
    });
    const refused = info.rejected.length === 0 ? '' : ` (refused: ${info.rejected.map(String).join(', ')})`;
    return { isSent: true, reply: `${info.response}${refused}`.slice(0, MAX_REPLY) };
  } catch (cause) {
    return failureOfMail(cause, name, port, timeoutMs);
  } finally {
    transport.close();
  }
}

/** What nodemailer throws: a code of its own, and the server's reply where there is one. */
function failureOfMail(cause: unknown, host: string, port: number, timeoutMs: number): SendResult {
  const {
    code = '',
    response = '',
    message = '',
    cause: inner,
  } = Object(cause) as {
    code?: string;
    response?: string;
    message?: string;
    cause?: unknown;
  };
  const reply = String(response);
  const detail = (reply === '' ? String(message) : reply).slice(0, 300);
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return notSent('login', `${host} does not accept the login: ${detail}`, { host, detail }, reply);
  if (reply !== '') return notSent('smtp', `${host} refused: ${detail}`, { host, detail }, reply);
  if (code === 'ETIMEDOUT' || code === 'ETIMEOUT')
    return notSent('time-out', `${host} did not answer within ${timeoutMs / 1000} s.`, {
      seconds: timeoutMs / 1000,
    });
  const fault = inner instanceof Error ? inner : cause instanceof Error ? cause : new Error(detail);
  if (/ECONNREFUSED/.test(fault.message))
    return notSent('refused', `${host} does not take the connection on port ${port}.`, { host, port });
  if (/certificate|altname|self.signed/i.test(fault.message))
    return notSent('certificate', `The certificate of ${host} is not accepted: ${detail}`, { host, detail });
  return failureOf(fault, host, port);
}
