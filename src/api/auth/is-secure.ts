/** Did the browser speak TLS: to us, or to a proxy that is trusted and says so. */
import { canonicalIp } from '../../base/ip.ts';
import type { ApiContext } from '../kit/types.ts';
import type { AuthServices } from './services.ts';

type Settings = Pick<AuthServices['settings'], 'isTls' | 'trustsProxy'>;

export function isSecure(c: ApiContext, { settings }: { readonly settings: Settings }): boolean {
  if (settings.isTls) return true;
  const peer = canonicalIp(c.env?.incoming?.socket.remoteAddress ?? '') ?? '';
  return spokeTls(peer, () => c.req.header('x-forwarded-proto'), settings);
}

/** The same of a connection from the canonical address `peer`. `forwardedProto` is asked only where it counts. */
export function spokeTls(
  peer: string,
  forwardedProto: () => string | undefined,
  { isTls, trustsProxy }: Settings,
): boolean {
  if (isTls) return true;
  if (peer === '' || !trustsProxy(peer)) return false;
  const proto = forwardedProto()?.slice(0, 100).split(',', 1)[0];
  return proto?.trim().toLowerCase() === 'https';
}
