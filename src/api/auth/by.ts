/** Who makes a change, from where, as the use cases want it. */
import type { By, Client } from '../../people/types.ts';
import { problem } from '../kit/index.ts';
import type { ApiContext } from '../kit/types.ts';

/** Behind a route that lets nobody in who is not known. */
export function byOf(c: ApiContext): By {
  const who = c.get('who');
  if (who === undefined) throw new Error('byOf belongs on routes that need somebody');
  return { who, ...ipOf(c) };
}

const ipOf = (c: ApiContext): { readonly ip?: string } => {
  const ip = c.get('ip');
  return ip === '' ? {} : { ip };
};

/** Where the request comes from. */
export function clientOf(c: ApiContext): Client {
  return { ip: c.get('ip'), userAgent: c.req.header('user-agent') ?? '' };
}

/** A refusal for tokens where one's own account is at stake: a token must not make itself a password. */
export function inBrowser(c: ApiContext): Response | undefined {
  if (c.get('who')?.session !== undefined) return undefined;
  return problem('not-allowed', { detail: 'This can only be done in a browser that is signed in.' });
}
