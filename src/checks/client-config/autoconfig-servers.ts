/** Do the servers of the autoconfig document exist, are they spoken to under TLS, and do they agree with the SRV records? */
import type { ClientConfigFacts, ConfigDocument } from '../../findings/facts/client-config.ts';
import type { Check } from '../../findings/finding.ts';
import { srvServices } from '../../wire/client-config/index.ts';
import { draft, valueOn } from '../draft.ts';
import { realTargets } from './offered.ts';

type Server = Extract<ConfigDocument, { state: 'fetched' }>['servers'][number];

export const autoconfigServers: Check<'clientConfig'> = {
  id: 'client-config/autoconfig-servers',
  needs: ['clientConfig'],
  sources: [{ title: 'draft-ietf-mailmaint-autoconfig-06', seen: '2026-11-23' }, { title: 'RFC 8314 §3' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'clientConfig');
    // Programs take the first document that they find.
    const document = facts?.documents?.find(({ state }) => state === 'fetched');
    if (facts === undefined || document?.state !== 'fetched')
      return draft(evidence, 'clientConfig', 'not-applicable', 'none');
    const { domain } = facts;
    const { url, servers } = document;
    const judged = servers.flatMap((server) => {
      const { protocol, host, port } = server;
      const data = { domain, url, protocol: protocol.toUpperCase(), host, port };
      if (server.isResolving === false) return draft(evidence, 'clientConfig', 'fail', 'no-address', data);
      // RFC 8314 §3: no password in the clear.
      if (server.security === 'none') return draft(evidence, 'clientConfig', 'fail', 'clear-text', data);
      const other = differingSrv(facts, server);
      return other === undefined
        ? []
        : draft(evidence, 'clientConfig', 'fail', 'differs-from-srv', { ...data, srv: other });
    });
    if (judged.length > 0) return judged;
    const named = servers.map(({ host, port }) => `${host}:${port}`).join(', ');
    return draft(evidence, 'clientConfig', 'pass', 'good', { domain, url, servers: named });
  },
};

/** What the SRV records of the same service name, where they name something and not this server. */
function differingSrv(
  { services }: ClientConfigFacts,
  { protocol, security, host, port }: Server,
): string | undefined {
  if (host.includes('%')) return undefined;
  const kind = srvServices.find((one) => one.protocol === protocol && one.security === security);
  const targets = services.filter(({ service }) => service === kind?.service).flatMap(realTargets);
  if (targets.length === 0 || targets.some((one) => one.host === host && one.port === port)) return undefined;
  return targets.map((one) => `${one.host}:${one.port}`).join(', ');
}
