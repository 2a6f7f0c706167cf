/** May the network that announces the address do so (RFC 6811)? Networks that validate drop a route that is invalid. */
import type { RouteOrigin } from '../../findings/facts/sending-ip.ts';
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';

export const routeValid: Check<'routeOrigin'> = {
  id: 'sending-ip/route-valid',
  needs: ['routeOrigin'],
  sources: [{ title: 'RFC 6811 §2' }, { title: 'RFC 7115 §5' }],
  run: (evidence) => {
    const route = valueOn(evidence, 'routeOrigin');
    if (route === undefined) return draft(evidence, 'routeOrigin', 'not-applicable', 'not-announced');
    const { ip, prefix, origins, notValidated } = route;
    const named = (some: readonly RouteOrigin[]) => some.map(({ as }) => `AS${as}`).join(', ');
    const data = { ip, prefix, origins: named(origins) };
    const invalid = origins.filter(({ validity }) => validity === 'invalid');
    if (invalid.length > 0) {
      const reason = invalid.find((one) => one.reason !== undefined)?.reason;
      const message = reason === 'length' ? 'too-specific' : reason === 'as' ? 'other-network' : 'invalid';
      return draft(evidence, 'routeOrigin', 'fail', message, { ...data, origins: named(invalid) });
    }
    if (notValidated !== undefined || origins.length === 0) {
      return notValidated?.code === 'no-validator'
        ? draft(evidence, 'routeOrigin', 'unknown', 'needs-validator', data)
        : draft(evidence, 'routeOrigin', 'unknown', 'could-not-check', {
            ...data,
            why: notValidated?.code ?? 'no-origin',
            detail: notValidated?.message ?? '',
          });
    }
    return origins.some(({ validity }) => validity === 'valid')
      ? draft(evidence, 'routeOrigin', 'pass', 'valid', data)
      : draft(evidence, 'routeOrigin', 'fail', 'no-roa', data);
  },
};
