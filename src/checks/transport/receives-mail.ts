/** Does the domain take mail at all (RFC 5321 §5.1, RFC 7505)? What protects mail to it means nothing where it does not. */
import type { Evidence } from '../../findings/evidence.ts';
import { valueOn } from '../draft.ts';

/** False only where that is known. */
export function receivesMail(evidence: Pick<Evidence, 'routing'>): boolean {
  if (evidence.routing?.state === 'absent') return false;
  const routing = valueOn(evidence, 'routing');
  if (routing === undefined) return true;
  const { mx, ownAddresses } = routing;
  return mx.length === 0 ? ownAddresses.length > 0 : mx.some(({ host }) => host !== '.');
}
