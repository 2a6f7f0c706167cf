/** What went wrong between this program and a server, from what fetch threw. */
import type { Problem } from '../../base/result.ts';

/** Codes of node:tls and OpenSSL: the certificate or the handshake. */
const TLS =
  /^(?:CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET)|ERR_TLS|ERR_SSL|EPROTO|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH)/;

export function networkProblem(error: unknown, origin: string, timeoutMs: number): Problem {
  const { code, message } = deepest(error);
  const data = { server: origin, detail: message, why: code };
  if (isTimeout(error) || /TIMEDOUT|_TIMEOUT$/.test(code)) {
    const seconds = Math.round(timeoutMs / 1000);
    return {
      code: 'server-silent',
      message: `The server at ${origin} gave no answer within ${seconds} seconds.`,
      data: { ...data, seconds },
    };
  }
  if (TLS.test(code))
    return {
      code: 'server-tls',
      message: `The certificate of ${origin} is not trusted: ${message}. For an authority of your own name its certificate in NODE_EXTRA_CA_CERTS.`,
      data,
    };
  return {
    code: 'no-server',
    message: `No server answers at ${origin} (${message}). Is waypost serve running there?`,
    data,
  };
}

const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError';

/** fetch says 'fetch failed'; why stands in its causes. */
function deepest(error: unknown): { readonly code: string; readonly message: string } {
  let at: unknown = error;
  for (let depth = 0; depth < 5; depth++) {
    const next = at instanceof AggregateError ? at.errors[0] : at instanceof Error ? at.cause : undefined;
    if (next === undefined) break;
    at = next;
  }
  const code = at instanceof Error && 'code' in at ? String(at.code) : '';
  return { code, message: at instanceof Error ? at.message || code : String(at) };
}
