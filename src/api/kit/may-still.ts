/** Whether somebody may still do what they began: a stream of events goes on long after its request was let in. */
import type { ApiContext } from './api.ts';

/** Asks again who it is; false also where that cannot be found out. */
export async function mayStill(c: ApiContext): Promise<boolean> {
  const askAgain = c.get('whoNow');
  const access = c.get('access');
  if (askAgain === undefined || access === undefined || access === 'open') return true;
  try {
    const who = await askAgain();
    return who !== undefined && (access === 'signed-in' || who.scopes.has(access));
  } catch {
    // The store does not answer: the browser comes again, and is let in or not.
    return false;
  }
}
