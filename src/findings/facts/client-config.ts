/** How mail programs find a domain's servers: SRV (RFC 6186, RFC 8314), autoconfig, autodiscover. */

export interface ClientConfigShelves {
  readonly clientConfig: ClientConfigFacts;
}

export interface ClientConfigFacts {
  readonly domain: string;
  /** The services that were asked about. */
  readonly services: readonly SrvService[];
  /** Not there where nothing may be fetched. */
  readonly documents?: readonly ConfigDocument[];
  /** Not there where only submission was asked about. */
  readonly autodiscover?: AutodiscoverFacts;
}

export interface SrvService {
  /** '_submissions._tcp'. */
  readonly service: string;
  readonly state: 'present' | 'absent' | 'unknown';
  /** In order of priority; at most 10. A single target '.' says that the service is not offered. */
  readonly targets: readonly SrvTarget[];
}

export interface SrvTarget {
  readonly host: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
  readonly isResolving: boolean | 'unknown';
  /** What the host is an alias of; RFC 2782 forbids it. */
  readonly alias?: string;
}

/** An autoconfig document at one of the places where it is looked for. */
export type ConfigDocument =
  | {
      readonly state: 'fetched';
      readonly url: string;
      readonly domains: readonly string[];
      readonly servers: readonly {
        readonly protocol: 'smtp' | 'imap' | 'pop3';
        readonly host: string;
        readonly port: number;
        readonly security: 'implicit-tls' | 'starttls' | 'none';
        readonly isResolving: boolean | 'unknown';
      }[];
      readonly problems: readonly string[];
    }
  /** Answered, and what came is no document: 'not-client-config', 'declaration', 'too-large', … */
  | { readonly state: 'unreadable'; readonly url: string; readonly code: string }
  /** Programs may go there; it is not looked at. */
  | { readonly state: 'redirected'; readonly url: string; readonly location: string }
  /** The host has no address, or answers that there is no such page, or with a web page. */
  | { readonly state: 'absent'; readonly url: string }
  /** Codes of the HTTPS fetch; 'status-503' for an answer that is no page. */
  | { readonly state: 'failed'; readonly url: string; readonly code: string; readonly why: string };

/** autodiscover.<domain> and _autodiscover._tcp.<domain>. */
export interface AutodiscoverFacts {
  readonly srv: SrvService;
  readonly host: string;
  readonly addresses: readonly string[] | 'unknown';
  readonly danglingAlias?: string;
}
