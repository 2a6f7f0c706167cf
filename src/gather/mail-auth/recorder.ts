/** A resolver that remembers what was asked and answered: for the `lookups` of a computed source, and to replay. */
import type { Problem } from '../../base/result.ts';
import type { DnsSource } from '../../findings/observed.ts';
import type { DnsObservation, DnsType, Resolver } from '../dns/types.ts';

export interface Recorder extends Resolver {
  /** Every question once, in the order it was first asked. */
  readonly sources: () => readonly DnsSource[];
  /** Why the first question that could not be answered was not. */
  readonly failure: () => Problem | undefined;
}

const keyOf = (name: string, type: DnsType): string =>
  `${type} ${(name.endsWith('.') ? name.slice(0, -1) : name).toLowerCase()}`;

/** Wraps a resolver; a question is passed on once, its answer given again. */
export function recordingResolver(resolver: Resolver): Recorder {
  const answers = new Map<string, Promise<DnsObservation>>();
  const settled = new Map<string, DnsObservation>();
  const recorded = (key: string, ask: () => Promise<DnsObservation>): Promise<DnsObservation> => {
    const before = answers.get(key);
    if (before !== undefined) return before;
    const answer = ask().then((observation) => {
      settled.set(key, observation);
      return observation;
    });
    answers.set(key, answer);
    return answer;
  };
  const { lookupUnchecked } = resolver;
  return {
    lookup: (name, type, signal) => recorded(keyOf(name, type), () => resolver.lookup(name, type, signal)),
    ...(lookupUnchecked !== undefined && {
      lookupUnchecked: (name: string, type: DnsType, signal?: AbortSignal) =>
        recorded(`${keyOf(name, type)} CD`, () => lookupUnchecked(name, type, signal)),
    }),
    sources: () =>
      [...settled.values()].map((observation) => observation.from).filter((from) => from.kind === 'dns'),
    failure: () => {
      for (const observation of settled.values()) if (observation.state === 'unknown') return observation.why;
      return undefined;
    },
  };
}
