/** Networks of SPF terms as CIDR text ('192.0.2.0/24'): canonical form, what holds what, and the fewest for the same addresses. */
import ipaddr from 'ipaddr.js';

/** A network as numbers. */
export interface Range {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly bits: number;
}

const width = (family: 4 | 6): number => (family === 4 ? 32 : 128);
const sizeOf = ({ family, bits }: Range): bigint => 1n << BigInt(width(family) - bits);

/** Canonical CIDR text of the network that holds the address; undefined where that is no address or the bits do not fit. */
export function networkOf(address: string, bits?: number): string | undefined {
  const range = readNetwork(bits === undefined ? address : `${address}/${bits}`);
  return range === undefined ? undefined : textOf(range);
}

/** Reads CIDR text, so that one network can be compared with many; undefined where it is none. */
export function readNetwork(cidr: string): Range | undefined {
  const slash = cidr.indexOf('/');
  const address = slash < 0 ? cidr : cidr.slice(0, slash);
  const value = ipv4Value(address) ?? ipv6Value(address);
  if (value === undefined) return undefined;
  const family = address.includes(':') ? 6 : 4;
  const bits = slash < 0 ? width(family) : Number(cidr.slice(slash + 1));
  if (!Number.isInteger(bits) || bits < 0 || bits > width(family)) return undefined;
  const hostBits = BigInt(width(family) - bits);
  return { family, first: (value >> hostBits) << hostBits, bits };
}

/** Plain dotted quads are most of what is read: without the general parser. */
function ipv4Value(address: string): bigint | undefined {
  let [value, part, digits, dots] = [0, 0, 0, 0];
  for (let index = 0; index < address.length; index += 1) {
    const code = address.charCodeAt(index);
    if (code === 0x2e && digits > 0 && dots < 3) {
      value = value * 256 + part;
      [part, digits] = [0, 0];
      dots += 1;
    } else if (code >= 0x30 && code <= 0x39 && digits < 3) {
      part = part * 10 + code - 0x30;
      digits += 1;
      if (part > 255) return undefined;
    } else return undefined;
  }
  return dots === 3 && digits > 0 ? BigInt(value * 256 + part) : undefined;
}

function ipv6Value(address: string): bigint | undefined {
  if (address.length > 45 || !address.includes(':') || !ipaddr.IPv6.isValid(address)) return undefined;
  const { parts } = ipaddr.IPv6.parse(address);
  return parts.reduce((sum, part) => (sum << 16n) | BigInt(part), 0n);
}

function textOf({ family, first, bits }: Range): string {
  const bytes: number[] = [];
  for (let shift = width(family) - 8; shift >= 0; shift -= 8)
    bytes.push(Number((first >> BigInt(shift)) & 0xffn));
  return `${ipaddr.fromByteArray(bytes).toString()}/${bits}`;
}

/** True where every address of `inner` is one of `outer`. */
export const holdsRange = (outer: Range, inner: Range): boolean =>
  outer.family === inner.family &&
  outer.bits <= inner.bits &&
  inner.first >= outer.first &&
  inner.first < outer.first + sizeOf(outer);

/** True where every address of `inner` is one of `outer`; false too where one of them is no network. */
export function holdsNetwork(outer: string, inner: string): boolean {
  const [a, b] = [readNetwork(outer), readNetwork(inner)];
  return a !== undefined && b !== undefined && holdsRange(a, b);
}

/** Prefix length and family of a CIDR text. */
export function shapeOf(cidr: string): { readonly family: 4 | 6; readonly bits: number } | undefined {
  const range = readNetwork(cidr);
  return range === undefined ? undefined : { family: range.family, bits: range.bits };
}

/** The fewest networks with exactly the same addresses: IPv4 first, ascending. What is no network is left out. */
export function aggregateNetworks(cidrs: readonly string[]): readonly string[] {
  const ranges = cidrs.flatMap((cidr) => readNetwork(cidr) ?? []);
  ranges.sort(
    (a, b) => a.family - b.family || (a.first < b.first ? -1 : a.first > b.first ? 1 : a.bits - b.bits),
  );
  const kept: Range[] = [];
  for (const range of ranges) {
    const last = kept.at(-1);
    if (last !== undefined && holdsRange(last, range)) continue;
    kept.push(range);
    while (mergeLastTwo(kept));
  }
  return kept.map(textOf);
}

/** Two halves of one network become that network. */
function mergeLastTwo(kept: Range[]): boolean {
  const [a, b] = [kept.at(-2), kept.at(-1)];
  if (a === undefined || b === undefined || a.family !== b.family || a.bits !== b.bits || a.bits === 0)
    return false;
  const whole = { family: a.family, first: a.first, bits: a.bits - 1 };
  if (a.first % sizeOf(whole) !== 0n || b.first !== a.first + sizeOf(a)) return false;
  kept.splice(-2, 2, whole);
  return true;
}

/** How many IPv4 addresses the networks hold together; each counts once. */
export function countIpv4(cidrs: readonly string[]): number {
  return aggregateNetworks(cidrs).reduce((sum, cidr) => {
    const shape = shapeOf(cidr);
    return shape?.family === 4 ? sum + 2 ** (32 - shape.bits) : sum;
  }, 0);
}

/**
 * Why no sender on the Internet comes from this network: 'private' (RFC 1918, RFC 4193), 'reserved' (loopback, link-local,
 * multicast and their like), 'mapped' (IPv4-mapped IPv6, which SPF compares as IPv4: RFC 7208 §5). Documentation ranges
 * count as usable, for examples live there.
 */
export function uselessNetwork(cidr: string): 'private' | 'reserved' | 'mapped' | undefined {
  const network = readNetwork(cidr);
  return network === undefined ? undefined : useless.find(([, range]) => holdsRange(range, network))?.[0];
}

const uselessRanges = [
  ['mapped', '::ffff:0:0/96'],
  ['private', '10.0.0.0/8'],
  ['private', '172.16.0.0/12'],
  ['private', '192.168.0.0/16'],
  ['private', 'fc00::/7'],
  ['reserved', '0.0.0.0/8'],
  ['reserved', '100.64.0.0/10'],
  ['reserved', '127.0.0.0/8'],
  ['reserved', '169.254.0.0/16'],
  ['reserved', '224.0.0.0/3'],
  ['reserved', '::/127'],
  ['reserved', 'fe80::/10'],
  ['reserved', 'ff00::/8'],
] as const;
const useless = uselessRanges.flatMap(([kind, cidr]) => {
  const range = readNetwork(cidr);
  return range === undefined ? [] : [[kind, range] as const];
});
