/** How mail reaches a domain, and the zone it lives in. */

export interface RoutingShelves {
  /** Absent: NXDOMAIN. */
  readonly routing: RoutingFacts;
  /** SOA at the domain or above it. Absent: NXDOMAIN. */
  readonly zone: ZoneFacts;
  readonly dnssec: DnssecFacts;
  /** Absent: neither the domain nor a parent restricts who may issue certificates. */
  readonly caa: CaaFacts;
}

export interface RoutingFacts {
  readonly domain: string;
  /** In order of preference; empty where there is no MX record. A single '.' is the null MX (RFC 7505). */
  readonly mx: readonly MxHost[];
  /** A and AAAA of the domain itself, the implicit MX. */
  readonly ownAddresses: readonly string[];
}

export interface MxHost {
  readonly preference: number;
  readonly host: string;
  readonly ipv4: readonly string[] | 'unknown';
  readonly ipv6: readonly string[] | 'unknown';
  /** The MX name is an alias (RFC 2181 §10.3 forbids it): what it points to. */
  readonly alias?: string;
}

export interface ZoneFacts {
  readonly domain: string;
  /** The zone that holds the domain: owner of its SOA. */
  readonly apex: string;
  readonly soa?: {
    readonly mname: string;
    readonly rname: string;
    readonly serial: number;
    readonly minimumSeconds: number;
  };
  /** Name servers by the delegation, and by the zone itself; 'unknown' where they were not asked. */
  readonly parentNs: readonly string[] | 'unknown';
  readonly childNs: readonly string[] | 'unknown';
  /** What each name server says of its own. */
  readonly servers: readonly ZoneServer[];
  /** Records that the resolver still remembers differently from what the name servers say. */
  readonly stale: readonly {
    readonly name: string;
    readonly type: string;
    readonly cached: readonly string[];
    readonly authoritative: readonly string[];
    readonly ttlSeconds: number;
  }[];
}

export interface ZoneServer {
  readonly name: string;
  readonly ip?: string;
  readonly state: 'answers' | 'lame' | 'silent' | 'no-address' | 'not-asked';
  readonly serial?: number;
}

export interface DnssecFacts {
  readonly domain: string;
  /** 'secure': the resolver validated it; 'unsigned'; 'bogus': signed and wrong; 'no-ds': signed, but the parent has no DS;
   * 'not-validating': the resolver validates nothing, so nothing is known. */
  readonly state: 'secure' | 'unsigned' | 'bogus' | 'no-ds' | 'not-validating';
  /** Extended errors that say why (RFC 8914). */
  readonly reasons: readonly string[];
  readonly algorithms: readonly number[];
}

export interface CaaFacts {
  readonly domain: string;
  /** Name at which the records were found (RFC 8659 §3). */
  readonly foundAt: string;
  readonly records: readonly { readonly flags: number; readonly tag: string; readonly value: string }[];
}
