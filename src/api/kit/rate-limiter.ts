/** A token bucket for each key, in bounded memory: what is full again is forgotten, and of too many keys the one longest unseen. */
import { AgedMap } from '../../base/aged-map.ts';
import type { Clock } from '../../base/clock.ts';

export interface RateLimits {
  /** How many at once. */
  readonly burst: number;
  /** How many more come back in a minute. */
  readonly perMinute: number;
  /** Keys that are remembered; 10,000 unless told otherwise. */
  readonly maxKeys?: number;
}

export interface RateLimiter {
  /** Takes `cost` of what `key` has; else the seconds until there is enough. Nothing is taken then. */
  readonly take: (
    key: string,
    cost?: number,
  ) => { readonly ok: true } | { readonly ok: false; readonly retryAfterSeconds: number };
  /** How many keys are remembered. */
  readonly size: () => number;
}

interface Bucket {
  left: number;
  atMs: number;
}

/** A limiter that begins with every bucket full. */
export function createRateLimiter(limits: RateLimits, clock: Clock): RateLimiter {
  const { burst, perMinute, maxKeys = 10_000 } = limits;
  const perMs = perMinute / 60_000;
  // In the order in which they were seen: a key that is seen again goes to the end.
  const buckets = new AgedMap<Bucket>();

  return {
    take: (key, cost = 1) => {
      const now = clock.monotonicMs();
      const known = buckets.get(key);
      const bucket = known ?? { left: burst, atMs: now };
      bucket.left = Math.min(burst, bucket.left + Math.max(0, now - bucket.atMs) * perMs);
      bucket.atMs = now;
      if (known !== undefined) buckets.delete(key);
      buckets.set(key, bucket);
      if (buckets.size > maxKeys) {
        const oldest = buckets.oldest();
        if (oldest !== undefined) buckets.delete(oldest);
      }
      // What comes back in parts adds up to a little less than a whole.
      if (bucket.left < cost - 1e-6)
        return { ok: false, retryAfterSeconds: Math.max(1, Math.ceil((cost - bucket.left) / perMs / 1000)) };
      bucket.left = Math.max(0, bucket.left - cost);
      return { ok: true };
    },
    size: () => buckets.size,
  };
}

/** What stands for a client in a limiter: an IPv4 address, the /64 of an IPv6 one (RFC 6177 §2: a site has at least that). */
export function limiterKeyOf(ip: string): string {
  if (!ip.includes(':')) return ip;
  const [head = '', tail] = ip.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return `${[...left, ...Array<string>(gap).fill('0'), ...right].slice(0, 4).join(':')}::/64`;
}
