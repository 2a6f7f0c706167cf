/** What an audit knows of an address that sends, beyond reverse DNS and lists. */
import type { SpfFacts } from '../evidence.ts';

export interface SendingIpShelves {
  /** SPF of the HELO name for this address (RFC 7208 §2.3); not gathered where HELO is not known or no name. */
  readonly heloSpf: SpfFacts;
  /** Who announces the address in BGP, and whether that is authorised (RFC 6811). Absent: nobody announces it. */
  readonly routeOrigin: RouteOriginFacts;
}

export interface RouteOriginFacts {
  readonly ip: string;
  /** The longest announced prefix that holds the address. */
  readonly prefix: string;
  readonly origins: readonly RouteOrigin[];
  /** Why the origins were not validated: 'no-validator', or what the validator did. */
  readonly notValidated?: { readonly code: string; readonly message: string };
}

export interface RouteOrigin {
  readonly as: number;
  readonly validity?: 'valid' | 'invalid' | 'not-found';
  /** Of an invalid one: 'as' (a ROA names another network), 'length' (the prefix is longer than the ROA allows). */
  readonly reason?: string;
}
