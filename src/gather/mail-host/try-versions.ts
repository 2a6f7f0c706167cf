/**
 * Which versions of TLS a mail host still speaks (RFC 8996: not 1.0 and 1.1). Each try is a connection of its own, one after
 * another; a good host is asked twice: for 1.1 or older, and for 1.2 where it chose 1.3.
 */
import type { TLSSocket } from 'node:tls';
import type { TlsFacts, TlsVersion, TlsVersionTry } from '../../findings/facts/mail-host.ts';
import type { HostSettings, HostTarget } from './host-target.ts';
import { openLine, startTls, type TlsRange } from './open-line.ts';
import { ephemeralKeyOf } from './read-tls.ts';

type Tried =
  | { readonly state: 'accepted'; readonly version: string; readonly cipher: string; readonly key?: string }
  | { readonly state: 'refused' | 'not-tried'; readonly detail: string };

/** `agreed`: what the host chose when everything was allowed. Newest first. */
export async function tryVersions(
  target: HostTarget,
  settings: HostSettings,
  isImplicitTls: boolean,
  agreed: Pick<TlsFacts, 'version' | 'cipher' | 'ephemeralKey'>,
): Promise<readonly TlsVersionTry[]> {
  const attempt = (oldest: TlsVersion, newest: TlsVersion) =>
    handshake(target, settings, isImplicitTls, { oldest, newest });
  const chosen: Tried = {
    state: 'accepted',
    ...agreed,
    ...(agreed.ephemeralKey !== undefined && { key: agreed.ephemeralKey }),
  };
  const notChosen: Tried = { state: 'refused', detail: `${agreed.version} was chosen` };
  const isNew = agreed.version === 'TLSv1.3';
  const v12 = isNew ? await attempt('TLSv1.2', 'TLSv1.2') : agreed.version === 'TLSv1.2' ? chosen : notChosen;
  const older = await attempt('TLSv1', 'TLSv1.1');
  const isV11 = older.state === 'accepted' && older.version === 'TLSv1.1';
  const v10 = isV11 ? await attempt('TLSv1', 'TLSv1') : older;
  const v11: Tried =
    older.state === 'accepted' && !isV11 ? { state: 'refused', detail: 'TLSv1 was chosen' } : older;
  return [
    row('TLSv1.3', isNew ? chosen : notChosen),
    row('TLSv1.2', v12),
    row('TLSv1.1', v11),
    row('TLSv1', v10),
  ];
}

function row(version: TlsVersion, tried: Tried): TlsVersionTry {
  if (tried.state !== 'accepted') return { version, state: tried.state, detail: tried.detail };
  const { cipher, key } = tried;
  return { version, state: 'accepted', cipher, ...(key !== undefined && { ephemeralKey: key }) };
}

async function handshake(
  target: HostTarget,
  settings: HostSettings,
  isImplicitTls: boolean,
  versions: TlsRange,
): Promise<Tried> {
  const line = await openLine(target, settings, isImplicitTls, isImplicitTls ? versions : undefined);
  if (!line.ok) {
    const { outcome, detail } = line.problem;
    // A host that hangs up in the handshake refuses too; one that gives no greeting says nothing about TLS.
    const isRefusal = isImplicitTls && (outcome === 'tls-failed' || outcome === 'reset');
    return { state: isRefusal ? 'refused' : 'not-tried', detail };
  }
  const { session, tls } = line.value;
  try {
    if (tls !== undefined) return accepted(tls);
    const secured = await startTls(line.value, target, settings, versions);
    if (secured.ok) return accepted(secured.value.tls);
    const { isHandshake, isSilent, detail } = secured.problem;
    return { state: isHandshake && !isSilent ? 'refused' : 'not-tried', detail };
  } finally {
    session.close();
  }
}

function accepted(tls: TLSSocket): Tried {
  const key = ephemeralKeyOf(tls);
  return {
    state: 'accepted',
    version: tls.getProtocol() ?? 'unknown',
    cipher: tls.getCipher().standardName,
    ...(key !== undefined && { key }),
  };
}
