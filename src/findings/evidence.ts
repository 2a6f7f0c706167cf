/**
 * The shelf of everything gathered about one rejection, or one subject of an audit: typed, JSON-serialisable, so that it can be saved,
 * replayed and judged again offline. The gatherers fill it, the checks read it.
 */
import type { ArcShelves } from './facts/arc.ts';
import type { BimiShelves } from './facts/bimi.ts';
import type { ClientConfigShelves } from './facts/client-config.ts';
import type { DkimKeyShelves } from './facts/dkim-key.ts';
import type { DmarcTreeShelves } from './facts/dmarc-tree.ts';
import type { ListingsShelves } from './facts/listings.ts';
import type { MailHostShelves } from './facts/mail-host.ts';
import type { ReportsShelves } from './facts/reports.ts';
import type { RoutingShelves } from './facts/routing.ts';
import type { SendingIpShelves } from './facts/sending-ip.ts';
import type { SpfTreeShelves } from './facts/spf-tree.ts';
import type { TransportShelves } from './facts/transport.ts';
import type { Subject } from './finding.ts';
import type { Observed } from './observed.ts';
import type { ReplyFacts } from './reply-facts.ts';

/** Shelves that only an audit fills, by family. */
interface AuditShelves
  extends ArcShelves,
    BimiShelves,
    ClientConfigShelves,
    DkimKeyShelves,
    DmarcTreeShelves,
    ListingsShelves,
    MailHostShelves,
    ReportsShelves,
    RoutingShelves,
    SendingIpShelves,
    SpfTreeShelves,
    TransportShelves {
  /** What these shelves are about, where it is not a refusal. */
  readonly about: Subject;
}

export interface RejectionShelves {
  /** What was said to us, and all that the bounce or log tells of the transaction. */
  readonly reply: ReplyFacts;
  readonly ptr: PtrFacts;
  readonly helo: HeloFacts;
  readonly senderDomain: MailDomainFacts;
  readonly recipientDomain: MailDomainFacts;
  /** Is the host that refused in the recipient domain's MX set? */
  readonly speakerInMx: SpeakerInMxFacts;
  readonly spf: SpfFacts;
  readonly dkim: DkimFacts;
  readonly dmarc: DmarcFacts;
  readonly ipListings: ListingFacts;
  readonly domainListings: ListingFacts;
  readonly messageSize: MessageSizeFacts;
  readonly mxConnection: MxConnectionFacts;
}

export interface EvidenceMap extends RejectionShelves, AuditShelves {}

export type EvidenceKey = keyof EvidenceMap;
/** Shelves about a refusal. */
export type RejectionKey = keyof RejectionShelves;

export type Evidence = { readonly [K in EvidenceKey]?: Observed<EvidenceMap[K]> };

/** Reverse DNS of the sending IP. Absent on the shelf: the IP has no PTR record. */
export interface PtrFacts {
  readonly ip: string;
  /** Each PTR name with the addresses it resolves to; `unknown` where that could not be asked. */
  readonly names: readonly { readonly name: string; readonly addresses: readonly string[] | 'unknown' }[];
  /** How many PTR records there are, where more than one; only the first few stand in `names`. */
  readonly nameCount?: number;
  /** The name looks machine-made: it carries the IP's digits or words like dyn, dsl, pool. */
  readonly isGeneric: boolean;
}

/** The name given at HELO/EHLO. Absent: it does not resolve. */
export interface HeloFacts {
  readonly name: string;
  readonly addresses: readonly string[];
  /** The sending IP it was compared with, where known. */
  readonly ip?: string;
  /** The name looks machine-made, as `PtrFacts.isGeneric`; only where the IP is known. */
  readonly isGeneric?: true;
}

/** Can this domain receive mail (RFC 5321 §5.1, null MX RFC 7505)? Absent: NXDOMAIN. */
export interface MailDomainFacts {
  readonly domain: string;
  /** Preference order; empty when there is no MX record. A single '.' is the null MX. */
  readonly mx: readonly {
    readonly preference: number;
    readonly host: string;
    /** Where they were asked: the first hosts of a recipient's domain. */
    readonly addresses?: readonly string[] | 'unknown';
  }[];
  /** A and AAAA of the domain itself, asked only where there is no MX. */
  readonly addresses: readonly string[];
}

export interface SpeakerInMxFacts {
  readonly speaker: string;
  readonly domain: string;
  readonly mxHosts: readonly string[];
  readonly isInMx: boolean;
  /** 'host' and 'ip' are certain; 'domain': another host of the MX's operator, which may also be a relay of the sender. */
  readonly match?: 'host' | 'ip' | 'domain' | 'none';
}

/** SPF for the real (IP, HELO, MAIL FROM), RFC 7208. */
export interface SpfFacts {
  readonly domain: string;
  readonly ip: string;
  readonly result: 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'temperror' | 'permerror';
  /** The record as published, where there is one. */
  readonly record?: string;
  /** The mechanism that decided, or the error in words. */
  readonly reason?: string;
  readonly lookupCount?: number;
  readonly voidLookupCount?: number;
  /** Whose domain was judged; 'header-from': MAIL FROM was not given, the From header's domain stands in. */
  readonly identity?: 'mail-from' | 'helo' | 'header-from';
  /** A record that lets this IP pass, evaluated over the zone as it was seen. */
  readonly proposal?: SpfProposal;
}

export interface SpfProposal {
  readonly record: string;
  /** True: over the observed zone it passes for the IP within ten look-ups and names every mechanism it named before. */
  readonly isVerified: boolean;
  readonly lookupCount?: number;
  /** Why it is not verified: 'not-pass', 'too-many-lookups', 'lost-terms', 'too-long', 'unknown'. */
  readonly problems: readonly string[];
}

/** DKIM (RFC 6376) of the returned original. Absent: it carries no signature. */
export interface DkimFacts {
  readonly signatures: readonly {
    readonly domain: string;
    readonly selector: string;
    /** 'pass', 'fail', 'neutral', 'policy', 'temperror', 'permerror'; 'not-verifiable': the bounce returned too little of the message. */
    readonly result: string;
    readonly reason?: string;
    readonly key: 'found' | 'missing' | 'revoked' | 'bad' | 'unknown';
  }[];
  /** Verified on the copy inside a bounce, which its way back may have changed: a failure there proves little. */
  readonly isReturnedCopy?: boolean;
}

/** DMARC (RFC 9989). Absent: no record at the domain or above it. */
export interface DmarcFacts {
  /** Domain of the From header; of MAIL FROM where `isStandIn`. */
  readonly fromDomain: string;
  /** The From header is not known: the record is that of MAIL FROM's domain, and nothing is said about alignment. */
  readonly isStandIn?: true;
  /** Where the record was found: the From domain or its organizational domain. */
  readonly recordDomain: string;
  readonly record: string;
  readonly policy: 'none' | 'quarantine' | 'reject';
  readonly isSpfAligned: boolean | 'unknown';
  readonly isDkimAligned: boolean | 'unknown';
}

/** What DNS lists say (RFC 5782) of one or more subjects. */
export interface ListingFacts {
  readonly answers: readonly ListingAnswer[];
}

export interface ListingAnswer {
  /** The IP or domain that was asked. */
  readonly subject: string;
  readonly zone: string;
  readonly operator: string;
  /** 'not-checked': refused, time-out, failed self-test, needs a key. */
  readonly state: 'listed' | 'not-listed' | 'not-checked';
  /** Return codes and what each means, when listed. */
  readonly codes: readonly { readonly code: string; readonly meaning: string }[];
  /** The list means an address range by policy (dynamic, end-user), not misbehaviour. */
  readonly isPolicyListing: boolean;
  /** Some of its codes mean a policy range, whatever the others mean. */
  readonly hasPolicyCode?: boolean;
  /** The list has codes for policy ranges: only such a list can say that the IP is in none. */
  readonly holdsPolicyRanges?: boolean;
  /** The words of the reply name this list (or a part of it). */
  readonly isNamed?: boolean;
  readonly reason?: string;
  /** Why it was not checked: a code, or the operator's words with the code in `problem`. */
  readonly why?: string;
  readonly problem?: string;
  readonly delistUrl?: string;
  /** It ends by itself, or only the owner of the network can ask. */
  readonly takesRequests?: false;
  readonly lookup?: import('./observed.ts').DnsSource;
}

export interface MessageSizeFacts {
  /** Bytes of the message as it was sent. */
  readonly sizeBytes: number;
  /** SIZE of the receiver's EHLO (RFC 1870), when it was asked or told; 0 means no fixed limit. */
  readonly limitBytes?: number;
}

/** What happened when we connected to the recipient's MX; only with --connect. */
export interface MxConnectionFacts {
  readonly attempts: readonly {
    readonly host: string;
    readonly ip: string;
    readonly outcome: 'accepted' | 'refused' | 'time-out' | 'reset' | 'greeting-refused' | 'error';
    readonly banner?: string;
    readonly ehloKeywords?: readonly string[];
    readonly detail?: string;
  }[];
}
