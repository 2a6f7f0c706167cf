/** Gathers what mail programs find: SRV records, autoconfig documents, autodiscover. */
import { plainName } from '../../base/host-name.ts';
import type { Evidence } from '../../findings/evidence.ts';
import type { AutodiscoverFacts, ClientConfigFacts } from '../../findings/facts/client-config.ts';
import { autoconfigUrls, srvServices } from '../../wire/client-config/index.ts';
import { lookupAddresses } from '../answers.ts';
import type { AuditContext } from '../audit/types.ts';
import { type Recorder, recordingResolver } from '../mail-auth/recorder.ts';
import { computedFrom, present, unknown } from '../shelf.ts';
import { fetchAutoconfig } from './fetch-autoconfig.ts';
import { lookupSrv } from './lookup-srv.ts';

/** Never throws. Where nothing is connected to, only the two submission services are asked about. */
export async function gatherClientConfig(domain: string, context: AuditContext): Promise<Partial<Evidence>> {
  const { clock, fetch, signal } = context;
  const recorder = recordingResolver(context.resolver);
  const isThorough = context.connect;
  const wanted = srvServices.filter(({ protocol }) => isThorough || protocol === 'smtp');
  const [services, documents, autodiscover] = await Promise.all([
    Promise.all(wanted.map(({ service }) => lookupSrv(service, domain, recorder, signal))),
    fetch === undefined
      ? undefined
      : Promise.all(
          autoconfigUrls(domain).map((url) =>
            fetchAutoconfig(url, url.includes('//autoconfig.'), fetch, recorder, signal),
          ),
        ),
    isThorough ? lookupAutodiscover(domain, recorder, signal) : undefined,
  ]);
  const from = computedFrom('set-up of mail programs (RFC 6186)', recorder);
  const failure = recorder.failure();
  if (failure !== undefined && services.every(({ state }) => state === 'unknown'))
    return { clientConfig: unknown(failure, clock, from) };
  const facts: ClientConfigFacts = {
    domain,
    services,
    ...(documents !== undefined && { documents }),
    ...(autodiscover !== undefined && { autodiscover }),
  };
  return { clientConfig: present(facts, clock, from) };
}

async function lookupAutodiscover(
  domain: string,
  resolver: Recorder,
  signal: AbortSignal | undefined,
): Promise<AutodiscoverFacts> {
  const host = `autodiscover.${domain}`;
  const [srv, own] = await Promise.all([
    lookupSrv('_autodiscover._tcp', domain, resolver, signal),
    lookupAddresses(host, resolver, signal),
  ]);
  if (own.failed !== undefined) return { srv, host, addresses: 'unknown' };
  if (own.addresses.length > 0) return { srv, host, addresses: own.addresses };
  const alias = await resolver.lookup(host, 'CNAME', signal);
  const [record] = alias.state === 'present' ? alias.value.records : [];
  const dangling = record?.type === 'CNAME' ? { danglingAlias: plainName(record.target) } : {};
  return { srv, host, addresses: [], ...dangling };
}
