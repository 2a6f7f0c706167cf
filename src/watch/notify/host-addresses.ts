/** Where a host may be connected to: its addresses are looked up once, checked, and those that were checked are used. */
import { lookup } from 'node:dns/promises';
import { canonicalIp, isPublicIp } from '../../base/ip.ts';
import { failed, ok, type Result } from '../../base/result.ts';

/** The addresses of a name as the system knows them; throws where there are none. */
export type LookupHost = (host: string) => Promise<readonly string[]>;

const MAX_ADDRESSES = 4;
const LOOKUP_MS = 10_000;

/** The system's resolver: hosts file and DNS. */
export const systemLookup: LookupHost = async (host) => {
  const found = await lookup(host, { all: true, order: 'verbatim' });
  return found.map(({ address }) => address);
};

/** True for 127.0.0.0/8 and ::1. */
export function isLoopback(ip: string): boolean {
  const canonical = canonicalIp(ip);
  return canonical === '::1' || canonical?.startsWith('127.') === true;
}

/** '[2001:db8::1]' without its brackets. */
export const bareHost = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');

/** Canonical addresses, at most four. Problems: 'not-found', 'time-out'. */
export async function addressesOf(host: string, lookupHost: LookupHost): Promise<Result<readonly string[]>> {
  const literal = canonicalIp(bareHost(host));
  if (literal !== undefined) return ok([literal]);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), LOOKUP_MS);
  });
  try {
    const found = await Promise.race([lookupHost(host), late]);
    if (found === 'late')
      return failed('time-out', `The name ${host} was not resolved within ${LOOKUP_MS / 1000} s.`, {
        seconds: LOOKUP_MS / 1000,
      });
    const addresses = [...new Set(found.flatMap((ip) => canonicalIp(ip) ?? []))];
    if (addresses.length > 0) return ok(addresses.slice(0, MAX_ADDRESSES));
  } catch {
    // The resolver's own words name nothing that the sentence below does not.
  } finally {
    clearTimeout(timer);
  }
  return failed('not-found', `The name ${host} has no address.`, { host });
}

/** Problem 'not-public' where any address is private, loopback or reserved: a name that leads to both is a trap. */
export function onlyPublic(host: string, addresses: readonly string[]): Result<readonly string[]> {
  const inside = addresses.find((ip) => !isPublicIp(ip));
  if (inside === undefined) return ok(addresses);
  return failed('not-public', `${host} leads to ${inside}, an address that is not public.`, {
    host,
    ip: inside,
  });
}
