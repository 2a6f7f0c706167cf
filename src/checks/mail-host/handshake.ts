/**
 * What a port answered to our own ClientHello of TLS 1.2, or why nothing can be said of it. Ports that were not asked and may speak
 * TLS 1.2 have no answer and no verdict: the port of the same address that was asked speaks for them.
 */

import type { Evidence } from '../../findings/evidence.ts';
import type { HandshakeFacts, HelloAnswer, HostEndpoint, TlsFacts } from '../../findings/facts/mail-host.ts';
import type { FindingDraft } from '../../findings/finding.ts';
import { judgeEndpoints, type Verdict } from './endpoints.ts';

export type AnsweredHello = Extract<HelloAnswer, { readonly state: 'answered' }>;

/** TLS 1.3 alone, with nothing of what TLS 1.2 leaves open. */
const onlyNew: Verdict = { outcome: 'not-applicable', message: 'only-tls13' };

/** Judges the ports whose hello was answered; the others get 'only-tls13', 'not-tried' or nothing. */
export function judgeHellos(
  evidence: Evidence,
  judge: (hello: AnsweredHello, handshake: HandshakeFacts, endpoint: HostEndpoint) => Verdict,
): readonly FindingDraft[] {
  return judgeEndpoints(evidence, (endpoint) => {
    const { tls } = endpoint;
    if (tls === undefined) return undefined;
    if (speaksOnly13(tls)) return onlyNew;
    const { handshake } = tls;
    if (handshake === undefined) return undefined;
    const { hello } = handshake;
    if (hello.state === 'answered') return judge(hello, handshake, endpoint);
    return notTried(hello.detail);
  });
}

export function notTried(detail: string | undefined): Verdict {
  return { outcome: 'unknown', message: 'not-tried', ...(detail !== undefined && { data: { detail } }) };
}

/** Each older version was refused, or the hello of TLS 1.2 was answered with a refusal of the version. */
export function speaksOnly13({ version, versions, handshake }: TlsFacts): boolean {
  if (version !== 'TLSv1.3' || versions.some((one) => one.version !== version && one.state === 'accepted')) {
    return false;
  }
  const { hello } = handshake ?? {};
  if (hello?.state === 'answered') return false;
  if (hello?.state === 'refused' && hello.detail === 'protocol_version') return true;
  return versions.find((one) => one.version === 'TLSv1.2')?.state === 'refused';
}
