/**
 * The cookie of a session (RFC 6265): out of reach of scripts (HttpOnly), not sent along by other sites (SameSite=Lax), under TLS only
 * over TLS and from this very host (Secure, `__Host-`).
 */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { SignedIn } from '../../people/types.ts';
import type { ApiContext } from '../kit/types.ts';
import { isSecure } from './is-secure.ts';
import type { AuthServices } from './services.ts';

const NAME = 'waypost_session';

/** Under TLS only the name that no other host or plain connection can set counts. */
const nameOf = (secure: boolean): string => (secure ? `__Host-${NAME}` : NAME);

/** The value that was sent; undefined without one. */
export function readSessionCookie(c: ApiContext, services: AuthServices): string | undefined {
  const value = getCookie(c, nameOf(isSecure(c, services)));
  return value === undefined || value === '' ? undefined : value;
}

/** Whether a cookie of ours was sent, under whichever name. */
export function hasSessionCookie(c: ApiContext): boolean {
  return getCookie(c, nameOf(true)) !== undefined || getCookie(c, nameOf(false)) !== undefined;
}

/** Puts the cookie of a session that began into the answer. */
export function writeSessionCookie(c: ApiContext, services: AuthServices, signedIn: SignedIn): void {
  const secure = isSecure(c, services);
  setCookie(c, nameOf(secure), signedIn.cookie, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure,
    maxAge: Math.max(1, Math.floor((Date.parse(signedIn.expiresAt) - services.clock.nowMs()) / 1000)),
  });
}

/** Takes the cookie away. */
export function clearSessionCookie(c: ApiContext, services: AuthServices): void {
  const secure = isSecure(c, services);
  deleteCookie(c, nameOf(secure), { path: '/', httpOnly: true, sameSite: 'Lax', secure });
}
