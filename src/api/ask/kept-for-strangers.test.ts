import { describe, expect, test } from 'vitest';
import type { Report } from '../../store/reports/types.ts';
import { testClock } from '../kit/testing.ts';
import { createKeptForStrangers } from './kept-for-strangers.ts';

function kept(limits = { reports: 3, bytes: 1000 }, before = { count: 0, bytes: 0 }) {
  const clock = testClock();
  const store = { weight: before };
  const room = createKeptForStrangers({ clock, reports: { weightOf: async () => store.weight } }, limits);
  const add = (size: number): void => room.added({ document: { a: 'x'.repeat(size) } } as unknown as Report);
  return { ...room, add, clock, store };
}

describe('what is kept for strangers', () => {
  test('is bounded in bytes', async () => {
    const { refusal, add } = kept();
    expect(await refusal('a')).toBe(undefined);
    add(1000);
    expect(await refusal('b')).toBeGreaterThan(60);
  });

  test('is bounded in number, with what was there before', async () => {
    const { refusal, add } = kept({ reports: 3, bytes: 1000 }, { count: 2, bytes: 0 });
    expect(await refusal('a')).toBe(undefined);
    add(1);
    expect(await refusal('b')).toBeGreaterThan(60);
  });

  test('what was thrown away makes room after a while', async () => {
    const { refusal, store, clock } = kept(undefined, { count: 3, bytes: 0 });
    expect(await refusal('a')).toBeGreaterThan(60);
    store.weight = { count: 0, bytes: 0 };
    clock.ms += 600_001;
    expect(await refusal('a')).toBe(undefined);
  });

  test('one address keeps a few, many addresses together some more', async () => {
    const { refusal } = kept();
    const own = await Promise.all(Array.from({ length: 6 }, () => refusal('a')));
    expect(own.filter((wait) => wait === undefined)).toHaveLength(5);
    const others = await Promise.all(Array.from({ length: 30 }, (_, at) => refusal(`b${at}`)));
    expect(others.filter((wait) => wait === undefined)).toHaveLength(15);
  });
});
