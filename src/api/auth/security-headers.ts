/**
 * Headers that hold a browser to what the dashboard needs: own scripts, own styles, own connections, nothing inline, no other host,
 * no frame around it (frame-ancestors, which replaces X-Frame-Options). Frames of the dashboard itself show checked messages, each under the stricter policy of its own answer.
 */

/** CSP Level 3. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const common: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  // Links of shared reports hold secrets.
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), bluetooth=(), midi=(), display-capture=(), browsing-topics=()',
};

/** RFC 6797: a year, this host alone; whether others under the domain have TLS is not ours to say. */
const HSTS = 'max-age=31536000';

/**
 * Adds what is not there yet. `policy`: of a page of the dashboard (`PAGE_POLICY`), or undefined where the answer's own policy or
 * that of the API stands.
 */
export function addSecurityHeaders(headers: Headers, isSecure: boolean, policy?: string): void {
  for (const [name, value] of Object.entries(common)) if (!headers.has(name)) headers.set(name, value);
  if (isSecure) headers.set('strict-transport-security', HSTS);
  if (policy !== undefined && !headers.has('content-security-policy'))
    headers.set('content-security-policy', policy);
}
