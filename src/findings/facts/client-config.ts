/** How mail programs find a domain's submission server: SRV (RFC 6186, RFC 8314), autoconfig, autodiscover. */

export interface ClientConfigShelves {
  readonly clientConfig: ClientConfigFacts;
}

export interface ClientConfigFacts {
  readonly domain: string;
  readonly services: readonly SrvService[];
  readonly documents: readonly {
    readonly kind: 'autoconfig' | 'autodiscover';
    readonly url: string;
    readonly state: 'fetched' | 'absent' | 'failed' | 'not-fetched';
    readonly problems: readonly string[];
    readonly servers: readonly {
      readonly type: string;
      readonly host: string;
      readonly port: number;
      readonly socketType: string;
    }[];
  }[];
}

export interface SrvService {
  /** '_submissions._tcp'. */
  readonly service: string;
  readonly state: 'present' | 'absent' | 'unknown';
  readonly targets: readonly {
    readonly host: string;
    readonly port: number;
    readonly priority: number;
    readonly weight: number;
    readonly isResolving: boolean | 'unknown';
  }[];
}
