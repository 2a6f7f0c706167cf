/** What an alert is about; which finding is the same one in the next audit says findings/finding-key.ts. */
import { type Keyed, keyOf } from '../../findings/finding-key.ts';
import type { FindingState } from '../../store/inventory/types.ts';

export { isCompatible, isDerived, keyOf } from '../../findings/finding-key.ts';

/**
 * What an alert is about: as `keyOf`, without the address where one fault of the sender shows at each of its addresses. A listing is a
 * fault of its address, and so is a reverse name: each is asked for on its own.
 */
export function causeOf(finding: Keyed): string {
  if (isOfAddress(finding.check) || finding.ip === undefined) return keyOf(finding);
  const { ip } = finding;
  const data = Object.fromEntries(Object.entries(finding.data).filter(([, value]) => value !== ip));
  return keyOf({ ...finding, data, ip: undefined, about: finding.about === ip ? '' : finding.about });
}

/** A fault of the address itself, whoever sends from it. */
const isOfAddress = (check: string): boolean => /^(listing|sending-ip)\/|^dns\/ptr/.test(check);

/** What keys of alerts begin with that several watched names may share. */
const SHARED = 'shared|';

export const isSharedKey = (key: string): boolean => key.startsWith(SHARED);

/**
 * The key of the alert that a failing state leads to. A fault of an address, or of a mail host, is one for all watched names that use it;
 * any other is the watched name's own.
 */
export function alertKeyOf({ data, ...state }: FindingState): string {
  const ip = typeof data.caseIp === 'string' ? data.caseIp : undefined;
  const isShared = isOfAddress(state.check) || state.check.startsWith('mail-host/');
  return `${isShared ? SHARED : `${state.subjectId}|`}${causeOf({ ...state, data, ip })}`;
}
