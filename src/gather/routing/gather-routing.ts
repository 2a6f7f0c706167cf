/**
 * Gathers how mail reaches a domain: MX and its hosts, the zone and its name servers, DNSSEC, CAA. The shelves share
 * their answers, and each names the questions that it rests on.
 */
import type { Evidence } from '../../findings/evidence.ts';
import type { AuditContext } from '../audit/types.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import { gatherCaa } from './caa.ts';
import { gatherDnssec } from './dnssec.ts';
import { gatherMxHosts } from './mx-hosts.ts';
import { gatherZone } from './zone.ts';

export async function gatherRouting(domain: string, context: AuditContext): Promise<Partial<Evidence>> {
  const shared = { ...context, resolver: recordingResolver(context.resolver) };
  const [routing, zone, dnssec, caa] = await Promise.all([
    gatherMxHosts(domain, shared),
    gatherZone(domain, shared),
    gatherDnssec(domain, shared),
    gatherCaa(domain, shared),
  ]);
  return { routing, zone, dnssec, caa };
}
