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
  | 'DNSKEY';

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
      readonly minimum: number;
    }
  | {
      readonly type: 'OTHER';
      readonly name: string;
      readonly ttl: number;
      readonly rrtype: string;
      readonly data: Uint8Array;
    };

/** The answer's records of the type asked (CNAMEs followed by the resolver are in `chain`). Never empty: no record is 'absent'. */
export interface DnsAnswer {
  readonly records: readonly DnsRecord[];
  readonly chain: readonly DnsRecord[];
}

/** absent: NXDOMAIN or NODATA (the source's `rcode` tells which). unknown: time-out, SERVFAIL, REFUSED, bad answer, no budget, offline. */
export type DnsObservation = Observed<DnsAnswer>;

export interface Resolver {
  /** Never throws; every wait is limited. Names are given without or with the final dot. */
  readonly lookup: (name: string, type: DnsType, signal?: AbortSignal) => Promise<DnsObservation>;
  /** What is remembered of the question, without asking. */
  readonly recall?: (name: string, type: DnsType) => DnsObservation | undefined;
}
