/** Do we speak to a host from within its own network, where relaying and other things may be meant for us? */
import ipaddr from 'ipaddr.js';
import { canonicalIp } from '../../base/ip.ts';

/** The same address, the same /24 or /64 (what servers take for their network by default), or both in private ranges. */
export function isOwnNetwork(local: string, remote: string): boolean {
  const [own, other] = [canonicalIp(local), canonicalIp(remote)];
  if (own === undefined || other === undefined) return false;
  const [a, b] = [ipaddr.parse(own), ipaddr.parse(other)];
  if (a.kind() !== b.kind()) return false;
  if (a.match(b, a.kind() === 'ipv4' ? 24 : 64)) return true;
  const privateRanges = ['private', 'uniqueLocal', 'linkLocal', 'carrierGradeNat'];
  return privateRanges.includes(a.range()) && privateRanges.includes(b.range());
}
