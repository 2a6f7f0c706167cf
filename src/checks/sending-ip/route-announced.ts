/** Does a network announce the address to the Internet? Mail from an address that nobody announces gets no answer. */
import type { Check } from '../../findings/finding.ts';
import { subjectOf } from '../../findings/subject-of.ts';
import { draft, valueOn } from '../draft.ts';

export const routeAnnounced: Check<'routeOrigin' | 'about'> = {
  id: 'sending-ip/route-announced',
  needs: ['routeOrigin', 'about'],
  sources: [
    {
      title: 'Team Cymru: IP to ASN mapping service',
      url: 'https://www.team-cymru.com/ip-asn-mapping',
      seen: '2026-11-26',
    },
    { title: 'RFC 4271 §9.1' },
  ],
  run: (evidence) => {
    const route = valueOn(evidence, 'routeOrigin');
    const ip = route?.ip ?? subjectOf('routeOrigin', evidence).name;
    if (route === undefined) return draft(evidence, 'routeOrigin', 'fail', 'not-announced', { ip });
    const { prefix, origins } = route;
    const data = { ip, prefix, origins: origins.map(({ as }) => `AS${as}`).join(', ') };
    return draft(evidence, 'routeOrigin', 'pass', origins.length > 1 ? 'several-origins' : 'announced', data);
  },
};
