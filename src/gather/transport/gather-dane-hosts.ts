/** Gathers DANE as a sender to the domain meets it (RFC 7672 §2.2): is the MX answer validated, which of its hosts publish TLSA? */
import { plainName } from '../../base/host-name.ts';
import type { DaneHostsFacts } from '../../findings/facts/transport.ts';
import type { Observed } from '../../findings/observed.ts';
import type { AuditContext } from '../audit/types.ts';
import type { DnsObservation } from '../dns/types.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import { absent, computedFrom, present, unknown } from '../shelf.ts';
import { isSecure, lookupTlsa } from './lookup-tlsa.ts';

const MAX_HOSTS = 10;

/**
 * Never throws. Undefined: nobody looked, because senders of a domain without DNSSEC do not look either; where hosts are
 * connected to they are asked all the same.
 */
export async function gatherDaneHosts(
  domain: string,
  context: AuditContext,
): Promise<Observed<DaneHostsFacts> | undefined> {
  const { clock, signal } = context;
  const recorder = recordingResolver(context.resolver);
  const mx = await recorder.lookup(domain, 'MX', signal);
  if (mx.state === 'unknown') return unknown(mx.why, clock, mx.from);
  const isMxSecure = isSecure(mx);
  if (!isMxSecure && !context.connect) return undefined;
  const hosts = hostsIn(mx);
  if (hosts.length === 0) return absent(clock, mx.from);
  const seen = await Promise.all(
    hosts.map(async (host) => {
      const answer = await lookupTlsa(host, 25, recorder, signal);
      const tlsa = { present: 'published', absent: 'none', unknown: 'unknown' } as const;
      return { host, tlsa: tlsa[answer.state], isSecure: isSecure(answer) };
    }),
  );
  return present(
    { domain, isMxSecure, hosts: seen },
    clock,
    computedFrom('DANE of the MX (RFC 7672)', recorder),
  );
}

function hostsIn(mx: DnsObservation): readonly string[] {
  const records = mx.state === 'present' ? mx.value.records : [];
  const names = records.flatMap((record) => (record.type === 'MX' ? plainName(record.exchange) : []));
  return [...new Set(names)]
    .filter((host) => host.includes('.') && host !== '.')
    .sort()
    .slice(0, MAX_HOSTS);
}
