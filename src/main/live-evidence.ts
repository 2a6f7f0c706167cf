/** Live evidence: the resolver, the DNS lists, and for each refusal a budget of 12 questions and 3 seconds. */
import { instantOf, systemClock } from '../base/clock.ts';
import type { Problem } from '../base/result.ts';
import { UsageError } from '../cli/io.ts';
import type { WatchedGather } from '../desk/tools.ts';
import type { Evidence, RejectionKey } from '../findings/evidence.ts';
import { limitedResolver, parseServer } from '../gather/dns/index.ts';
import { type DnsblData, lookupListings, parseDnsblData } from '../gather/dnsbl/index.ts';
import { gatherEvidence } from '../gather/rejection/index.ts';
import { type AskedResolver, openAskedResolver } from './asked-resolver.ts';
import type { DataFiles } from './data-folder.ts';

/** Questions and time for one refusal (the floor: evidence must be cheap and quick). */
const MAX_QUESTIONS = 12;
const DEADLINE_MS = 3000;
/** A connection to the recipient's host takes longer than DNS. */
const CONNECT_DEADLINE_MS = 15_000;

/** What may be asked, and whom. */
export interface LiveOptions {
  /** 'host:port'; without it the system's resolvers. */
  readonly resolver?: string;
  readonly mayConnect: boolean;
}

export interface LiveEvidence {
  readonly gather: WatchedGather;
  readonly close: () => void;
}

/** Every shelf that was wanted stays open for the same reason. */
function allUnknown(wanted: readonly RejectionKey[], why: Problem): Evidence {
  const from = { kind: 'input', where: 'resolver' } as const;
  const shelf = { state: 'unknown', why, seenAt: instantOf(systemClock.nowMs()), from } as const;
  return Object.fromEntries(wanted.map((key) => [key, shelf]));
}

/** Opens the resolver. Throws UsageError where --resolver cannot be understood: the message says what to write. */
export function openLiveEvidence(data: DataFiles, options: LiveOptions): LiveEvidence {
  const given = options.resolver === undefined ? undefined : parseServer(options.resolver);
  if (given !== undefined && !given.ok)
    throw new UsageError(`--resolver ${options.resolver}: ${given.problem.message}`);
  const asked = openAskedResolver(given?.value);
  const lists = parseDnsblData(data['dnsbl.toml'] ?? {});
  return { gather: liveGather(asked, lists, options.mayConnect), close: asked.close };
}

/** Gathers with a resolver that may be shared. */
export function liveGather(
  { resolver, distrust }: AskedResolver,
  lists: DnsblData,
  mayConnect: boolean,
): WatchedGather {
  const clock = systemClock;
  return async (wanted, facts, returned, watch) => {
    const problem = await distrust();
    if (problem !== undefined) return allUnknown(wanted, problem);
    const deadlineMs = mayConnect ? CONNECT_DEADLINE_MS : DEADLINE_MS;
    const limited = limitedResolver(resolver, { maxQuestions: MAX_QUESTIONS, deadlineMs, clock });
    const deadline = AbortSignal.timeout(deadlineMs);
    return gatherEvidence(wanted, facts, {
      resolver: limited,
      clock,
      signal: watch === undefined ? deadline : AbortSignal.any([watch.signal, deadline]),
      connect: mayConnect,
      listings: (subjects, text, signal) =>
        lookupListings(subjects, text, lists, limited, clock, signal === undefined ? {} : { signal }),
      ...(watch !== undefined && { onShelf: watch.onShelf }),
      ...(returned !== undefined && {
        returnedMessage: returned.bytes,
        isReturnedWhole: returned.isWhole,
        isOriginal: returned.isOriginal === true,
      }),
    });
  };
}
