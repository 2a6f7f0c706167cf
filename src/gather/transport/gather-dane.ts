/** Gathers TLSA records. */
import type { Evidence } from '../../findings/evidence.ts';
import type { AuditContext } from '../audit/types.ts';

export async function gatherDane(
  _host: string,
  _mailHost: Promise<Partial<Evidence>>,
  _context: AuditContext,
): Promise<Partial<Evidence>> {
  return {};
}
