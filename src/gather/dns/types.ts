/** The door of the DNS client: a question in, an observation out. */
import type { Observed } from '../../findings/observed.ts';

export type DnsType =
  | 'A'
  | 'AAAA'
  | 'MX'
  | 'TXT'
  | 'PTR'
  | 'CNAME'
  | 'NS'
  | 'SOA'
  | 'TLSA'
  | 'SRV'
  | 'CAA'
  | 'DS'
  | 'DNSKEY'
  /** Type 99, which RFC 7208 §3.1 gave up: asked only to tell that a record stands where nobody reads it. */
  | 'SPF';

export type DnsRecord =
  | { readonly type: 'A' | 'AAAA'; readonly name: string; readonly ttl: number; readonly address: string }
  | {
      readonly type: 'MX';
      readonly name: string;
      readonly ttl: number;
      readonly preference: number;
      readonly exchange: string;
    }
  /** `strings`: the character-strings as published, decoded as Latin-1 so that no byte is lost; `text`: joined. */
  | {
      readonly type: 'TXT';
      readonly name: string;
      readonly ttl: number;
      readonly strings: readonly string[];
      readonly text: string;
    }
  | {
      readonly type: 'PTR' | 'CNAME' | 'NS';
      readonly name: string;
      readonly ttl: number;
      readonly target: string;
    }
  | {
      readonly type: 'SOA';
      readonly name: string;
      readonly ttl: number;
      readonly mname: string;
      readonly rname: string;
      readonly serial: number;
      /** Seconds, as `retry`, `expire` and `minimum` (RFC 1035 §3.3.13, RFC 2308 §4). */
      readonly refresh: number;
      readonly retry: number;
      readonly expire: number;
      readonly minimum: number;
    }
  /** RFC 6698 §2.1. `data`: hexadecimal, lower case. */
  | {
      readonly type: 'TLSA';
      readonly name: string;
      readonly ttl: number;
      readonly usage: number;
      readonly selector: number;
      readonly matchingType: number;
      readonly data: string;
    }
  /** RFC 2782. `target` '.': the service is not offered. */
  | {
      readonly type: 'SRV';
      readonly name: string;
      readonly ttl: number;
      readonly priority: number;
      readonly weight: number;
      readonly port: number;
      readonly target: string;
    }
  /** RFC 8659 §4.1. `tag` in lower case. */
  | {
      readonly type: 'CAA';
      readonly name: string;
      readonly ttl: number;
      readonly flags: number;
      readonly tag: string;
      readonly value: string;
    }
  /** RFC 4034 §5.1. `digest`: hexadecimal, lower case. */
  | {
      readonly type: 'DS';
      readonly name: string;
      readonly ttl: number;
      readonly keyTag: number;
      readonly algorithm: number;
      readonly digestType: number;
      readonly digest: string;
    }
  /** RFC 4034 §2.1. `key`: base64. */
  | {
      readonly type: 'DNSKEY';
      readonly name: string;
      readonly ttl: number;
      readonly flags: number;
      readonly protocol: number;
      readonly algorithm: number;
      readonly key: string;
    }
  | DnsSignature
  | {
      readonly type: 'OTHER';
      readonly name: string;
      readonly ttl: number;
      readonly rrtype: string;
      readonly data: Uint8Array;
    };

/** RRSIG (RFC 4034 §3.1), as it comes beside the records that it signs. Times in seconds since the epoch. */
export interface DnsSignature {
  readonly type: 'RRSIG';
  readonly name: string;
  readonly ttl: number;
  readonly typeCovered: string;
  readonly algorithm: number;
  readonly inception: number;
  readonly expiration: number;
  readonly keyTag: number;
  /** The zone whose key signed, without the final dot. */
  readonly signer: string;
}

/** The answer's records of the type asked (CNAMEs followed by the resolver are in `chain`). Never empty: no record is 'absent'. */
export interface DnsAnswer {
  readonly records: readonly DnsRecord[];
  readonly chain: readonly DnsRecord[];
  /** Signatures over `records`, where the server sent some. */
  readonly signatures?: readonly DnsSignature[];
}

/** absent: NXDOMAIN or NODATA (the source's `rcode` tells which). unknown: time-out, SERVFAIL, REFUSED, bad answer, no budget, offline. */
export type DnsObservation = Observed<DnsAnswer>;

export interface Resolver {
  /** Never throws; every wait is limited. Names are given without or with the final dot. */
  readonly lookup: (name: string, type: DnsType, signal?: AbortSignal) => Promise<DnsObservation>;
  /** As `lookup`, with CD set: what the zone says though the resolver finds it bogus (RFC 4035 §3.2.2). */
  readonly lookupUnchecked?: Resolver['lookup'];
  /** What is remembered of the question, without asking. */
  readonly recall?: (name: string, type: DnsType) => DnsObservation | undefined;
}
