/** Does a host let its client begin a second handshake on a connection that stands (RFC 5246 §7.4.1.1)? One connection. */
import type { TLSSocket } from 'node:tls';
import type { RenegotiationTry } from '../../findings/facts/mail-host.ts';
import type { HostSettings, HostTarget } from './host-target.ts';
import { openForTls, secureUpTo12 } from './open-line.ts';

/** In units of the patience: what a host answers, it answers within one turn. */
const waitFor = 5;

/** Never throws for what the network does. */
export async function tryRenegotiation(
  target: HostTarget,
  settings: HostSettings,
  isImplicitTls: boolean,
): Promise<RenegotiationTry> {
  const opened = await openForTls(target, settings, isImplicitTls);
  if (!opened.ok) return { state: 'not-tried', detail: opened.problem.detail };
  const session = opened.value;
  try {
    const secured = await secureUpTo12(session, target, settings);
    if (!secured.ok) return { state: 'not-tried', detail: secured.problem.detail };
    return await renegotiate(secured.value, settings);
  } finally {
    session.close();
  }
}

function renegotiate(tls: TLSSocket, { patienceMs, signal }: HostSettings): Promise<RenegotiationTry> {
  return new Promise((resolve) => {
    const waitMs = patienceMs * waitFor;
    const timer = setTimeout(() => end({ state: 'silent', detail: `silent for ${waitMs} ms` }), waitMs);
    const onAbort = (): void => end({ state: 'not-tried', detail: 'given up' });
    const end = (result: RenegotiationTry): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      resolve(result);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    const refused = (error: NodeJS.ErrnoException): void =>
      end({ state: 'refused', detail: error.code ?? error.message });
    // A warning (no_renegotiation, RFC 5246 §7.2.2) is an error to our library; others hang up.
    tls.once('error', refused);
    tls.once('close', () => end({ state: 'refused', detail: 'the server closed the connection' }));
    try {
      tls.renegotiate({ rejectUnauthorized: false }, (error) =>
        error === null ? end({ state: 'accepted' }) : refused(error),
      );
    } catch (cause) {
      // Our own library does not begin: not the host's doing.
      end({ state: 'not-tried', detail: String(cause).slice(0, 200) });
    }
  });
}
