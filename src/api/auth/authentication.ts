/**
 * Who asks: a bearer token (RFC 6750) or the session's cookie; a token counts before a cookie. Without a token the server must be meant
 * by its own name, and requests of browsers that change something must come from a page of it. Goes in front of all routes.
 */
import type { Found, Who } from '../../people/types.ts';
import { notSignedIn, problem } from '../kit/index.ts';
import type { Api, ApiContext } from '../kit/types.ts';
import { isSecure } from './is-secure.ts';
import { isOwnHost, wrongHost } from './own-host.ts';
import { isCrossOrigin, ownOrigins } from './own-origin.ts';
import { addSecurityHeaders } from './security-headers.ts';
import type { AuthServices } from './services.ts';
import { hasSessionCookie, readSessionCookie } from './session-cookie.ts';

/** Sets `who` for everything behind it, refuses forged requests, adds the headers that every answer has. */
export function addAuthentication(api: Api, services: AuthServices): void {
  api.use(async (c, next) => {
    const refused = await authenticate(c, services);
    if (refused === undefined) await next();
    else c.res = refused;
    addSecurityHeaders(c.res.headers, isSecure(c, services));
  });
}

/** The answer where the request stops here; else `who` is set on the context as far as anybody is known. */
async function authenticate(c: ApiContext, services: AuthServices): Promise<Response | undefined> {
  const { sessions, tokens } = services.people;
  const bearer = bearerOf(c);
  if (bearer !== undefined) {
    const found = await tokens.find(bearer);
    // Said on open routes too: who shows a token wants it to count.
    if (!found.ok) return notSignedIn(found.why);
    c.set('who', found.who);
    c.set('whoNow', async () => whoOf(await tokens.find(bearer)));
    return undefined;
  }
  if (!isOwnHost(c.req.header('host'), services.settings.origin))
    return problem('wrong-host', { detail: wrongHost });
  const origin = {
    method: c.req.method,
    secFetchSite: c.req.header('sec-fetch-site'),
    origin: c.req.header('origin'),
    hasCookie: hasSessionCookie(c),
    ownOrigins: ownOrigins(c, services),
  };
  if (isCrossOrigin(origin))
    return problem('cross-origin', {
      detail: 'The request does not come from a page of this server. Programs send an API token.',
    });
  const cookie = readSessionCookie(c, services);
  if (cookie === undefined) return undefined;
  const found: Found = await sessions.find(cookie);
  if (found.ok) {
    c.set('who', found.who);
    c.set('whoNow', async () => whoOf(await sessions.check(cookie)));
  } else c.set('whyUnknown', found.why);
  return undefined;
}

const whoOf = (found: Found): Who | undefined => (found.ok ? found.who : undefined);

/** The token of 'Authorization: Bearer …'; other schemes belong to proxies in front of us. */
function bearerOf(c: ApiContext): string | undefined {
  const header = c.req.header('authorization');
  if (header === undefined || !/^bearer(\s|$)/i.test(header)) return undefined;
  return header.slice('bearer'.length).trim();
}
