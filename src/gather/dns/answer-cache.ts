/**
 * Remembers answers for as long as they may be: records for their TTL up to a day, absence for the SOA's word up to three
 * hours (RFC 2308 §5), failures for five seconds so that a broken name is not hammered (RFC 9520 §3.2).
 */
import type { DnsSource } from '../../findings/observed.ts';
import type { DnsObservation } from './types.ts';

export interface AnswerCache {
  /** The answer with what is left of its TTL, or undefined. */
  readonly get: (key: string) => DnsObservation | undefined;
  readonly set: (key: string, observation: DnsObservation) => void;
}

const maxTtlSeconds = 86_400;
const maxNegativeTtlSeconds = 10_800;
const failureTtlSeconds = 5;
/** What the other side failed at; our own 'aborted' is never remembered. */
const remembered = new Set(['time-out', 'servfail', 'refused', 'formerr', 'bad-answer', 'network']);

/** At most `size` answers; the one not used for longest goes first. */
export function createAnswerCache(size: number, nowMs: () => number): AnswerCache {
  const entries = new Map<string, { readonly observation: DnsObservation; readonly untilMs: number }>();
  return {
    get: (key) => {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      const leftMs = entry.untilMs - nowMs();
      if (leftMs <= 0) return undefined;
      entries.set(key, entry);
      return aged(entry.observation, Math.floor(leftMs / 1000));
    },
    set: (key, observation) => {
      const seconds = lifetime(observation);
      if (seconds <= 0 || size <= 0) return;
      entries.delete(key);
      entries.set(key, { observation, untilMs: nowMs() + seconds * 1000 });
      if (entries.size <= size) return;
      const [oldest] = entries.keys();
      if (oldest !== undefined) entries.delete(oldest);
    },
  };
}

function lifetime({ state, from, ...rest }: DnsObservation): number {
  if (state === 'unknown') {
    return 'why' in rest && remembered.has(rest.why.code) ? failureTtlSeconds : 0;
  }
  const ttl = (from as DnsSource).ttlSeconds ?? 0;
  return Math.min(ttl, state === 'present' ? maxTtlSeconds : maxNegativeTtlSeconds);
}

function aged(observation: DnsObservation, leftSeconds: number): DnsObservation {
  const from = observation.from as DnsSource;
  const ttl = from.ttlSeconds === undefined ? {} : { ttlSeconds: leftSeconds };
  return { ...observation, from: { ...from, ...ttl, elapsedMs: 0, isCached: true } };
}
