/** The DNS client's door: resolvers, limits, server names. */
export { type LimitedOptions, type LimitedResolver, limitedResolver } from './limited-resolver.ts';
export { type ClosableResolver, createResolver, type ResolverOptions } from './resolver.ts';
export { type DnsServer, formatServer, parseServer, systemServers } from './servers.ts';
export type { DnsAnswer, DnsObservation, DnsRecord, DnsType, Resolver } from './types.ts';
export { offlineResolver } from './unknown-answer.ts';
