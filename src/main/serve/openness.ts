/** Whether it is safe to listen there: passwords must not cross a network in plain text by mistake. */
import { isIP } from 'node:net';
import type { Problem } from '../../base/result.ts';
import type { ServeConfig } from '../config/read-config.ts';
import { isInside, readNetwork } from '../config/values.ts';

const LOOPBACK = ['127.0.0.0/8', '::1/128'].flatMap((text) => readNetwork(text) ?? []);

/** This machine itself. */
export function isLoopback(ip: string): boolean {
  return isInside(ip, LOOPBACK);
}

/**
 * Whether somebody at this address, who connects without TLS, is answered. Proxies that are trusted make an open address safe, and
 * only for those who come through them.
 */
export function mayAskPlainly(
  ip: string,
  { allow_plain_http: isAllowed, proxy }: Pick<ServeConfig, 'allow_plain_http' | 'proxy'>,
): boolean {
  return isAllowed || isLoopback(ip) || isInside(ip, proxy.trusted);
}

/** undefined where it may listen; else what stands there and the three ways out. */
export function refuseOpenness(config: ServeConfig): Problem | undefined {
  const { listen, tls, proxy, allow_plain_http: isAllowed, origins } = config;
  const isLocal = listen.host === 'localhost' || (isIP(listen.host) !== 0 && isLoopback(listen.host));
  if (isLocal || isAllowed || tls.cert !== undefined || proxy.trusted.length > 0) return undefined;
  const place = origins.get('listen')?.place ?? '';
  const at = listen.host.includes(':') ? `[${listen.host}]:${listen.port}` : `${listen.host}:${listen.port}`;
  return {
    code: 'open-without-tls',
    message:
      `Others could reach ${at}${place === '' ? '' : ` (${place})`}, and passwords would cross the network in plain text. ` +
      'Name a certificate ([tls] cert and key); or the proxy in front that speaks HTTPS ([proxy] trusted); or listen at 127.0.0.1; ' +
      'or, where the network itself is safe, say allow_plain_http = true.',
    data: { host: listen.host, port: listen.port, at, ...(place !== '' && { place }) },
  };
}
