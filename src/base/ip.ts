/** IP addresses as evidence needs them: comparable text, and whether the world may be asked about one. */
import ipaddr from 'ipaddr.js';

const DOT = 0x2e;
const ZERO = 0x30;

/** Host names are told apart before anything is parsed; '%' begins the zone of a link-local address. */
const LOOKS_LIKE_IP = /^[0-9a-fA-F:.]+(%.*)?$/;

/** Canonical text ('2001:db8::1'; IPv4-mapped IPv6 as IPv4, RFC 4291 §2.5.5.2), or undefined where it is no address. */
export function canonicalIp(text: string): string | undefined {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  const plain = bare.toLowerCase().startsWith('ipv6:') ? bare.slice(5) : bare;
  if (isPlainIpv4(plain)) return plain;
  if (plain.length > 45 || !LOOKS_LIKE_IP.test(plain)) return undefined;
  if (!mayBeIpv6(plain) && (plain.includes(':') || plain.split('.').length !== 4)) return undefined;
  return ipaddr.isValid(plain) ? ipaddr.process(plain).toString() : undefined;
}

/** Four decimal numbers up to 255 without leading zeros: its own canonical text, as most addresses are written. */
function isPlainIpv4(text: string): boolean {
  if (text.length < 7 || text.length > 15) return false;
  let groups = 1;
  let digits = 0;
  let value = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === DOT) {
      if (digits === 0) return false;
      groups += 1;
      digits = 0;
      value = 0;
    } else if (unit >= ZERO && unit <= ZERO + 9 && (digits === 0 || value > 0)) {
      digits += 1;
      value = value * 10 + unit - ZERO;
      if (value > 255) return false;
    } else return false;
  }
  return groups === 4 && digits > 0;
}

/** RFC 4291 §2.2: eight groups, or six before an IPv4 address, or '::' for some. */
const mayBeIpv6 = (text: string): boolean => text.includes('::') || text.split(':', 7).length === 7;

/** Documentation ranges (RFC 5737, RFC 3849) may be asked about: examples and test zones live there. */
const DOCUMENTATION = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32'];
let documentation: readonly (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[] | undefined;

/** First groups under which some network is not public (IANA IPv4 Special-Purpose Address Registry). */
const SPECIAL: ReadonlySet<number> = new Set([0, 10, 100, 127, 169, 172, 192, 198, 203]);
const hasSpecialRange = (group: number): boolean => group >= 224 || SPECIAL.has(group);

/** True for an address that public DNS can say something about; private, loopback, reserved ranges are never asked. */
export function isPublicIp(text: string): boolean {
  const canonical = canonicalIp(text);
  if (canonical === undefined) return false;
  if (!canonical.includes(':') && !hasSpecialRange(Number(canonical.slice(0, canonical.indexOf('.')))))
    return true;
  const address = ipaddr.parse(canonical);
  if (address.range() === 'unicast') return true;
  documentation ??= DOCUMENTATION.map((range) => ipaddr.parseCIDR(range));
  return documentation.some(
    ([network, bits]) => address.kind() === network.kind() && address.match(network, bits),
  );
}

/** Ranges of networks that are not the internet: RFC 1918, RFC 4193, link-local (RFC 3927, RFC 4291 §2.5.6), loopback. */
const INSIDE: ReadonlySet<string> = new Set(['private', 'uniqueLocal', 'linkLocal', 'loopback']);

/** Comes from within: no carrier's NAT, no tunnel, no NAT64, no reserved range. */
export function isInsideIp(text: string): boolean {
  const canonical = canonicalIp(text);
  return canonical !== undefined && INSIDE.has(ipaddr.parse(canonical).range());
}

export function isSameIp(a: string, b: string): boolean {
  const canonical = canonicalIp(a);
  return canonical !== undefined && canonical === canonicalIp(b);
}

/** 'x.2.0.192.in-addr.arpa' (RFC 1035 §3.5) or its ip6.arpa counterpart (RFC 3596 §2.5). */
export function reverseName(ip: string): string {
  const bytes = ipaddr.parse(ip).toByteArray();
  if (bytes.length === 4) return `${bytes.toReversed().join('.')}.in-addr.arpa`;
  const nibbles = bytes.flatMap((byte) => [byte >> 4, byte & 15]).toReversed();
  return `${nibbles.map((nibble) => nibble.toString(16)).join('.')}.ip6.arpa`;
}
