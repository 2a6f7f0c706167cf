/** What an audit knows of an address that sends, beyond reverse DNS and lists. */
import type { SpfFacts } from '../evidence.ts';

export interface SendingIpShelves {
  /** SPF of the HELO name for this address (RFC 7208 §2.3). */
  readonly heloSpf: SpfFacts;
  /** Who announces the address in BGP, and whether that is authorised (RFC 6811). */
  readonly routeOrigin: RouteOriginFacts;
}

export interface RouteOriginFacts {
  readonly ip: string;
  readonly prefix: string;
  readonly originAs: readonly number[];
  /** Not there where no validator was asked. */
  readonly validity?: 'valid' | 'invalid' | 'not-found';
  readonly reason?: string;
}
