/** Gathers a DKIM key. */
import type { Evidence } from '../../findings/evidence.ts';
import type { AuditContext, KnownSelector } from '../audit/types.ts';

export async function gatherDkimKey(
  _domain: string,
  _known: KnownSelector,
  _context: AuditContext,
): Promise<Partial<Evidence>> {
  return {};
}
