/** Gathers what protects mail on its way to a domain: MTA-STS, TLS-RPT, DANE of its MX. */
import type { Evidence } from '../../findings/evidence.ts';
import type { AuditContext } from '../audit/types.ts';
import { gatherDaneHosts } from './gather-dane-hosts.ts';
import { gatherMtaSts } from './gather-mta-sts.ts';
import { gatherTlsRpt } from './gather-tls-rpt.ts';

/** Never throws. Without `fetch`, of a domain that publishes nothing: three questions, of which the MX is asked anyway. */
export async function gatherTransport(domain: string, context: AuditContext): Promise<Partial<Evidence>> {
  const [mtaSts, tlsRpt, daneHosts] = await Promise.all([
    gatherMtaSts(domain, context),
    gatherTlsRpt(domain, context),
    gatherDaneHosts(domain, context),
  ]);
  return { mtaSts, tlsRpt, ...(daneHosts !== undefined && { daneHosts }) };
}
