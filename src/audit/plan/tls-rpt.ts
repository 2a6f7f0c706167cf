/** A record that asks for TLS reports (RFC 8460), where the domain takes mail and has none. */
import { formatTlsRptRecord } from '../../wire/tls-rpt/index.ts';
import { failuresOf, mendsOf, shelfOf, txtProposal } from './facts.ts';
import type { PlanInput, Proposal } from './types.ts';

export function proposeTlsRpt(input: PlanInput): readonly Proposal[] {
  const { domain } = input;
  if (shelfOf(input, 'tlsRpt') !== 'absent') return [];
  const routing = shelfOf(input, 'routing');
  if (routing === undefined || routing === 'absent' || routing.mx.every(({ host }) => host === '.'))
    return [];
  const rua = `mailto:tls-reports@${domain}`;
  const change = { name: `_smtp._tls.${domain}`, removes: [], adds: [formatTlsRptRecord([rua])] };
  return [txtProposal('tls-rpt/start', change, mendsOf(failuresOf(input, 'transport/tls-rpt')), { rua })];
}
