/** A disk of a few MiB in memory, for what happens when it is full or read-only: root alone can mount one. Test support. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

function mount(...args: readonly string[]): boolean {
  return spawnSync('mount', args).status === 0;
}

/** Why there can be no such disk here; undefined where there can. */
export function noSmallDisk(): string | undefined {
  if (process.getuid?.() !== 0) return 'only root can mount';
  const folder = mkdtempSync(join(tmpdir(), 'waypost-disk-'));
  try {
    if (!mount('-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder)) return 'nothing can be mounted here';
    spawnSync('umount', [folder]);
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface SmallDisk {
  readonly folder: string;
  /** Takes all the room but so many bytes. */
  readonly fill: (leave: number) => void;
  /** Gives it back. */
  readonly free: () => void;
  readonly makeReadOnly: () => void;
}

/** Mounts it; it goes when the test ends. */
export function smallDisk(mebibytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-disk-'));
  if (!mount('-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder)) throw new Error('cannot mount');
  onTestFinished(() => {
    spawnSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: (leave) => {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(ballast, new Uint8Array(Math.max(0, bavail * bsize - leave)));
    },
    free: () => rmSync(ballast),
    makeReadOnly: () => {
      if (!mount('-o', 'remount,ro', folder)) throw new Error('cannot mount read-only');
    },
  };
}
