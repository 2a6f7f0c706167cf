/** What a, mx and exists stand for today: the networks that they match, for IPv4 and IPv6 senders (RFC 7208 §5.3, §5.4, §5.7). */
import { networkOf } from '../../wire/spf/index.ts';
import type { SpfMechanism } from '../../wire/spf/types.ts';
import { addressesIn } from '../answers.ts';
import type { DnsObservation, Resolver } from '../dns/types.ts';

export interface AddressFacts {
  readonly networks: readonly string[];
  /** Names of an MX answer. */
  readonly mxCount?: number;
  readonly isVoid: { readonly ipv4: boolean; readonly ipv6: boolean };
  /** A question was not answered. */
  readonly isUnknown: boolean;
}

/** RFC 7208 §4.6.4: more names than these make the record a permerror. */
const maxMxNames = 10;
const maxNetworks = 256;

/** False for names that no DNS question can hold (RFC 1035 §2.3.4): they match nothing (RFC 7208 §4.8). */
export function canBeAsked(name: string): boolean {
  return (
    name.length <= 253 &&
    name.includes('.') &&
    name.split('.').every((label) => label.length > 0 && label.length <= 63) &&
    !/[^\x20-\x7e]/.test(name)
  );
}

/** `name` is what the term's domain-spec stands for. Never throws for what DNS does. */
export async function lookupTermAddresses(
  term: SpfMechanism,
  name: string,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<AddressFacts> {
  if (term.name === 'exists') return existsFacts(await resolver.lookup(name, 'A', signal));
  if (term.name === 'a') return addressFacts(await bothFamilies(name, resolver, signal), term);
  const mx = await resolver.lookup(name, 'MX', signal);
  if (mx.state !== 'present') return nothingFrom(mx);
  const hosts = mx.value.records.flatMap((record) => (record.type === 'MX' ? record.exchange : []));
  const askable = hosts.slice(0, maxMxNames).filter(canBeAsked);
  const answers = await Promise.all(askable.map((host) => bothFamilies(host, resolver, signal)));
  // The void look-ups are counted by term, and the MX question found something.
  return {
    networks: answers.flatMap((pair) => networksOf(pair, term)).slice(0, maxNetworks),
    mxCount: hosts.length,
    isVoid: { ipv4: false, ipv6: false },
    isUnknown: answers.flat().some(({ state }) => state === 'unknown'),
  };
}

type Pair = readonly [ipv4: DnsObservation, ipv6: DnsObservation];

async function bothFamilies(
  name: string,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<Pair> {
  return Promise.all([resolver.lookup(name, 'A', signal), resolver.lookup(name, 'AAAA', signal)]);
}

function addressFacts([ipv4, ipv6]: Pair, term: SpfMechanism): AddressFacts {
  return {
    networks: networksOf([ipv4, ipv6], term).slice(0, maxNetworks),
    isVoid: { ipv4: ipv4.state === 'absent', ipv6: ipv6.state === 'absent' },
    isUnknown: ipv4.state === 'unknown' || ipv6.state === 'unknown',
  };
}

function networksOf([ipv4, ipv6]: Pair, { prefix4 = 32, prefix6 = 128 }: SpfMechanism): readonly string[] {
  const of = (answer: DnsObservation, bits: number): readonly string[] =>
    answer.state === 'present'
      ? addressesIn(answer.value).flatMap((address) => networkOf(address, bits) ?? [])
      : [];
  return [...new Set([...of(ipv4, prefix4), ...of(ipv6, prefix6)])];
}

/** RFC 7208 §5.7: any A record lets everybody match. */
function existsFacts(answer: DnsObservation): AddressFacts {
  if (answer.state !== 'present') return nothingFrom(answer);
  return { networks: ['0.0.0.0/0', '::/0'], isVoid: { ipv4: false, ipv6: false }, isUnknown: false };
}

function nothingFrom(answer: DnsObservation): AddressFacts {
  const isVoid = answer.state === 'absent';
  return { networks: [], isVoid: { ipv4: isVoid, ipv6: isVoid }, isUnknown: answer.state === 'unknown' };
}

/** The network of ip4 and ip6. */
export function literalNetwork(term: SpfMechanism): readonly string[] {
  if (term.network === undefined) return [];
  const network = networkOf(term.network, term.name === 'ip4' ? term.prefix4 : term.prefix6);
  return network === undefined ? [] : [network];
}
