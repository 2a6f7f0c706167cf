/** Who may use a route. */
import type { NotKnown } from '../../people/types.ts';
import type { Scope } from '../../store/people/types.ts';
import type { ApiContext } from './api.ts';
import { problem } from './problems.ts';

/** A scope; 'signed-in': anybody who is known; 'open': everybody. */
export type Access = Scope | 'signed-in' | 'open';

const reasons: Readonly<Record<NotKnown, string>> = {
  'session-ended': 'The session has ended. Sign in again.',
  'token-unknown': 'There is no such API token (any more). Make a new one under Settings.',
  'token-expired': 'The API token has expired. Make a new one under Settings.',
  'person-disabled': 'The account is disabled. An administrator can enable it.',
};

/** 401, with the reason where a cookie or token was shown that does not count. */
export function notSignedIn(why?: NotKnown): Response {
  return problem('not-signed-in', {
    detail:
      why === undefined ? 'Sign in, or send an API token as "Authorization: Bearer wp_…".' : reasons[why],
    ...(why !== undefined && { data: { reason: why } }),
    headers: {
      // RFC 9110 §11.6.1: a 401 names how to authenticate; RFC 6750 §3.1: what was wrong with the token.
      'www-authenticate': why?.startsWith('token-')
        ? 'Bearer realm="waypost", error="invalid_token"'
        : 'Bearer realm="waypost"',
    },
  });
}

/** 401 or 403 where they may not; undefined where they may. */
export function refusal(c: ApiContext, access: Access): Response | undefined {
  if (access === 'open') return undefined;
  const who = c.get('who');
  if (who === undefined) return notSignedIn(c.get('whyUnknown'));
  if (access === 'signed-in' || who.scopes.has(access)) return undefined;
  return problem('not-allowed', {
    detail: `This needs the scope "${access}", which ${who.token === undefined ? 'your role' : 'this token'} does not have.`,
    data: { scope: access },
  });
}
