/** SRV records of one service, and whether their targets lead anywhere (RFC 2782, RFC 6186 §3). */
import { plainName } from '../../base/host-name.ts';
import type { SrvService, SrvTarget } from '../../findings/facts/client-config.ts';
import { lookupAddresses } from '../answers.ts';
import type { Resolver } from '../dns/types.ts';

const MAX_TARGETS = 10;

export async function lookupSrv(
  service: string,
  domain: string,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<SrvService> {
  const answer = await resolver.lookup(`${service}.${domain}`, 'SRV', signal);
  if (answer.state !== 'present') return { service, state: answer.state, targets: [] };
  const found = answer.value.records.flatMap((record) =>
    record.type === 'SRV'
      ? {
          host: plainName(record.target) || '.',
          port: record.port,
          priority: record.priority,
          weight: record.weight,
        }
      : [],
  );
  // RFC 2782: lowest priority first; then so that the result does not depend on the answer's order.
  const ordered = found
    .sort((a, b) => a.priority - b.priority || b.weight - a.weight || (a.host < b.host ? -1 : 1))
    .slice(0, MAX_TARGETS);
  const targets = await Promise.all(
    ordered.map(async (target): Promise<SrvTarget> => {
      // RFC 2782: '.' says that the service is not there.
      if (target.host === '.') return { ...target, isResolving: false };
      return { ...target, ...(await lookupTarget(target.host, resolver, signal)) };
    }),
  );
  return { service, state: 'present', targets };
}

/** Does a host have an address, and is its name an alias? */
export async function lookupTarget(
  host: string,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<{ readonly isResolving: boolean | 'unknown'; readonly alias?: string }> {
  const { addresses, failed, observations } = await lookupAddresses(host, resolver, signal);
  const chain = observations.flatMap((one) => (one.state === 'present' ? one.value.chain : []));
  const last = chain.at(-1);
  return {
    isResolving: failed !== undefined ? 'unknown' : addresses.length > 0,
    ...(last?.type === 'CNAME' && { alias: plainName(last.target) }),
  };
}
