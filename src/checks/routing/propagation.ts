/**
 * Is what receivers see what the zone says now? A resolver believes what it once heard until its time is up
 * (RFC 1035 §3.2.1, for an absence RFC 2308 §5): a record that was repaired looks broken until then.
 */
import { instantOf } from '../../base/clock.ts';
import type { Check } from '../../findings/finding.ts';
import type { Fix } from '../../findings/fix.ts';
import { draft, valueOn } from '../draft.ts';
import { noDomain, notAsked } from './no-domain.ts';

export const propagation: Check<'zone'> = {
  id: 'routing/propagation',
  needs: ['zone'],
  sources: [{ title: 'RFC 1035 §3.2.1' }, { title: 'RFC 2308 §5' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'zone');
    if (found === undefined) return noDomain(evidence, 'zone');
    const both = found.compared.filter(
      (copy) => copy.cached !== undefined && copy.authoritative !== undefined,
    );
    if (both.length === 0) return notAsked(evidence, 'zone');
    const seenMs = Date.parse(evidence.zone?.seenAt ?? '');
    const stale = both.flatMap(({ name, type, cached = [], authoritative = [], cachedSeconds = 0 }) => {
      if (cached.join('\n') === authoritative.join('\n')) return [];
      const until = Number.isNaN(seenMs) ? '' : instantOf(seenMs + cachedSeconds * 1000);
      const data = {
        name,
        type,
        seconds: cachedSeconds,
        minutes: Math.ceil(cachedSeconds / 60),
        until,
        cached: cached.join(' | '),
        authoritative: authoritative.join(' | '),
      };
      const wait: Fix = {
        kind: 'wait',
        seconds: cachedSeconds,
        why: `resolvers remember the old ${type} of ${name}`,
      };
      const message =
        cached.length === 0
          ? 'absence-remembered'
          : authoritative.length === 0
            ? 'removed-remembered'
            : 'old-remembered';
      return draft(evidence, 'zone', 'fail', message, data, { fixes: [wait] });
    });
    return stale.length > 0
      ? stale
      : draft(evidence, 'zone', 'pass', 'same', {
          records: both.map(({ name, type }) => `${name} ${type}`).join(', '),
        });
  },
};
