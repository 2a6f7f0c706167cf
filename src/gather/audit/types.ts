/** What the gatherers of an audit are given: whom to ask, what may be connected to, what the user told. */
import type { Evidence } from '../../findings/evidence.ts';
import type { SelectorOrigin } from '../../findings/facts/dkim-key.ts';
import type { MailPort } from '../../findings/facts/mail-host.ts';
import type { Subject } from '../../findings/finding.ts';
import type { ProviderSelectors } from '../dkim-key/selector-data.ts';
import type { AuthorityClient } from '../dns/index.ts';
import type { ListAsker } from '../dnsbl/index.ts';
import type { GatherContext } from '../rejection/index.ts';

/** A selector and where it was learnt. */
export interface KnownSelector {
  readonly selector: string;
  readonly origin: SelectorOrigin;
  /** The provider whose documentation names it. */
  readonly provider?: string;
}

/** Fetches a page over HTTPS: no redirect followed, certificate checked, size and time limited. Never throws. */
export type HttpsFetch = (
  url: string,
  limits: { readonly maxBytes: number; readonly timeoutMs: number; readonly signal?: AbortSignal },
) => Promise<HttpsAnswer>;

export type HttpsAnswer =
  | {
      readonly state: 'answered';
      readonly status: number;
      readonly contentType: string;
      readonly location?: string;
      readonly body: Uint8Array;
    }
  /**
   * Codes: 'bad-url', 'dns' (the address could not be asked), 'no-address', 'not-public', 'refused', 'reset', 'network',
   * 'time-out', 'certificate', 'tls', 'not-http', 'too-large', 'aborted'.
   */
  | { readonly state: 'failed'; readonly code: string; readonly why: string };

/** Told what is gathered while it is; must not throw. */
export interface GatherWatch {
  /** So many more parts are being looked at. */
  readonly begun: (parts: number) => void;
  /** One of them: what it is about and its shelves. */
  readonly gathered: (about: Subject, shelves: Partial<Evidence>) => void;
}

export interface AuditContext extends GatherContext {
  readonly watch?: GatherWatch;
  /** Not there: nothing is fetched. */
  readonly fetch?: HttpsFetch;
  /** Mail hosts may be connected to. */
  readonly connect: boolean;
  /** Private and loopback addresses may be connected to: a lab or a network of the user's own. */
  readonly allowPrivate: boolean;
  /**
   * Mailbox of the user's own to which a test of end-of-data sequences is sent (asked for explicitly, own hosts only).
   * Not there: no message is ever sent.
   */
  readonly smugglingRecipient?: string;
  /** Port numbers to connect to instead of the usual ones: a lab. */
  readonly ports?: Readonly<Partial<Record<MailPort, number>>>;
  /** Certificates (PEM) to be trusted as roots beside those of the system. */
  readonly trustedRoots?: readonly string[];
  /**
   * Asks the zone's own name servers: delegation, serials, what a resolver still remembers. Not there: they are not
   * asked, as for many domains at once, or for a zone that is only proposed.
   */
  readonly authorities?: AuthorityClient;
  /** Asks DNS lists about addresses and names. Not there: they are not asked. */
  readonly askLists?: ListAsker;
  /** The network that announces a sending address is asked of Team Cymru's DNS service. */
  readonly askRouteOrigin?: boolean;
  /** Base address of an RPKI validator's HTTP interface (RFC 6811). */
  readonly rpkiValidator?: string;
  /** Selectors that the providers of a domain document, found by what its MX and SPF name. */
  readonly providerSelectors?: (domain: Evidence) => ProviderSelectors;
}
