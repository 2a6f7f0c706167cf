import { existsSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openReserve, reserveFileOf } from './reserve.ts';
import { newFolder } from './testing.ts';

const sizeOf = (folder: string): number => statSync(reserveFileOf(folder)).size;

describe('the reserve of a data folder', () => {
  test('is made, given back once, and held again', () => {
    const folder = newFolder();
    const reserve = openReserve(folder);
    expect([reserve.isHeld(), reserve.bytes(), reserve.timesGiven()]).toEqual([true, sizeOf(folder), 0]);
    expect(statSync(reserveFileOf(folder)).mode & 0o777).toBe(0o600);
    expect([reserve.give(), reserve.give()]).toEqual([true, false]);
    expect([reserve.isHeld(), reserve.timesGiven(), existsSync(reserveFileOf(folder))]).toEqual([
      false,
      1,
      false,
    ]);
    expect([reserve.hold(), reserve.hold(), sizeOf(folder)]).toEqual([true, true, reserve.bytes()]);
  });

  test('takes room of the disk, which packing takes nothing from', () => {
    const folder = newFolder();
    openReserve(folder);
    const { size, blocks } = statSync(reserveFileOf(folder));
    expect(blocks * 512).toBeGreaterThanOrEqual(size);
  });

  test('one that was cut short is made whole at the next start', () => {
    const folder = newFolder();
    const { bytes } = openReserve(folder);
    writeFileSync(reserveFileOf(folder), 'x'.repeat(300_000));
    openReserve(folder);
    expect(sizeOf(folder)).toBe(bytes());
  });
});
