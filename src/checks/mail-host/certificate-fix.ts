/** How a host comes by a certificate that others trust: RFC 8555 (ACME), as its most common program does it. */
import { isFullName, plainName } from '../../base/host-name.ts';
import type { Fix } from '../../findings/fix.ts';

/** A new certificate for this name; nothing to copy where the host has no full name. */
export function obtainCertificate(host: string): readonly Fix[] {
  const name = plainName(host);
  return isFullName(name)
    ? [{ kind: 'command', line: `certbot certonly --standalone --key-type ecdsa -d ${name}` }]
    : [];
}

/** The certificate that is there, again. */
export function renewCertificate(host: string): readonly Fix[] {
  const name = plainName(host);
  return isFullName(name) ? [{ kind: 'command', line: `certbot renew --cert-name ${name}` }] : [];
}
