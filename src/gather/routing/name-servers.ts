/**
 * The name servers of a zone, by its parent's delegation and by the zone itself, and what each says when it is asked.
 * Limits: two servers of the parent, 13 name servers, one IPv4 and one IPv6 address of each.
 */
import { plainName } from '../../base/host-name.ts';
import type { ZoneFacts, ZoneServer } from '../../findings/facts/routing.ts';
import type { AuthorityAnswer, AuthorityClient } from '../dns/index.ts';
import type { DnsObservation, DnsRecord, Resolver } from '../dns/types.ts';
import { findSoa } from './soa.ts';

interface Askers {
  readonly resolver: Resolver;
  readonly authorities: AuthorityClient;
  readonly signal?: AbortSignal;
}

const maxParents = 2;
/** As many as the root has: what fits into an answer of 512 octets. */
const maxServers = 13;

export async function askNameServers(
  apex: string,
  askers: Askers,
): Promise<Pick<ZoneFacts, 'parentNs' | 'childNs' | 'servers'>> {
  const { resolver, signal } = askers;
  const [known, parentNs] = await Promise.all([
    resolver.lookup(apex, 'NS', signal),
    delegationOf(apex, askers),
  ]);
  const resolved = namesOf(known);
  const names = [...new Set([...(parentNs === 'unknown' ? [] : parentNs), ...(resolved ?? [])])].sort();
  const asked = await Promise.all(names.slice(0, maxServers).map((name) => askServer(name, apex, askers)));
  const servers = asked.flatMap(({ answers }) => answers);
  // What the zone itself says counts more than what the resolver may have from the parent.
  const own = asked.find(({ own }) => own !== undefined)?.own;
  return { parentNs, childNs: own ?? resolved ?? 'unknown', servers };
}

/** What the parent's servers say; 'unknown' where none of them did. */
async function delegationOf(apex: string, askers: Askers): Promise<readonly string[] | 'unknown'> {
  const { resolver, authorities, signal } = askers;
  const above = apex.slice(apex.indexOf('.') + 1);
  if (!apex.includes('.')) return 'unknown';
  const parent = await findSoa(above, resolver, signal);
  if (parent.state !== 'found') return 'unknown';
  const hosts = namesOf(await resolver.lookup(parent.apex, 'NS', signal)) ?? [];
  for (const host of hosts.slice(0, maxParents)) {
    const [ip] = await addressesOf(host, 'A', resolver, signal);
    const answer = ip === undefined ? undefined : await authorities.ask(ip, apex, 'NS', signal);
    if (answer?.state !== 'answered' || answer.rcode !== 'NOERROR') continue;
    // RFC 1034 §4.3.2: a referral; a server that holds both zones answers for the child.
    const names = nsNames([...answer.authorities, ...answer.answers], apex);
    if (names.length > 0) return names;
  }
  return 'unknown';
}

interface AskedServer {
  readonly answers: readonly ZoneServer[];
  /** NS records as this server gives them. */
  readonly own?: readonly string[];
}

async function askServer(name: string, apex: string, askers: Askers): Promise<AskedServer> {
  const { resolver, authorities, signal } = askers;
  const [ipv4, ipv6] = await Promise.all([
    resolver.lookup(name, 'A', signal),
    resolver.lookup(name, 'AAAA', signal),
  ]);
  const ips = [ipv4, ipv6].flatMap((answer) => addressesIn(answer).slice(0, 1));
  if (ips.length === 0) {
    const isKnown = ipv4.state !== 'unknown' && ipv6.state !== 'unknown';
    return { answers: [{ name, state: isKnown ? 'no-address' : 'not-asked' }] };
  }
  const asked = await Promise.all(
    ips.map(async (ip) => ({ ip, answer: await authorities.ask(ip, apex, 'SOA', signal) })),
  );
  const answers = asked.map(({ ip, answer }) => serverOf(name, ip, apex, answer));
  const speaker = answers.find(({ state }) => state === 'answers')?.ip;
  if (speaker === undefined) return { answers };
  const ns = await authorities.ask(speaker, apex, 'NS', signal);
  const own = ns.state === 'answered' && ns.isAuthoritative ? nsNames(ns.answers, apex) : [];
  return { answers, ...(own.length > 0 && { own }) };
}

function serverOf(name: string, ip: string, apex: string, answer: AuthorityAnswer): ZoneServer {
  if (answer.state === 'failed') {
    // No way there from here (no IPv6, a closed port on the path) says nothing about the server.
    const isSilent = answer.why.code === 'time-out';
    const isBroken = answer.why.code === 'bad-answer';
    return { name, ip, state: isSilent ? 'silent' : isBroken ? 'lame' : 'not-asked' };
  }
  const soa = answer.answers.find((record) => record.type === 'SOA' && plainName(record.name) === apex);
  if (answer.rcode !== 'NOERROR' || !answer.isAuthoritative || soa?.type !== 'SOA')
    return { name, ip, state: 'lame' };
  return { name, ip, state: 'answers', serial: soa.serial };
}

function addressesIn(answer: DnsObservation): readonly string[] {
  const records: readonly DnsRecord[] = answer.state === 'present' ? answer.value.records : [];
  return records.flatMap((record) => (record.type === 'A' || record.type === 'AAAA' ? record.address : []));
}

async function addressesOf(
  host: string,
  type: 'A' | 'AAAA',
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  return addressesIn(await resolver.lookup(host, type, signal));
}

function namesOf(answer: DnsObservation): readonly string[] | undefined {
  if (answer.state === 'unknown') return undefined;
  const records: readonly DnsRecord[] = answer.state === 'present' ? answer.value.records : [];
  return nsNames(records);
}

/** Sorted, each once; of one owner where `owner` is given. */
function nsNames(records: readonly DnsRecord[], owner?: string): readonly string[] {
  const names = records.flatMap((record) =>
    record.type === 'NS' && (owner === undefined || plainName(record.name) === owner)
      ? plainName(record.target)
      : [],
  );
  return [...new Set(names)].sort();
}
