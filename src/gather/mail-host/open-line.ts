/** A conversation with a mail host, opened as far as EHLO (RFC 5321 §3.1, §3.2), and TLS after STARTTLS (RFC 3207). */
import type { TLSSocket } from 'node:tls';
import type { Result } from '../../base/result.ts';
import type { HostEndpoint } from '../../findings/facts/mail-host.ts';
import { ehloKeywords } from '../smtp-probe/ehlo-keywords.ts';
import type { TlsSettings } from '../smtp-probe/open-tls.ts';
import { openSession, type Session } from '../smtp-probe/session.ts';
import { replyText } from '../smtp-probe/take-reply.ts';
import type { HostSettings, HostTarget } from './host-target.ts';

export type TlsRange = NonNullable<TlsSettings['versions']>;

export interface Line {
  readonly session: Session;
  readonly banner: string;
  readonly greetingMs: number;
  /** Empty where EHLO was refused. */
  readonly keywords: readonly string[];
  /** The reply to EHLO, where it was no 250. */
  readonly ehloRefusal?: string;
  /** Where TLS began with the connection. */
  readonly tls?: TLSSocket;
  /** Sessions that the host gave for later, as they come; at most 8. */
  readonly sessions: Uint8Array[];
}

export interface LineProblem {
  readonly outcome: Exclude<HostEndpoint['outcome'], 'open' | 'not-asked'>;
  readonly detail: string;
  readonly banner?: string;
}

const maxSessions = 8;

/** Opens one; whoever gets it closes it. `isImplicitTls`: the handshake comes first. */
export async function openLine(
  target: HostTarget,
  settings: HostSettings,
  isImplicitTls: boolean,
  versions?: TlsRange,
): Promise<Result<Line, LineProblem>> {
  const session = connectTo(target, settings);
  const line = await greet(session, target, settings, isImplicitTls, versions);
  if (!line.ok) session.close();
  return line;
}

function connectTo(target: HostTarget, settings: HostSettings): Session {
  return openSession(target.ip, target.number, {
    timeoutMs: settings.endpointTimeoutMs,
    connectTimeoutMs: settings.connectTimeoutMs,
    ...(settings.signal !== undefined && { signal: settings.signal }),
  });
}

async function greet(
  session: Session,
  target: HostTarget,
  settings: HostSettings,
  isImplicitTls: boolean,
  versions: TlsRange | undefined,
): Promise<Result<Line, LineProblem>> {
  const started = settings.clock.monotonicMs();
  const sessions: Uint8Array[] = [];
  const tls = isImplicitTls
    ? await session.secure(tlsSettings(target, settings, versions, sessions))
    : undefined;
  if (tls?.ok === false) return asProblem(tls.problem);
  const greeting = await session.readReply();
  if (!greeting.ok) return asProblem(greeting.problem);
  const greetingMs = Math.round(settings.clock.monotonicMs() - started);
  const banner = greeting.value.lines.join(' ').slice(0, 512);
  // RFC 5321 §3.1: 220 opens, 554 refuses all service; 421 closes (§3.8).
  if (greeting.value.code !== 220) {
    return { ok: false, problem: { outcome: 'greeting-refused', detail: replyText(greeting.value), banner } };
  }
  const opened = { session, banner, greetingMs, sessions, ...(tls !== undefined && { tls: tls.value }) };
  const ehlo = await session.ask(`EHLO ${settings.ehloName}`);
  if (!ehlo.ok) return { ok: false, problem: { ...asProblem(ehlo.problem).problem, banner } };
  if (ehlo.value.code === 250) return { ok: true, value: { ...opened, keywords: ehloKeywords(ehlo.value) } };
  // RFC 5321 §3.2: a server that does not know EHLO may still know HELO.
  await session.ask(`HELO ${settings.ehloName}`);
  return { ok: true, value: { ...opened, keywords: [], ehloRefusal: replyText(ehlo.value) } };
}

function asProblem(problem: {
  readonly outcome: 'refused' | 'time-out' | 'reset' | 'not-smtp' | 'tls' | 'error';
  readonly detail: string;
}): { readonly ok: false; readonly problem: LineProblem } {
  const outcome = problem.outcome === 'tls' ? 'tls-failed' : problem.outcome;
  return { ok: false, problem: { outcome, detail: problem.detail } };
}

function tlsSettings(
  { host }: HostTarget,
  { trustedRoots }: HostSettings,
  versions: TlsRange | undefined,
  sessions: Uint8Array[],
): TlsSettings {
  const onSession = (session: Uint8Array): void => {
    if (sessions.length < maxSessions) sessions.push(session);
  };
  return { host, trustedRoots, onSession, ...(versions !== undefined && { versions }) };
}

export interface StartTlsProblem {
  /** 'stripped': offered, then refused for good; 'failed': the handshake or a temporary refusal. */
  readonly state: 'stripped' | 'failed';
  /** The handshake was tried. */
  readonly isHandshake: boolean;
  readonly detail: string;
  readonly reply?: string;
  /** The other side or our own time ended it, nothing about TLS. */
  readonly isSilent: boolean;
}

/** Asks for TLS and, where it stands, says EHLO again (RFC 3207 §4.2). */
export async function startTls(
  { session, sessions }: Line,
  target: HostTarget,
  settings: HostSettings,
  versions?: TlsRange,
): Promise<
  Result<{ readonly tls: TLSSocket; readonly keywords: readonly string[] | undefined }, StartTlsProblem>
> {
  const refusal = await askForTls(session);
  if (refusal !== undefined) return { ok: false, problem: refusal };
  const secured = await session.secure(tlsSettings(target, settings, versions, sessions));
  if (!secured.ok) {
    const { outcome, detail } = secured.problem;
    const isSilent = outcome === 'time-out' || outcome === 'error';
    return { ok: false, problem: { state: 'failed', isHandshake: true, detail, isSilent } };
  }
  const ehlo = await session.ask(`EHLO ${settings.ehloName}`);
  const keywords = ehlo.ok && ehlo.value.code === 250 ? ehloKeywords(ehlo.value) : undefined;
  return { ok: true, value: { tls: secured.value, keywords } };
}

/** STARTTLS and its reply; undefined: now TLS begins. */
async function askForTls(session: Session): Promise<StartTlsProblem | undefined> {
  const reply = await session.ask('STARTTLS');
  if (!reply.ok) {
    const { outcome, detail } = reply.problem;
    return { state: 'failed', isHandshake: false, detail, isSilent: outcome === 'time-out' };
  }
  if (reply.value.code === 220) return undefined;
  // RFC 3207 §4: 454 is 'not now'. Who offers it and then does not know it was tampered with, or is broken.
  const state = reply.value.code >= 500 ? 'stripped' : 'failed';
  const text = replyText(reply.value);
  return { state, isHandshake: false, detail: text, reply: text, isSilent: false };
}

/** A connection where TLS begins with the next byte. Whoever gets it closes it. */
export async function openForTls(
  target: HostTarget,
  settings: HostSettings,
  isImplicitTls: boolean,
): Promise<Result<Session, Pick<LineProblem, 'detail'>>> {
  if (isImplicitTls) return { ok: true, value: connectTo(target, settings) };
  const line = await openLine(target, settings, false);
  if (!line.ok) return line;
  const refusal = await askForTls(line.value.session);
  if (refusal === undefined) return { ok: true, value: line.value.session };
  line.value.session.close();
  return { ok: false, problem: refusal };
}

/** TLS, but not 1.3, on a connection where it begins. */
export async function secureUpTo12(
  session: Session,
  target: HostTarget,
  settings: HostSettings,
): Promise<Result<TLSSocket, { readonly detail: string }>> {
  return session.secure(tlsSettings(target, settings, { oldest: 'TLSv1', newest: 'TLSv1.2' }, []));
}
