/** Gathers MX, zone, DNSSEC and CAA. */
import type { Evidence } from '../../findings/evidence.ts';
import type { AuditContext } from '../audit/types.ts';

export async function gatherRouting(_domain: string, _context: AuditContext): Promise<Partial<Evidence>> {
  return {};
}
