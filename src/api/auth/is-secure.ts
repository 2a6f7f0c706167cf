/** Did the browser speak TLS: to us, or to a proxy that is trusted and says so. */
import { canonicalIp } from '../../base/ip.ts';
import type { ApiContext } from '../kit/types.ts';
import type { AuthServices } from './services.ts';

export function isSecure(c: ApiContext, { settings }: Pick<AuthServices, 'settings'>): boolean {
  if (settings.isTls) return true;
  const peer = canonicalIp(c.env?.incoming?.socket.remoteAddress ?? '');
  if (peer === undefined || !settings.trustsProxy(peer)) return false;
  const proto = c.req.header('x-forwarded-proto')?.slice(0, 100).split(',', 1)[0];
  return proto?.trim().toLowerCase() === 'https';
}
