/** How mail reaches a domain, and the zone it lives in. */

export interface RoutingShelves {
  /** Absent: NXDOMAIN. */
  readonly routing: RoutingFacts;
  /** SOA at the domain or above it. Absent: NXDOMAIN. */
  readonly zone: ZoneFacts;
  readonly dnssec: DnssecFacts;
  /** Absent: neither the domain nor a parent restricts who may issue certificates. */
  readonly caa: CaaFacts;
  /** A domain that a message shows beside the audited one; never absent. */
  readonly messageDomain: MessageDomainFacts;
}

/** Where a message shows a domain to which something comes back. */
export type MessageDomainRole = 'MAIL FROM' | 'From' | 'Reply-To';

export interface MessageDomainFacts extends RoutingFacts {
  readonly roles: readonly MessageDomainRole[];
  /** NXDOMAIN. */
  readonly isMissing?: true;
  /** Zone whose SOA was found, the domain's own or one above it; undefined: there is none. */
  readonly zone?: string;
  /** The SOA could not be asked. */
  readonly isZoneUnknown?: true;
}

export interface RoutingFacts {
  readonly domain: string;
  /** The domain itself is an alias: what its name leads to. */
  readonly alias?: string;
  /** In order of preference; empty where there is no MX record. A single '.' is the null MX (RFC 7505). */
  readonly mx: readonly MxHost[];
  /** A and AAAA of the domain itself, the implicit MX; asked only where there is no MX. */
  readonly ownAddresses: readonly string[];
}

/** Somebody takes mail: a mail host, or the domain itself (RFC 5321 §5.1); a null MX takes none (RFC 7505 §3). */
export function canReceive({ mx, ownAddresses }: RoutingFacts): boolean {
  return mx.length === 0 ? ownAddresses.length > 0 : mx.some(({ host }) => host !== '.' && host !== '');
}

export interface MxHost {
  readonly preference: number;
  readonly host: string;
  /** Empty, too, where the host is an address or no name that DNS could be asked about. */
  readonly ipv4: readonly string[] | 'unknown';
  readonly ipv6: readonly string[] | 'unknown';
  /** The MX name is an alias (RFC 2181 §10.3 forbids it): what it points to. */
  readonly alias?: string;
}

/** SOA values (RFC 1035 §3.3.13); `minimumSeconds` bounds how long an absence is remembered (RFC 2308 §5). */
export interface SoaFacts {
  readonly mname: string;
  readonly rname: string;
  readonly serial: number;
  readonly refreshSeconds: number;
  readonly retrySeconds: number;
  readonly expireSeconds: number;
  readonly minimumSeconds: number;
}

export interface ZoneFacts {
  readonly domain: string;
  /** The zone that holds the domain: owner of its SOA. */
  readonly apex: string;
  readonly soa?: SoaFacts;
  /** Name servers by the delegation, and by the zone itself; 'unknown' where they were not asked or did not say. */
  readonly parentNs: readonly string[] | 'unknown';
  readonly childNs: readonly string[] | 'unknown';
  /** What each name server says of its own; empty where none was asked. */
  readonly servers: readonly ZoneServer[];
  /** Mail records that were compared: what the resolver remembers with what a name server says. */
  readonly compared: readonly RecordCopy[];
}

export interface ZoneServer {
  readonly name: string;
  readonly ip?: string;
  /** 'lame': it answers without authority, or refuses. 'not-asked': not public, or no way there from here. */
  readonly state: 'answers' | 'lame' | 'silent' | 'no-address' | 'not-asked';
  readonly serial?: number;
}

/** One record set in two places. The lists are sorted; an absence is an empty list. */
export interface RecordCopy {
  readonly name: string;
  readonly type: string;
  /** Not there where the resolver could not be asked. */
  readonly cached?: readonly string[];
  /** How long the resolver goes on remembering. */
  readonly cachedSeconds?: number;
  /** Not there where no name server was asked. */
  readonly authoritative?: readonly string[];
  /** TTL as the zone holds it. */
  readonly ttlSeconds?: number;
}

export interface DnssecFacts {
  readonly domain: string;
  /**
   * 'secure': the resolver validated it. 'unsigned'. 'bogus': signed and wrong. 'no-ds': signed, but the parent has no DS.
   * 'unsupported': a DS of an algorithm that the resolver does not know. 'not-validating': the resolver validates nothing,
   * so nothing is known.
   */
  readonly state: 'secure' | 'unsigned' | 'bogus' | 'no-ds' | 'unsupported' | 'not-validating';
  /** Extended errors that say why (RFC 8914), each 'code name: text'. */
  readonly reasons: readonly string[];
  /** Questions that the resolver refuses to answer for that: 'example.org MX'. */
  readonly failing: readonly string[];
  /** Of signatures and DS records, ascending (IANA "DNS Security Algorithm Numbers"). */
  readonly algorithms: readonly number[];
  /** Of DS records, ascending. */
  readonly digestTypes: readonly number[];
  /** The signature seen that ends first. */
  readonly signature?: { readonly over: string; readonly madeAt: string; readonly endsAt: string };
}

export interface CaaFacts {
  readonly domain: string;
  /** Name at which the records were found (RFC 8659 §3). */
  readonly foundAt: string;
  readonly records: readonly { readonly flags: number; readonly tag: string; readonly value: string }[];
}
