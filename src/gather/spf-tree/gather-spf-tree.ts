/** Gathers the SPF tree. */
import type { Evidence } from '../../findings/evidence.ts';
import type { AuditContext } from '../audit/types.ts';

export async function gatherSpfTree(_domain: string, _context: AuditContext): Promise<Partial<Evidence>> {
  return {};
}
