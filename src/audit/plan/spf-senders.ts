/**
 * The first SPF record of a domain that has none. Only what is known to send stands in it: the domain's own mail hosts, the
 * include that the provider of its mail documents, addresses that were given. A mail host of somebody else receives; that
 * it sends, too, nobody said.
 */
import { getDomain } from 'tldts';
import { mechanismOf } from '../../wire/spf/index.ts';
import { shelfOf } from './facts.ts';
import type { PlanInput } from './types.ts';

/** 'none': nothing is sent, by what the user said; 'choice': nothing is received, so perhaps nothing is sent. */
export type FirstSpf =
  | { readonly state: 'senders'; readonly record: string }
  | { readonly state: 'none' | 'choice'; readonly record: string }
  | { readonly state: 'unknown' };

const SILENT = 'v=spf1 -all';

export function firstSpf(input: PlanInput): FirstSpf {
  const { domain, sendingIps, sendsNothing, includesOf } = input;
  const routing = shelfOf(input, 'routing');
  if (routing === undefined) return { state: 'unknown' };
  const { mx, ownAddresses } = routing === 'absent' ? { mx: [], ownAddresses: [] } : routing;
  const hosts = mx.map(({ host }) => host).filter((host) => host !== '.');
  const receives = hosts.length > 0 || (mx.length === 0 && ownAddresses.length > 0);
  if (sendsNothing && sendingIps.length === 0 && !receives) return { state: 'none', record: SILENT };
  const isOwn = (host: string): boolean =>
    host === domain || host.endsWith(`.${domain}`) || (getDomain(host) ?? host) === getDomain(domain);
  const own = hosts.filter(isOwn);
  const includes = [...new Set(hosts.flatMap((host) => includesOf(host).slice(0, 1)))];
  const mechanisms = [
    // `mx` would let the hosts of others through, too.
    ...(own.length === 0 ? [] : own.length === hosts.length ? ['mx'] : own.map((host) => `a:${host}`)),
    ...includes.map((name) => `include:${name}`),
    // With mail hosts of its own the walk tells which addresses they lack.
    ...(own.length === 0 ? sendingIps.map(mechanismOf) : []),
  ];
  if (mechanisms.length > 0) return { state: 'senders', record: ['v=spf1', ...mechanisms, '~all'].join(' ') };
  return receives ? { state: 'unknown' } : { state: 'choice', record: SILENT };
}
