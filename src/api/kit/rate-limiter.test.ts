import { describe, expect, test } from 'vitest';
import { createRateLimiter, limiterKeyOf } from './rate-limiter.ts';
import { testClock } from './testing.ts';

describe('a token bucket', () => {
  test('gives the burst at once, then what comes back', () => {
    const clock = testClock();
    const limiter = createRateLimiter({ burst: 2, perMinute: 6 }, clock);
    expect([limiter.take('a').ok, limiter.take('a').ok]).toEqual([true, true]);
    expect(limiter.take('a')).toEqual({ ok: false, retryAfterSeconds: 10 });
    clock.ms += 9_000;
    expect(limiter.take('a')).toEqual({ ok: false, retryAfterSeconds: 1 });
    clock.ms += 1_000;
    expect(limiter.take('a').ok).toBe(true);
  });

  test('what was refused costs nothing, and keys do not share', () => {
    const clock = testClock();
    const limiter = createRateLimiter({ burst: 3, perMinute: 1 }, clock);
    expect(limiter.take('a', 4).ok).toBe(false);
    expect(limiter.take('a', 3).ok).toBe(true);
    expect(limiter.take('b').ok).toBe(true);
  });

  test('remembers so many keys and no more; the one seen last stays', () => {
    const limiter = createRateLimiter({ burst: 1, perMinute: 1, maxKeys: 100 }, testClock());
    for (let at = 0; at < 1000; at += 1) {
      limiter.take(`key ${at}`);
      limiter.take('mine');
    }
    expect(limiter.size()).toBe(100);
    expect(limiter.take('mine').ok).toBe(false);
  });
});

test.each([
  ['192.0.2.25', '192.0.2.25'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8:0:0:ffff::', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['', ''],
])('%s counts as %s', (ip, key) => {
  expect(limiterKeyOf(ip)).toBe(key);
});
