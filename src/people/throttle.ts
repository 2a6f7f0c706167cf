/**
 * Failed logins make the next one wait: per e-mail address and per IP address, longer with each failure, never for ever. Failures
 * stand in the store, so a restart forgives nothing; attempts under way count as failures, so many at once gain nothing.
 *
 * Keys are hashes: what was typed as an address may be a password.
 */
import ipaddr from 'ipaddr.js';
import { type Clock, instantOf } from '../base/clock.ts';
import { canonicalIp } from '../base/ip.ts';
import type { LoginThrottleRepository } from '../store/people/types.ts';
import { hashSecret } from './secret-text.ts';

interface Measure {
  /** So many failures are free: people mistype. */
  readonly free: number;
  readonly mostSeconds: number;
  /** Older failures are forgiven. */
  readonly windowSeconds: number;
}

const HOUR = 3600;

/** Guessing at one account: at most some 290 tries a day from the whole world, so its owner waits at most five minutes. */
const perEmail: Measure = { free: 5, mostSeconds: 300, windowSeconds: 24 * HOUR };
/** Guessing at many accounts from one place, where others may sit behind the same address. */
const perIp: Measure = { free: 20, mostSeconds: 900, windowSeconds: HOUR };

export interface ThrottleKey {
  readonly key: string;
  readonly measure: Measure;
}

/** Logins with one address, whether anybody has it or not. */
export function emailKey(email: string): ThrottleKey {
  return { key: `email:${hashSecret(email).slice(0, 32)}`, measure: perEmail };
}

/** The password asked again of somebody who is signed in. */
export function accountKey(personId: string): ThrottleKey {
  return { key: `account:${personId}`, measure: perEmail };
}

/** IPv6 by its /64, which is what one host has (RFC 4291 §2.5.4). */
export function ipKey(ip: string): ThrottleKey {
  return { key: `ip:${networkOf(ip)}`, measure: perIp };
}

function networkOf(ip: string): string {
  const canonical = canonicalIp(ip);
  if (canonical === undefined) return 'unknown';
  if (!canonical.includes(':')) return canonical;
  const groups = ipaddr.parse(canonical).toByteArray().slice(0, 8);
  return `${groups.map((byte) => byte.toString(16).padStart(2, '0')).join('')}/64`;
}

/** Seconds to wait after so many failures: 1, 2, 4, … from the first that is not free. */
export function waitSeconds(failures: number, { free, mostSeconds }: Measure): number {
  return failures < free ? 0 : Math.min(mostSeconds, 2 ** Math.min(30, failures - free));
}

/** An attempt that was let in; one of the two must be called. */
export interface Attempt {
  readonly failed: () => Promise<void>;
  /** It did not fail; `forgetting` names the keys whose failures are forgiven. */
  readonly passed: (forgetting?: readonly ThrottleKey[]) => Promise<void>;
}

export type Entry =
  | { readonly ok: true; readonly attempt: Attempt }
  | { readonly ok: false; readonly retryAfterSeconds: number };

export interface Throttle {
  /** Lets in where no key has to wait. */
  readonly enter: (keys: readonly ThrottleKey[]) => Promise<Entry>;
}

/** A throttle over the failures in the store. */
export function createThrottle(repository: LoginThrottleRepository, clock: Clock): Throttle {
  const underWay = new Map<string, number>();
  const begin = (keys: readonly ThrottleKey[]): (() => void) => {
    for (const { key } of keys) underWay.set(key, (underWay.get(key) ?? 0) + 1);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      for (const { key } of keys) {
        const left = (underWay.get(key) ?? 1) - 1;
        if (left > 0) underWay.set(key, left);
        else underWay.delete(key);
      }
    };
  };
  const remainingSeconds = async ({ key, measure }: ThrottleKey, others: number): Promise<number> => {
    const nowMs = clock.nowMs();
    const { count, last } = await repository.failures(key, instantOf(nowMs - measure.windowSeconds * 1000));
    const wait = waitSeconds(count + others, measure);
    if (others > 0 || last === undefined) return wait;
    // A clock that was set back must not make anybody wait longer.
    const passed = Math.max(0, (nowMs - Date.parse(last)) / 1000);
    return Math.max(0, Math.ceil(wait - passed));
  };
  return {
    enter: async (keys) => {
      // Counted before anything is awaited: those that come meanwhile see it.
      const others = keys.map(({ key }) => underWay.get(key) ?? 0);
      const end = begin(keys);
      let waits: readonly number[];
      try {
        waits = await Promise.all(keys.map((key, at) => remainingSeconds(key, others[at] ?? 0)));
      } catch (error) {
        end();
        throw error;
      }
      const longest = Math.max(0, ...waits);
      if (longest > 0) {
        end();
        return { ok: false, retryAfterSeconds: longest };
      }
      const settle = async (work: () => Promise<unknown>): Promise<void> => {
        try {
          await work();
        } finally {
          end();
        }
      };
      const note = async (): Promise<void> => {
        const at = instantOf(clock.nowMs());
        await Promise.all(keys.map(({ key }) => repository.failed(key, at)));
      };
      return {
        ok: true,
        attempt: {
          failed: () => settle(note),
          passed: (forgetting = []) =>
            settle(() => Promise.all(forgetting.map(({ key }) => repository.forget(key)))),
        },
      };
    },
  };
}
