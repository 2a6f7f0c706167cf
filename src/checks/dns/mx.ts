/** What an MX set says (RFC 5321 §5.1, RFC 7505, RFC 2181 §10.3). */
import ipaddr from 'ipaddr.js';
import { canonicalIp } from '../../base/ip.ts';
import type { MailDomainFacts } from '../../findings/evidence.ts';

type Mx = MailDomainFacts['mx'];

/** RFC 7505 §3: exactly one record, whose host is the root. */
export function isNullMx(mx: Mx): boolean {
  return mx.length === 1 && mx[0]?.host === '.';
}

/** Why mail cannot reach this host; undefined where nothing speaks against it; 'unknown' where that was not answered. */
export function faultOfHost(
  entry: Mx[number],
): 'root' | 'address' | 'not-a-name' | 'no-address' | 'private' | 'unknown' | undefined {
  const { host, addresses } = entry;
  if (host === '.') return 'root';
  // RFC 2181 §10.3: the value of an MX record is a name.
  if (canonicalIp(host) !== undefined) return 'address';
  if (!host.includes('.')) return 'not-a-name';
  if (addresses === 'unknown') return 'unknown';
  if (addresses === undefined) return undefined;
  if (addresses.length === 0) return 'no-address';
  return addresses.every(isLocalAddress) ? 'private' : undefined;
}

const localRanges = ['private', 'loopback', 'linkLocal', 'uniqueLocal', 'unspecified'];

/** Private, loopback, link-local or unspecified: nobody else reaches it. */
export function isLocalAddress(address: string): boolean {
  const canonical = canonicalIp(address);
  return canonical !== undefined && localRanges.includes(ipaddr.parse(canonical).range());
}
