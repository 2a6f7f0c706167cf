/** A resolver that is tried before it is believed; what the trial told is remembered for a while. */
import { systemClock } from '../base/clock.ts';
import type { Problem } from '../base/result.ts';
import { createResolver, type DnsServer, tryResolver } from '../gather/dns/index.ts';
import type { Resolver } from '../gather/dns/types.ts';

export interface AskedResolver {
  readonly resolver: Resolver;
  /** Why nothing that it says can be believed; undefined where it is honest. */
  readonly distrust: () => Promise<Problem | undefined>;
  readonly close: () => void;
}

/** A resolver that denies everything would make every record "missing". */
const TRIAL_MS = 3000;
/** A network may be repaired, or become a captive one, while a server runs. */
const HONEST_FOR_MS = 600_000;
const DISHONEST_FOR_MS = 20_000;

/** `server`: asked instead of the system's, and believed: one that was named may serve a closed zone on purpose. */
export function openAskedResolver(server?: DnsServer, cacheSize?: number): AskedResolver {
  const clock = systemClock;
  const resolver = createResolver({
    clock,
    ...(server !== undefined && { servers: [server] }),
    ...(cacheSize !== undefined && { cacheSize }),
  });
  let trial: Promise<Problem | undefined> | undefined;
  let untilMs = 0;
  const distrust = async (): Promise<Problem | undefined> => {
    if (server !== undefined) return undefined;
    if (trial === undefined || clock.monotonicMs() >= untilMs) {
      untilMs = Number.POSITIVE_INFINITY;
      trial = tryResolver(resolver, AbortSignal.timeout(TRIAL_MS)).then((problem) => {
        untilMs = clock.monotonicMs() + (problem === undefined ? HONEST_FOR_MS : DISHONEST_FOR_MS);
        return problem;
      });
    }
    return trial;
  };
  return { resolver, distrust, close: () => resolver.close() };
}
