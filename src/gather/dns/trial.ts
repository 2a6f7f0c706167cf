/**
 * Tries a resolver before it is believed: closed networks, captive portals and some containers answer "does not exist"
 * to everything, and absence would be taken for a fact. It is asked for a name that always exists.
 */
import type { Problem } from '../../base/result.ts';
import type { Resolver } from './types.ts';

/** A delegation that the DNS root always holds. */
const KNOWN = 'com';

/** Why the resolver cannot be believed, or undefined. One that does not answer is no liar: its other answers tell. */
export async function tryResolver(resolver: Resolver, signal?: AbortSignal): Promise<Problem | undefined> {
  const known = await resolver.lookup(KNOWN, 'NS', signal);
  if (known.state !== 'absent') return undefined;
  const server = known.from.kind === 'dns' ? known.from.server : '';
  return {
    code: 'dishonest-resolver',
    message: `the resolver ${server} denies that ${KNOWN} exists, so its answers mean nothing; name another one (--resolver, on a server in its settings)`,
    data: { server },
  };
}
