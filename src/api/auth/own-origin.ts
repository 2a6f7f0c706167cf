/**
 * Is a request made by a page of this server. Browsers say so: Sec-Fetch-Site in secure contexts (Fetch Metadata, W3C), Origin with
 * every request that changes something (RFC 6454 §7, Fetch §3.2). Both are out of reach of scripts. With SameSite cookies this is the
 * whole protection against forged requests; no token in forms is needed.
 */
import type { ApiContext } from '../kit/types.ts';
import { isSecure } from './is-secure.ts';
import type { AuthServices } from './services.ts';

/** RFC 9110 §9.2.1. */
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface RequestOrigin {
  readonly method: string;
  readonly secFetchSite: string | undefined;
  readonly origin: string | undefined;
  /** A cookie of ours was sent. */
  readonly hasCookie: boolean;
  /** 'https://waypost.example.org', in lower case. */
  readonly ownOrigins: readonly string[];
}

/** True for another site's request that would change something. Requests with a bearer token are not asked: no browser adds one. */
export function isCrossOrigin(request: RequestOrigin): boolean {
  if (SAFE.has(request.method)) return false;
  if (request.secFetchSite !== undefined) return request.secFetchSite.trim().toLowerCase() !== 'same-origin';
  if (request.origin !== undefined) return !request.ownOrigins.includes(request.origin.trim().toLowerCase());
  // A program, not a browser: it has no cookie of somebody else's to misuse.
  return request.hasCookie;
}

/** Where this server is reached: as configured, and as the request says. */
export function ownOrigins(c: ApiContext, services: AuthServices): readonly string[] {
  const host = (c.req.header('host') ?? new URL(c.req.url).host).toLowerCase();
  const scheme = isSecure(c, services) ? 'https' : 'http';
  return [services.settings.origin.toLowerCase().replace(/\/$/, ''), `${scheme}://${host}`];
}
