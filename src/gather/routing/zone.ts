/**
 * The zone that holds a domain: its SOA, the name servers by the delegation and by the zone itself, what each of them
 * answers, and which mail records the resolver still remembers differently (RFC 1034 §4.2, RFC 1912 §2.8, RFC 2308).
 * The name servers are asked only where the context has someone who may.
 */
import type { ZoneFacts } from '../../findings/facts/routing.ts';
import type { DnsSource, Observed } from '../../findings/observed.ts';
import type { AuditContext } from '../audit/types.ts';
import type { AuthorityAnswer, AuthorityClient } from '../dns/index.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import { absent, present, unknown } from '../shelf.ts';
import { compareRecords } from './compare-records.ts';
import { askNameServers } from './name-servers.ts';
import { findSoa, soaFacts } from './soa.ts';

/** Absent: NXDOMAIN. Unknown: the SOA could not be asked. */
export async function gatherZone(domain: string, context: AuditContext): Promise<Observed<ZoneFacts>> {
  const { clock, signal } = context;
  const recorder = recordingResolver(context.resolver);
  const direct: DnsSource[] = [];
  const authorities =
    context.authorities === undefined ? undefined : recordingAuthorities(context.authorities, direct);
  const found = await findSoa(domain, recorder, signal);
  if (found.state === 'no-such-domain') return absent(clock, found.answer.from);
  if (found.state === 'failed' && found.answer.state === 'unknown')
    return unknown(found.answer.why, clock, found.answer.from);
  const apex = found.state === 'found' ? found.apex : domain;
  const servers =
    authorities === undefined || found.state !== 'found'
      ? { parentNs: 'unknown' as const, childNs: 'unknown' as const, servers: [] }
      : await askNameServers(apex, { resolver: recorder, authorities, ...(signal && { signal }) });
  const speaker = servers.servers.find(({ state, ip }) => state === 'answers' && ip !== undefined)?.ip;
  const ask = authorities !== undefined && speaker !== undefined ? { authorities, speaker } : undefined;
  const compared = await compareRecords(domain, recorder, ask, signal);
  const value: ZoneFacts = {
    domain,
    apex,
    ...(found.state === 'found' && { soa: soaFacts(found.soa) }),
    ...servers,
    compared,
  };
  const lookups = [...recorder.sources(), ...direct];
  return present(value, clock, { kind: 'computed', method: 'zone (RFC 1034 §4.2)', lookups });
}

/** Keeps how each direct question went. */
function recordingAuthorities(client: AuthorityClient, into: DnsSource[]): AuthorityClient {
  return {
    ask: async (ip, name, type, signal): Promise<AuthorityAnswer> => {
      const answer = await client.ask(ip, name, type, signal);
      into.push(answer.from);
      return answer;
    },
  };
}
