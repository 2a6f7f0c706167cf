/** Does every name server of the zone answer for it? A lame or silent one makes some look-ups fail some of the time. */
import type { ZoneServer } from '../../findings/facts/routing.ts';
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { noDomain, notAsked } from './no-domain.ts';

/** What is no fault of the server's or of its address has no message. */
const faults: Readonly<Partial<Record<ZoneServer['state'], string>>> = {
  lame: 'lame',
  silent: 'silent',
  'no-address': 'no-address',
};

export const nameServers: Check<'zone'> = {
  id: 'routing/name-servers',
  needs: ['zone'],
  sources: [{ title: 'RFC 1034 §4.1' }, { title: 'RFC 2182 §5' }, { title: 'RFC 1912 §2.8' }],
  run: (evidence) => {
    const found = valueOn(evidence, 'zone');
    if (found === undefined) return noDomain(evidence, 'zone');
    const { apex: zone, servers } = found;
    const asked = servers.filter(({ state }) => state !== 'not-asked');
    if (asked.length === 0) return notAsked(evidence, 'zone');
    const broken = asked.flatMap(({ name, ip, state }) => {
      const message = faults[state];
      return message === undefined
        ? []
        : draft(evidence, 'zone', 'fail', message, { zone, name, ...(ip !== undefined && { ip }) });
    });
    const names = [...new Set(servers.map(({ name }) => name))];
    const lonely =
      names.length === 1 ? draft(evidence, 'zone', 'fail', 'only-one', { zone, name: names[0] ?? '' }) : [];
    const all = [...broken, ...lonely];
    return all.length > 0
      ? all
      : draft(evidence, 'zone', 'pass', 'all-answer', { zone, names: names.join(', '), count: names.length });
  },
};
