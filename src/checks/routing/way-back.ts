/** Does what comes back to a domain arrive: its MX, else its own addresses (RFC 5321 §5.1)? */
import type { RoutingFacts } from '../../findings/facts/routing.ts';
import { isNullMx } from '../dns/mx.ts';
import { addressesOf, isHostName } from './mx-hosts.ts';

/** 'unknown': an address of an MX host could not be asked and no other host has one. */
export type WayBack = 'takes-mail' | 'by-address' | 'null-mx' | 'no-mail-host' | 'no-usable-host' | 'unknown';

export function wayBackOf({ mx, ownAddresses }: RoutingFacts): WayBack {
  if (isNullMx(mx)) return 'null-mx';
  if (mx.length === 0) return ownAddresses.length > 0 ? 'by-address' : 'no-mail-host';
  const reachable = mx.filter(isHostName).map((host) => addressesOf(host));
  if (reachable.some((addresses) => addresses !== undefined && addresses.length > 0)) return 'takes-mail';
  return reachable.includes(undefined) ? 'unknown' : 'no-usable-host';
}
