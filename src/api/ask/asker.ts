/** Who asks, as reports and jobs name them. */

import { stranger } from '../../store/reports/types.ts';
import type { ApiContext } from '../kit/index.ts';
import { limiterKeyOf } from '../kit/index.ts';

export interface Asker {
  /** Tells callers apart in limits. */
  readonly key: string;
  /** 'Ann', the name of a token, 'the public page'. */
  readonly askedBy: string;
  readonly personId?: string;
}

/** The person or token of a request; the address where nobody is known. */
export function askerOf(c: ApiContext): Asker {
  const who = c.get('who');
  if (who === undefined) return { key: `ip ${limiterKeyOf(c.get('ip'))}`, askedBy: stranger };
  const { actor, person } = who;
  return {
    key: `${actor.kind} ${person?.id ?? actor.id ?? actor.name}`,
    askedBy: actor.name,
    ...(person !== undefined && { personId: person.id }),
  };
}
