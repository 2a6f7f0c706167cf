/** Connects to a mail host. */
import type { Evidence } from '../../findings/evidence.ts';
import type { AuditContext } from '../audit/types.ts';

export async function gatherMailHost(_host: string, _context: AuditContext): Promise<Partial<Evidence>> {
  return {};
}
