/**
 * From which address a request comes. X-Forwarded-For is believed only where the connection itself comes from a proxy that the
 * configuration trusts, and only up to the first address from the right that is none: what stands left of it anybody could write.
 */
import { canonicalIp } from '../../base/ip.ts';
import type { ApiContext } from './api.ts';

/** Whether a canonical address is a proxy that tells the truth. */
export type TrustsProxy = (ip: string) => boolean;

/** A chain of more proxies than this is nobody's. */
const maxHops = 10;

/** The canonical address of the client; '' where there is no connection (tests that call the application itself). */
export function clientIp(c: ApiContext, trustsProxy: TrustsProxy): string {
  const peer = canonicalIp(c.env?.incoming?.socket.remoteAddress ?? '') ?? '';
  return clientBehind(peer, () => c.req.header('x-forwarded-for'), trustsProxy);
}

/** The same of a connection from the canonical address `peer`. `forwardedFor` is asked only where it counts. */
export function clientBehind(
  peer: string,
  forwardedFor: () => string | undefined,
  trustsProxy: TrustsProxy,
): string {
  let ip = peer;
  if (ip === '' || !trustsProxy(ip)) return ip;
  const forwarded = forwardedFor();
  if (forwarded === undefined) return ip;
  const hops = forwarded.slice(-1000).split(',').slice(-maxHops).reverse();
  for (const hop of hops) {
    const before = canonicalIp(hop.trim());
    if (before === undefined) return ip;
    ip = before;
    if (!trustsProxy(ip)) return ip;
  }
  return ip;
}
