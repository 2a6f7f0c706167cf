/** A change plan: what to change in DNS and elsewhere, each step proven over the observed zone before it is shown. */
import type { Fix } from '../../findings/fix.ts';
import type { KnownSelector } from '../../gather/audit/index.ts';
import type { DnsType, Resolver } from '../../gather/dns/types.ts';
import type { Audit, AuditCase } from '../audit-case.ts';

/** The forms a plan is written in: for a person, as zone lines, as an nsupdate script, as a table. */
export type PlanForm = 'text' | 'zone' | 'nsupdate' | 'csv';

/** Records of one name and type that go and come; the others of the set stay. TXT values are the joined text (Latin-1). */
export interface RecordChange {
  readonly name: string;
  readonly type: DnsType;
  readonly ttlSeconds: number;
  readonly removes: readonly string[];
  readonly adds: readonly string[];
  /**
   * TXT: the character-strings of each record that goes, as published. A server deletes only the record whose strings are
   * the same one by one (RFC 2136 §2.5.4), so the joined text does not do. Not there where nothing was looked up.
   */
  readonly published?: readonly (readonly string[])[];
}

/** A file that belongs to a step: an MTA-STS policy, an autoconfig document. */
export interface PlanFile {
  /** Name to save it under. */
  readonly name: string;
  /** Where it is served from, if it is. */
  readonly url?: string;
  readonly text: string;
  /** A private key: saved readable by its owner alone, never shown. */
  readonly isSecret?: true;
}

/** What a proposer asks for, before it is proven. */
export interface Proposal {
  /** Stable: 'spf/record', 'dmarc/start', …; the catalogue's text is 'plan.<id>'. */
  readonly id: string;
  /** Arguments of the text. */
  readonly data: Readonly<Record<string, string | number>>;
  readonly changes: readonly RecordChange[];
  readonly files: readonly PlanFile[];
  /** What somebody else must do, or must be looked at first. */
  readonly others: readonly Fix[];
  /** 'check message' of the findings that it is to mend; with none it only adds a protection. */
  readonly mends: readonly string[];
  /** Beginning of the ids of checks about the same records: what of them still fails is told in the proof. */
  readonly family?: readonly string[];
  /** Checks whose failures are a choice that comes later: they may come in the place of what goes, and are told. */
  readonly choices?: readonly string[];
  /** The record must be sound: no failure of the family about the domain that weighs 'critical' or 'error' may be left. */
  readonly mustBeSound?: true;
  /** Why it cannot be proven now: it waits for evidence, for another person, or for a choice. */
  readonly waitsFor?: string;
  /** Selectors whose keys the proof looks at. */
  readonly selectors?: readonly KnownSelector[];
  /** Messages signed with the new keys: the proof verifies them over the changed zone. */
  readonly sample?: readonly Uint8Array[];
  /** Mail hosts whose TLSA records the proof looks at, with what they showed when they were connected to. */
  readonly hosts?: readonly AuditCase[];
}

/** A key pair made for a plan. */
export interface NewKey {
  readonly selector: string;
  /** The TXT record with the public key. */
  readonly record: string;
  /** PKCS #8 in PEM. */
  readonly privateKey: string;
  /** A message of the domain, signed with the key. */
  readonly signedSample: Uint8Array;
}

export interface PlanStep extends Proposal {
  readonly proof: PlanProof;
}

/** What the audit says with the change laid over the observed zone. */
export type PlanProof =
  | {
      readonly state: 'proven';
      /** 'check message subject' of failures that are gone. */
      readonly mended: readonly string[];
      /**
       * 'check message subject' of failures of the family that are left, and of lighter ones that come in the place of
       * heavier ones, as 'p=none' in the place of no policy.
       */
      readonly left: readonly string[];
      /** Networks that passed SPF before and still do. */
      readonly keptNetworks: number;
    }
  /** Nothing to lay over a zone. */
  | { readonly state: 'not-provable'; readonly why: string }
  | {
      readonly state: 'refuted';
      readonly added: readonly string[];
      readonly unmended: readonly string[];
      readonly lostNetworks: readonly string[];
    };

/** What a proposer reads. */
export interface PlanInput {
  /** The domain as it is, or as it will be after the steps before. */
  readonly audit: Audit;
  /** The audit that the plan is made for, with what proofs do not ask again: reports, policies that were fetched. */
  readonly seen: Audit;
  readonly domain: string;
  readonly sendingIps: readonly string[];
  /** The user said that nothing is sent. */
  readonly sendsNothing: boolean;
  /** Names that the provider of a mail host documents as includes of its customers' SPF; none where it is not known. */
  readonly includesOf: (mxHost: string) => readonly string[];
  readonly flattensSpf: boolean;
  /** ISO day, for ids and selectors. */
  readonly today: string;
  /** Made where a folder for them was named; else empty. */
  readonly newKeys: readonly NewKey[];
}

/**
 * Alternatives of one step, best first; the first that proves itself is shown. Empty: nothing to propose. Reads the audit;
 * what that did not ask it may ask the zone.
 */
export type Proposer = (
  input: PlanInput,
  lookup: Resolver['lookup'],
) => readonly Proposal[] | Promise<readonly Proposal[]>;
