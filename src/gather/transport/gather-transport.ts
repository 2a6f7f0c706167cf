/** Gathers MTA-STS and TLS-RPT. */
import type { Evidence } from '../../findings/evidence.ts';
import type { AuditContext } from '../audit/types.ts';

export async function gatherTransport(_domain: string, _context: AuditContext): Promise<Partial<Evidence>> {
  return {};
}
