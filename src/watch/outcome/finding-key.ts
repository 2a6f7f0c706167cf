/** What an alert is about; which finding is the same one in the next audit says findings/finding-key.ts. */
import { type Keyed, keyOf } from '../../findings/finding-key.ts';

export { isCompatible, keyOf } from '../../findings/finding-key.ts';

/**
 * What an alert is about: as `keyOf`, without the address where one fault of the sender shows at each of its addresses. A listing is a
 * fault of its address, and so is a reverse name: each is asked for on its own.
 */
export function causeOf(finding: Keyed): string {
  const isOfAddress = /^(listing|sending-ip)\/|^dns\/ptr/.test(finding.check);
  if (isOfAddress || finding.ip === undefined) return keyOf(finding);
  const { ip } = finding;
  const data = Object.fromEntries(Object.entries(finding.data).filter(([, value]) => value !== ip));
  return keyOf({ ...finding, data, ip: undefined, about: finding.about === ip ? '' : finding.about });
}
