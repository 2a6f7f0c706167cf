/** Disks of a few MiB for what happens when one is full, read-only or fails: root alone can mount them. Test support. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
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

export interface FailingDisk {
  readonly folder: string;
  /** As a kernel does that found a fault: nothing can be written any more, also to files that are open. */
  readonly fail: () => void;
}

/** An ext4 in a file, which can fail while it is used; it goes when the test ends. undefined where none can be made here. */
export function failingDisk(): FailingDisk | undefined {
  const place = mkdtempSync(join(tmpdir(), 'waypost-disk-'));
  const image = join(place, 'image');
  const folder = join(place, 'disk');
  mkdirSync(folder);
  writeFileSync(image, '');
  truncateSync(image, 48 * 1024 * 1024);
  const isMade = spawnSync('mkfs.ext4', ['-q', '-F', image]).status === 0;
  const isMounted = isMade && mount('-o', 'loop,errors=remount-ro', image, folder);
  onTestFinished(() => {
    if (isMounted) spawnSync('umount', ['-l', folder]);
    rmSync(place, { recursive: true, force: true });
  });
  if (!isMounted) return undefined;
  return {
    folder,
    fail: () => {
      if (!mount('-o', 'remount,abort', folder)) throw new Error('the disk does not fail');
    },
  };
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
