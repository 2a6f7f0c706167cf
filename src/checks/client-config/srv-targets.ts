/** Does every SRV record lead to a host and a port that make sense (RFC 2782, RFC 6186 §3)? */
import type { SrvService, SrvTarget } from '../../findings/facts/client-config.ts';
import type { Check } from '../../findings/finding.ts';
import { srvServices } from '../../wire/client-config/index.ts';
import { draft, valueOn } from '../draft.ts';
import { realTargets } from './offered.ts';

export const srvTargets: Check<'clientConfig'> = {
  id: 'client-config/srv-targets',
  needs: ['clientConfig'],
  sources: [{ title: 'RFC 2782' }, { title: 'RFC 6186 §3' }, { title: 'RFC 8314 §5.1' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'clientConfig');
    if (facts === undefined) return [];
    const { domain, autodiscover } = facts;
    const services = [...facts.services, ...(autodiscover === undefined ? [] : [autodiscover.srv])];
    const offered = services.filter((service) => realTargets(service).length > 0);
    if (offered.length === 0) return draft(evidence, 'clientConfig', 'not-applicable', 'none', { domain });
    const judged = offered.flatMap((service) => [
      ...(realTargets(service).length < service.targets.length
        ? draft(evidence, 'clientConfig', 'fail', 'mixed', { domain, service: service.service })
        : []),
      ...realTargets(service).flatMap((target) => {
        const said = judge(service, target);
        if (said === undefined) return [];
        const { host, port, alias } = target;
        const data = { domain, service: service.service, host, port, alias };
        return said === 'could-not-check'
          ? draft(evidence, 'clientConfig', 'unknown', said, { ...data, why: 'no-answer' })
          : draft(evidence, 'clientConfig', 'fail', said, data);
      }),
    ]);
    if (judged.length > 0) return judged;
    const names = offered.map(({ service }) => service).join(', ');
    return draft(evidence, 'clientConfig', 'pass', 'good', { domain, services: names });
  },
};

function judge({ service }: SrvService, target: SrvTarget): string | undefined {
  if (target.isResolving === 'unknown') return 'could-not-check';
  if (!target.isResolving) return 'no-address';
  // RFC 2782: the name of the target must not be an alias.
  if (target.alias !== undefined) return 'alias';
  return isPortStrange(service, target.port) ? 'port' : undefined;
}

/** Port 0 and 25 never; and not the port on which the same protocol begins the other way (465 and 587, 993 and 143). */
function isPortStrange(service: string, port: number): boolean {
  const own = srvServices.find((one) => one.service === service);
  if (port === 0 || port === 25) return true;
  return srvServices.some(
    (other) => own !== undefined && other.protocol === own.protocol && other !== own && other.port === port,
  );
}
