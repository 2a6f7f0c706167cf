/** Networks of SPF terms as CIDR text ('192.0.2.0/24'): canonical form, what holds what, and the fewest for the same addresses. */
import ipaddr from 'ipaddr.js';

interface Range {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly bits: number;
}

const width = (family: 4 | 6): number => (family === 4 ? 32 : 128);
const sizeOf = ({ family, bits }: Range): bigint => 1n << BigInt(width(family) - bits);

/** Canonical CIDR text of the network that holds the address; undefined where that is no address or the bits do not fit. */
export function networkOf(address: string, bits?: number): string | undefined {
  const range = rangeOf(bits === undefined ? address : `${address}/${bits}`);
  return range === undefined ? undefined : textOf(range);
}

function rangeOf(cidr: string): Range | undefined {
  const slash = cidr.indexOf('/');
  const address = slash < 0 ? cidr : cidr.slice(0, slash);
  if (address.length > 45 || !ipaddr.isValid(address)) return undefined;
  const parsed = ipaddr.parse(address);
  const family = parsed.kind() === 'ipv4' ? 4 : 6;
  const bits = slash < 0 ? width(family) : Number(cidr.slice(slash + 1));
  if (!Number.isInteger(bits) || bits < 0 || bits > width(family)) return undefined;
  const value = parsed.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const hostBits = BigInt(width(family) - bits);
  return { family, first: (value >> hostBits) << hostBits, bits };
}

function textOf({ family, first, bits }: Range): string {
  const bytes: number[] = [];
  for (let shift = width(family) - 8; shift >= 0; shift -= 8)
    bytes.push(Number((first >> BigInt(shift)) & 0xffn));
  return `${ipaddr.fromByteArray(bytes).toString()}/${bits}`;
}

const holdsRange = (outer: Range, inner: Range): boolean =>
  outer.family === inner.family &&
  outer.bits <= inner.bits &&
  inner.first >= outer.first &&
  inner.first < outer.first + sizeOf(outer);

/** True where every address of `inner` is one of `outer`; false too where one of them is no network. */
export function holdsNetwork(outer: string, inner: string): boolean {
  const [a, b] = [rangeOf(outer), rangeOf(inner)];
  return a !== undefined && b !== undefined && holdsRange(a, b);
}

/** Prefix length and family of a CIDR text. */
export function shapeOf(cidr: string): { readonly family: 4 | 6; readonly bits: number } | undefined {
  const range = rangeOf(cidr);
  return range === undefined ? undefined : { family: range.family, bits: range.bits };
}

/** The fewest networks with exactly the same addresses: IPv4 first, ascending. What is no network is left out. */
export function aggregateNetworks(cidrs: readonly string[]): readonly string[] {
  const ranges = cidrs.flatMap((cidr) => rangeOf(cidr) ?? []);
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
  return useless.find(([, range]) => holdsNetwork(range, cidr))?.[0];
}

const useless = [
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
