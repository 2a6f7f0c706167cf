/** Gathers the TLSA records of one mail host on port 25 (RFC 7672 §2.2). */
import type { Evidence } from '../../findings/evidence.ts';
import type { AuditContext } from '../audit/types.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import { absent, computedFrom, present, unknown } from '../shelf.ts';
import { aliasTarget, isSecure, lookupTlsa, tlsaName, tlsaRecordsIn } from './lookup-tlsa.ts';

const PORT = 25;

/** Never throws. What the certificate says against the records is judged by the checks, with what the host shows. */
export async function gatherDane(host: string, context: AuditContext): Promise<Partial<Evidence>> {
  const { clock, signal } = context;
  const recorder = recordingResolver(context.resolver);
  const [own, ipv4, ipv6] = await Promise.all([
    lookupTlsa(host, PORT, recorder, signal),
    recorder.lookup(host, 'A', signal),
    recorder.lookup(host, 'AAAA', signal),
  ]);
  const target = aliasTarget(ipv4) ?? aliasTarget(ipv6);
  // RFC 7671 §7: what a secure alias leads to is looked at first.
  const behind = target === undefined ? undefined : await lookupTlsa(target, PORT, recorder, signal);
  const isBehind = behind?.state === 'present' && isSecure(behind);
  const answer = isBehind ? behind : own;
  if (answer.state === 'unknown') return { dane: unknown(answer.why, clock, answer.from) };
  const records = tlsaRecordsIn(answer);
  if (records.length === 0) return { dane: absent(clock, answer.from) };
  const addresses = [ipv4, ipv6].filter(({ state }) => state === 'present');
  const isUnanswered = addresses.length === 0 && [ipv4, ipv6].some(({ state }) => state === 'unknown');
  const facts = {
    host,
    port: PORT,
    foundAt: tlsaName(isBehind && target !== undefined ? target : host, PORT),
    isSecure: isSecure(answer),
    isAddressSecure: isUnanswered ? ('unknown' as const) : addresses.length > 0 && addresses.every(isSecure),
    records,
  };
  return { dane: present(facts, clock, computedFrom('DANE (RFC 7672)', recorder)) };
}
