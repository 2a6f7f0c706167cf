/** TLS over a connection that stands: no certificate is refused here, what it is worth is judged later. */
import { constants } from 'node:crypto';
import { isIP, type Socket } from 'node:net';
import {
  type ConnectionOptions,
  connect,
  getCACertificates,
  type SecureVersion,
  type TLSSocket,
} from 'node:tls';
import type { Result } from '../../base/result.ts';
import { problemOf, type SessionProblem } from './session-problem.ts';

export interface TlsSettings {
  /** Name for SNI (RFC 6066 §3) and the certificate; an address is not sent. */
  readonly host: string;
  /** Certificates (PEM) trusted beside the system's. */
  readonly trustedRoots?: readonly string[];
  /** Only these versions; old ones are tried with every cipher that our library still has. */
  readonly versions?: { readonly oldest: SecureVersion; readonly newest: SecureVersion };
  /** Each session that the host gives for later, as OpenSSL writes it; in TLS 1.3 each ticket. */
  readonly onSession?: (session: Uint8Array) => void;
}

export interface Handshake {
  readonly socket: TLSSocket;
  /** Undefined: it succeeded. */
  readonly done: Promise<SessionProblem | undefined>;
}

/** Begins the handshake. */
export function openTls(raw: Socket, settings: TlsSettings): Result<Handshake, SessionProblem> {
  try {
    const socket = connect({ socket: raw, ...optionsOf(settings) });
    if (settings.onSession !== undefined) socket.on('session', settings.onSession);
    const done = new Promise<SessionProblem | undefined>((resolve) => {
      socket.once('secureConnect', () => resolve(undefined));
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(handshakeProblem(error)));
      socket.once('close', () => resolve({ outcome: 'reset', detail: 'closed during the handshake' }));
    });
    return { ok: true, value: { socket, done } };
  } catch (cause) {
    // The settings do not suit our own library: no such cipher, a root that is no certificate.
    return { ok: false, problem: { outcome: 'error', detail: `unsupported: ${cause}` } };
  }
}

/** Hosts without RFC 5746 are spoken to as well, so that the rest of them is seen. */
const asBefore2010 =
  constants.SSL_OP_LEGACY_SERVER_CONNECT | constants.SSL_OP_ALLOW_UNSAFE_LEGACY_RENEGOTIATION;

function optionsOf({ host, trustedRoots = [], versions }: TlsSettings): ConnectionOptions {
  return {
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    ...(isIP(host) === 0 && { servername: host }),
    ...(trustedRoots.length > 0 && { ca: [...getCACertificates('default'), ...trustedRoots] }),
    ...(versions !== undefined && {
      minVersion: versions.oldest,
      maxVersion: versions.newest,
      ciphers: 'ALL:@SECLEVEL=0',
      secureOptions: asBefore2010,
    }),
  };
}

/** Our own library cannot: the version, or every cipher of it, is switched off. */
const ownLimits = ['ERR_SSL_NO_PROTOCOLS_AVAILABLE', 'ERR_SSL_NO_CIPHERS_AVAILABLE'];

function handshakeProblem(error: NodeJS.ErrnoException): SessionProblem {
  const problem = problemOf(error);
  if (ownLimits.includes(problem.detail)) return { ...problem, detail: `unsupported: ${problem.detail}` };
  return problem.outcome === 'error' ? { ...problem, outcome: 'tls' } : problem;
}
