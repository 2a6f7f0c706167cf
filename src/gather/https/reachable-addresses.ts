/** The addresses of a host that may be connected to, asked of our own resolver so that what is checked is what is used. */
import { plainName } from '../../base/host-name.ts';
import { canonicalIp, isPublicIp } from '../../base/ip.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import { addressesIn } from '../answers.ts';
import type { Resolver } from '../dns/types.ts';

/** How many addresses of a host are tried. */
const MAX_ADDRESSES = 4;

/**
 * IPv4 first. Problems: 'dns' (the addresses could not be asked), 'no-address', 'not-public' (all are private, loopback or
 * reserved, and that is not allowed).
 */
export async function reachableAddresses(
  given: string,
  resolver: Resolver,
  allowPrivate: boolean,
  signal: AbortSignal,
): Promise<Result<readonly string[]>> {
  const host = plainName(given);
  const literal = canonicalIp(host);
  const all = literal === undefined ? await askAddresses(host, resolver, signal) : ok([literal]);
  if (!all.ok) return all;
  const allowed = all.value.filter((ip) => allowPrivate || isPublicIp(ip));
  if (allowed.length > 0) return ok(allowed.slice(0, MAX_ADDRESSES));
  return failed(
    'not-public',
    `${host} leads to ${all.value[0]}, an address that is not public; nothing is fetched there.`,
  );
}

async function askAddresses(
  host: string,
  resolver: Resolver,
  signal: AbortSignal,
): Promise<Result<readonly string[]>> {
  const answers = await Promise.all([
    resolver.lookup(host, 'A', signal),
    resolver.lookup(host, 'AAAA', signal),
  ]);
  const addresses = answers.flatMap((answer) =>
    answer.state === 'present' ? addressesIn(answer.value) : [],
  );
  if (addresses.length > 0) return ok(addresses);
  for (const answer of answers) {
    if (answer.state === 'unknown')
      return failed('dns', `The address of ${host} could not be asked: ${answer.why.message}`);
  }
  return failed('no-address', `${host} has no address.`);
}
