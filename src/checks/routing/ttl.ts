/** How long are the mail records remembered? Too short costs every sender a question, too long makes a repair wait. */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { noDomain } from './no-domain.ts';

/** Below a minute a resolver asks again for nearly every message. */
const shortSeconds = 60;
/** A mistake in a mail record would be seen for more than two days. */
const longSeconds = 2 * 86_400;

export const ttl: Check<'zone'> = {
  id: 'routing/ttl',
  needs: ['zone'],
  sources: [{ title: 'RFC 1912 §2.2' }, { title: 'RFC 1035 §3.2.1' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'zone');
    if (found === undefined) return noDomain(evidence, 'zone');
    const records = found.compared.filter(
      ({ cached, authoritative }) => [...(authoritative ?? cached ?? [])].length > 0,
    );
    const findings = records.flatMap(({ name, type, ttlSeconds, cachedSeconds = 0 }) => {
      // Of what a resolver remembers only the rest of its time is seen.
      const seconds = ttlSeconds ?? cachedSeconds;
      const data = { name, type, seconds, hours: Math.round(seconds / 3600) };
      if (seconds > longSeconds) return draft(evidence, 'zone', 'fail', 'long', data);
      if (ttlSeconds !== undefined && ttlSeconds < shortSeconds)
        return draft(evidence, 'zone', 'fail', 'short', data);
      return [];
    });
    if (findings.length > 0) return findings;
    return records.some(({ ttlSeconds }) => ttlSeconds !== undefined)
      ? draft(evidence, 'zone', 'pass', 'usual', {
          domain: found.domain,
          records: records
            .map(({ name, type, ttlSeconds }) => `${name} ${type} ${ttlSeconds ?? '?'} s`)
            .join(', '),
        })
      : draft(evidence, 'zone', 'not-applicable', 'not-asked', { domain: found.domain });
  },
};
