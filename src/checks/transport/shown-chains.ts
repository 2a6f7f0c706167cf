/** How the TLSA records of a host fit what it shows on port 25, address by address. */

import type { HostEndpoint, MailHostFacts } from '../../findings/facts/mail-host.ts';
import type { DaneFacts } from '../../findings/facts/transport.ts';
import { type TlsaFit, tlsaFit } from '../../wire/tlsa/index.ts';

export interface ShownChain {
  readonly ip: string;
  /** 'no-tls': it answered and TLS did not come about; 'not-connected': nothing is known. */
  readonly state: 'shown' | 'no-tls' | 'not-connected';
  /** One for each record, in their order; empty unless shown. */
  readonly fits: readonly TlsaFit[];
  /** SHA-256 of the host's own public key. */
  readonly spkiSha256?: string;
}

/** Empty where nobody connected. */
export function shownChains(dane: DaneFacts, host: MailHostFacts | undefined): readonly ShownChain[] {
  const endpoints = host?.endpoints.filter(({ port }) => port === 25) ?? [];
  return endpoints.map((endpoint) => shownBy(endpoint, dane));
}

function shownBy({ ip, outcome, startTls, tls }: HostEndpoint, { records }: DaneFacts): ShownChain {
  if (tls !== undefined && tls.chain.length > 0) {
    const spkiSha256 = tls.chain[0]?.spkiSha256;
    return {
      ip,
      state: 'shown',
      fits: records.map((record) => tlsaFit(record, tls)),
      ...(spkiSha256 !== undefined && { spkiSha256 }),
    };
  }
  const hasNone = outcome === 'open' && startTls !== undefined && startTls !== 'works';
  return { ip, state: hasNone ? 'no-tls' : 'not-connected', fits: [] };
}
