/**
 * What the public page keeps for strangers: so much in all, so often. What is there already is counted in the store now and then, what
 * comes on top of it here; the store throws it away with its links (store/sweep).
 */
import type { Clock } from '../../base/clock.ts';
import type { Report, ReportRepository } from '../../store/reports/types.ts';
import { stranger } from '../../store/reports/types.ts';
import { createRateLimiter, type RateLimiter } from '../kit/index.ts';

export interface KeptLimits {
  readonly reports: number;
  readonly bytes: number;
}

export interface KeptForStrangers {
  /** The seconds to wait where nothing can be kept now; undefined where it can. */
  readonly refusal: (caller: string) => Promise<number | undefined>;
  /** One was kept. */
  readonly added: (report: Report) => void;
}

const usualLimits: KeptLimits = { reports: 2000, bytes: 64 << 20 };
/** For one address, and for all. */
const perCaller = { burst: 5, perMinute: 5 / 60 };
const together = { burst: 20, perMinute: 1 };
/** What was swept or thrown away by hand is noticed after this. */
const countAgainMs = 600_000;
const fullSeconds = 3600;

/** `limits`: of all that is kept for strangers at the same time. */
export function createKeptForStrangers(
  { reports, clock }: { readonly reports: Pick<ReportRepository, 'weightOf'>; readonly clock: Clock },
  limits: KeptLimits = usualLimits,
): KeptForStrangers {
  const callers = createRateLimiter(perCaller, clock);
  const all = createRateLimiter(together, clock);
  let known: { count: number; bytes: number; readonly atMs: number } | undefined;

  return {
    refusal: async (caller) => {
      if (known === undefined || clock.monotonicMs() - known.atMs > countAgainMs)
        known = { ...(await reports.weightOf(stranger)), atMs: clock.monotonicMs() };
      if (known.count >= limits.reports || known.bytes >= limits.bytes) return fullSeconds;
      return waitOf(callers, caller) ?? waitOf(all, 'all');
    },
    added: ({ document, input }) => {
      if (known === undefined) return;
      known.count += 1;
      known.bytes += Buffer.byteLength(JSON.stringify(document)) + (input?.length ?? 0);
    },
  };
}

function waitOf(limiter: RateLimiter, key: string): number | undefined {
  const taken = limiter.take(key);
  return taken.ok ? undefined : taken.retryAfterSeconds;
}
