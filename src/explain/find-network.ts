/** The network that the words of a refusal blame: 'IP Netblock [192.0.2.0/24]', 'subnet 2001:db8::/48' (RFC 4632 §3.1). */
import { canonicalIp } from '../base/ip.ts';

const NETWORK = /(?<![\w./:])([0-9a-f.:]{2,45})\/(\d{1,3})(?![\w./])/gi;
const MAX_FOUND = 10;

/** The first network in CIDR notation that is more than one address; undefined where none stands in the text. */
export function findNetwork(text: string): string | undefined {
  let tried = 0;
  for (const [whole, address = '', length = ''] of text.matchAll(NETWORK)) {
    if (++tried > MAX_FOUND) return undefined;
    const most = address.includes(':') ? 127 : 31;
    if (Number(length) >= 8 && Number(length) <= most && canonicalIp(address) !== undefined) return whole;
  }
  return undefined;
}
