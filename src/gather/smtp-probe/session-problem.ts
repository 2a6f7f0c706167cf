/** Why a connection gave no answer. */

export interface SessionProblem {
  /** 'not-smtp': what came is no reply; 'tls': the handshake failed. */
  readonly outcome: 'refused' | 'time-out' | 'reset' | 'not-smtp' | 'tls' | 'error';
  /** A code of the system or of OpenSSL where there is one, else half a sentence. */
  readonly detail: string;
}

/** From an error of a socket. */
export function problemOf(error: NodeJS.ErrnoException): SessionProblem {
  const detail = error.code ?? error.message;
  if (detail === 'ECONNREFUSED') return { outcome: 'refused', detail };
  if (detail === 'ECONNRESET' || detail === 'EPIPE') return { outcome: 'reset', detail };
  return { outcome: detail === 'ETIMEDOUT' ? 'time-out' : 'error', detail };
}
