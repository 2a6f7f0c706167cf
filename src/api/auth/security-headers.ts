/**
 * Headers that every answer of the API has. Its policy of contents is the kit's (nothing at all) or the answer's own; pages of the
 * dashboard have theirs where their files are served.
 */

const common = Object.entries({
  'x-content-type-options': 'nosniff',
  // Links of shared reports hold secrets.
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
});

/** RFC 6797 §6.1: half a year, this host alone; whether others under the domain have TLS is not ours to say. */
const HSTS = 'max-age=15552000';

/** Adds what is not there yet. */
export function addSecurityHeaders(headers: Headers, isSecure: boolean): void {
  for (const [name, value] of common) if (!headers.has(name)) headers.set(name, value);
  if (isSecure) headers.set('strict-transport-security', HSTS);
}
