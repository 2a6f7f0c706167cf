import { describe, expect, test } from 'vitest';
import type { LoginThrottleRepository } from '../store/people/types.ts';
import { movingClock } from './testing.ts';
import { createThrottle, emailKey, ipKey, type ThrottleKey, waitSeconds } from './throttle.ts';

function throttle() {
  const clock = movingClock();
  const failures: { key: string; at: string }[] = [];
  const repository: LoginThrottleRepository = {
    failures: async (key, since) => {
      const own = failures.filter((failure) => failure.key === key && failure.at >= since);
      const last = own.at(-1)?.at;
      return { count: own.length, ...(last !== undefined && { last }) };
    },
    failed: async (key, at) => void failures.push({ key, at }),
    forget: async (key) => {
      for (let at = failures.length - 1; at >= 0; at -= 1)
        if (failures[at]?.key === key) failures.splice(at, 1);
    },
  };
  const subject = createThrottle(repository, clock);
  /** Fails once as soon as it is let in; answers for how many seconds it had to wait first. */
  const fail = async (keys: readonly ThrottleKey[]): Promise<number> => {
    let waited = 0;
    for (;;) {
      const entry = await subject.enter(keys);
      if (entry.ok) {
        await entry.attempt.failed();
        return waited;
      }
      waited += entry.retryAfterSeconds;
      clock.ms += entry.retryAfterSeconds * 1000;
    }
  };
  return { clock, failures, fail, enter: subject.enter };
}

const ann = emailKey('ann@example.org');
const times = async <T>(count: number, work: () => Promise<T>): Promise<T[]> => {
  const results: T[] = [];
  for (let at = 0; at < count; at += 1) results.push(await work());
  return results;
};

describe('waiting grows and has an end', () => {
  test.each([
    [0, 0, 0],
    [4, 0, 0],
    [5, 1, 0],
    [6, 2, 0],
    [9, 16, 0],
    [12, 128, 0],
    [13, 256, 0],
    [14, 300, 0],
    [20, 300, 1],
    [24, 300, 16],
    [30, 300, 900],
    [5000, 300, 900],
  ])('after %d failures: %d seconds for an address, %d for an IP', (failures, email, ip) => {
    expect(waitSeconds(failures, ann.measure)).toBe(email);
    expect(waitSeconds(failures, ipKey('192.0.2.1').measure)).toBe(ip);
  });
});

test('guessing at one account from everywhere gets some 290 tries a day, and the owner waits five minutes at most', async () => {
  const { clock, fail } = throttle();
  const beganMs = clock.ms;
  let tries = 0;
  let longest = 0;
  while (clock.ms - beganMs < 86_400_000) {
    longest = Math.max(longest, await fail([ann]));
    tries += 1;
  }
  expect(tries).toBeGreaterThan(280);
  expect(tries).toBeLessThan(305);
  expect(longest).toBe(300);
});

test('failures are forgiven when the window is over', async () => {
  const { clock, fail } = throttle();
  expect(await times(7, () => fail([ann]))).toEqual([0, 0, 0, 0, 0, 1, 2]);
  clock.ms += 24 * 3_600_000 + 1000;
  expect(await fail([ann])).toBe(0);
});

test('a login that works forgives its address, not the IP behind which others guess', async () => {
  const { fail, enter, failures } = throttle();
  const ip = ipKey('192.0.2.1');
  await times(4, () => fail([ip, ann]));
  const entry = await enter([ip, ann]);
  if (!entry.ok) throw new Error('must be let in');
  await entry.attempt.passed([ann]);
  expect(failures.map(({ key }) => key)).toEqual(Array(4).fill(ip.key));
});

test('many at the same moment gain nothing: those under way count', async () => {
  const { enter } = throttle();
  const entries = await Promise.all(Array.from({ length: 50 }, () => enter([ann])));
  expect(entries.filter(({ ok }) => ok)).toHaveLength(5);
  for (const entry of entries) if (entry.ok) await entry.attempt.failed();
  expect((await enter([ann])).ok).toBe(false);
});

test('an attempt that neither failed nor passed the whole way leaves nothing behind', async () => {
  const { enter, failures } = throttle();
  for (const _ of Array(20)) {
    const entry = await enter([ann]);
    if (!entry.ok) throw new Error('must be let in');
    await entry.attempt.passed();
  }
  expect(failures).toEqual([]);
});

test('a clock that was set back makes nobody wait longer than the wait', async () => {
  const { clock, fail, enter } = throttle();
  await times(8, () => fail([ann]));
  clock.ms -= 3_600_000;
  const entry = await enter([ann]);
  expect(entry).toEqual({ ok: false, retryAfterSeconds: 8 });
});

describe('keys', () => {
  test.each([
    ['the same /64', '2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
    ['another /64', '2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['IPv4 in two ways', '192.0.2.1', '::ffff:192.0.2.1', true],
    ['another IPv4', '192.0.2.1', '192.0.2.2', false],
    ['no address at all', '', 'not an address', true],
  ])('%s', (_, a, b, isSame) => {
    expect(ipKey(a).key === ipKey(b).key).toBe(isSame);
  });

  test('tell nothing of what was typed as an address', () => {
    expect(emailKey('my secret password').key).toMatch(/^email:[0-9a-f]{32}$/);
  });
});
