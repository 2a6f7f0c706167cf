/** Does autodiscover lead somewhere, by its own host name or by SRV? Only what DNS says; nobody's address is posted. */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { realTargets } from './offered.ts';

export const autodiscover: Check<'clientConfig'> = {
  id: 'client-config/autodiscover',
  needs: ['clientConfig'],
  sources: [
    {
      title: '[MS-OXDISCO] §1.4',
      url: 'https://learn.microsoft.com/en-us/openspecs/exchange_server_protocols/ms-oxdisco/9cbadddd-f614-4b2b-8aaf-f51cba456da0',
      seen: '2026-11-26',
    },
  ],
  run: (evidence) => {
    const facts = valueOn(evidence, 'clientConfig');
    if (facts?.autodiscover === undefined) return [];
    const { srv, host, addresses, danglingAlias } = facts.autodiscover;
    const data = { domain: facts.domain, host };
    // Whoever gets hold of the name that it points to is given the passwords of the domain's users.
    if (danglingAlias !== undefined)
      return draft(evidence, 'clientConfig', 'fail', 'alias-dangling', { ...data, target: danglingAlias });
    const targets = realTargets(srv).map((one) => `${one.host}:${one.port}`);
    if (targets.length > 0)
      return draft(evidence, 'clientConfig', 'pass', 'by-srv', { ...data, targets: targets.join(', ') });
    if (addresses === 'unknown' || srv.state === 'unknown')
      return draft(evidence, 'clientConfig', 'unknown', 'could-not-check', { ...data, why: 'no-answer' });
    return addresses.length > 0
      ? draft(evidence, 'clientConfig', 'pass', 'by-name', data)
      : draft(evidence, 'clientConfig', 'not-applicable', 'none', data);
  },
};
