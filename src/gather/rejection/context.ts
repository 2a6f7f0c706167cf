/** What the gatherers of a rejection's evidence are given: whom to ask, the time, what came back with the bounce. */
import type { Clock } from '../../base/clock.ts';
import type { EvidenceMap, ListingFacts, RejectionKey } from '../../findings/evidence.ts';
import type { Observed } from '../../findings/observed.ts';
import type { Resolver } from '../dns/types.ts';
import type { ProbeOptions } from '../smtp-probe/probe.ts';

/** Something a DNS list can be asked about. */
export interface ListingSubject {
  readonly kind: 'ip' | 'domain';
  readonly name: string;
}

/** Asks DNS lists about subjects; `text` is the reply, whose named list is asked first. */
export type ListingLookup = (
  subjects: readonly ListingSubject[],
  text: string,
  signal: AbortSignal | undefined,
) => Promise<Observed<ListingFacts>>;

export interface GatherContext {
  readonly resolver: Resolver;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** True: private and reserved addresses are asked about too, as in a lab or a network of the user's own. */
  readonly allowPrivate?: boolean;
  /** Without it the lists are 'unknown: not-asked'. */
  readonly listings?: ListingLookup;
  /** The refused message or its headers, as far as it is at hand. */
  readonly returnedMessage?: Uint8Array;
  /** False where only headers, or a cut copy, came back: then no signature is verified. */
  readonly isReturnedWhole?: boolean;
  /** True where the message was given apart (--message): not a copy that a bounce may have changed. */
  readonly isOriginal?: boolean;
  /** Connect to the recipient's MX (--connect). */
  readonly connect?: boolean;
  readonly probe?: ProbeOptions;
  /** Told of each shelf as soon as it is filled, for whoever shows evidence as it comes. Must not throw. */
  readonly onShelf?: ShelfListener;
}

export type ShelfListener = (key: RejectionKey, shelf: Observed<EvidenceMap[RejectionKey]>) => void;
