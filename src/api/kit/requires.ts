/** Who may use a route. */
import type { MiddlewareHandler } from 'hono';
import type { Scope } from '../../store/people/types.ts';
import type { ApiContext, ApiEnv } from './api.ts';
import { problem } from './problems.ts';

/** A scope; 'signed-in': anybody who is known; 'open': everybody. */
export type Access = Scope | 'signed-in' | 'open';

/** 401 or 403 where they may not; undefined where they may. */
export function refusal(c: ApiContext, access: Access): Response | undefined {
  if (access === 'open') return undefined;
  const who = c.get('who');
  if (who === undefined)
    return problem('not-signed-in', {
      detail: 'Sign in, or send an API token as "Authorization: Bearer wp_…".',
      // RFC 9110 §11.6.1: a 401 names how to authenticate.
      headers: { 'www-authenticate': 'Bearer realm="waypost"' },
    });
  if (access === 'signed-in' || who.scopes.has(access)) return undefined;
  return problem('not-allowed', {
    detail: `This needs the scope "${access}", which ${who.token === undefined ? 'your role' : 'this token'} does not have.`,
    data: { scope: access },
  });
}

/** The same as a middleware, for what is not added by `addRoute` (/metrics). */
export function requires(access: Access): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const refused = refusal(c, access);
    if (refused !== undefined) return refused;
    await next();
  };
}
