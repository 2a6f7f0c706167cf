/**
 * Room that is kept for a full disk: a file of a few MiB. When nothing more can be written it is given back, and what makes room or lets
 * people in goes on (access.ts, 'always'); all else waits until there is room for the file again.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** As long as the log of writes may grow before it is cut back, and as much again for what is written then. */
const mostBytes = 8 * 1024 * 1024;
/** Less helps nobody. */
const leastBytes = 256 * 1024;
/** At most this part of what is free is taken. */
const part = 4;
const pieceBytes = 256 * 1024;

export interface Reserve {
  /** False after it was given back, and as long as there is no room for it. */
  readonly isHeld: () => boolean;
  /** Its size when it is held; 0 where it never was. */
  readonly bytes: () => number;
  /** How often it was given back. */
  readonly timesGiven: () => number;
  /** Gives it back; false where there is none to give. */
  readonly give: () => boolean;
  /** Holds it again where there is room; answers whether it is held. */
  readonly hold: () => boolean;
}

/** Where the reserve of a data folder lies. */
export function reserveFileOf(folder: string): string {
  return join(folder, 'waypost.reserve');
}

/** Bytes that are free where the file lies; undefined where the system does not say. */
export function freeBytes(file: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Random bytes: a disk that packs what it holds would make nothing of zeros. False where there is no room for all. */
function write(file: string, size: number): boolean {
  try {
    const handle = openSync(file, 'w', 0o600);
    try {
      for (let left = size; left > 0; left -= pieceBytes)
        if (writeSync(handle, randomBytes(Math.min(left, pieceBytes))) < Math.min(left, pieceBytes))
          throw new Error('no room');
    } finally {
      closeSync(handle);
    }
    return true;
  } catch {
    remove(file);
    return false;
  }
}

/** What cannot be removed gives no room, which the next write shows. */
function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // As above.
  }
}

/** Takes the reserve of a folder into use, and makes it where there is none yet. */
export function openReserve(folder: string): Reserve {
  const file = reserveFileOf(folder);
  let size = sizeOf(file);
  let isHeld = size >= leastBytes;
  let given = 0;
  const wanted = (free: number): number => Math.min(mostBytes, Math.floor(free / part));
  const hold = (): boolean => {
    if (isHeld) return true;
    const free = freeBytes(file);
    if (free === undefined) return false;
    // As large as it was, and as much beside it: else the next write would ask for it again.
    const next = given > 0 && size >= leastBytes ? size : wanted(free);
    if (next < leastBytes || free < 2 * next) return false;
    isHeld = write(file, next);
    if (isHeld) size = next;
    return isHeld;
  };
  // One that was made on a fuller disk grows.
  if (isHeld && wanted(freeBytes(file) ?? 0) > size) isHeld = false;
  hold();
  return {
    isHeld: () => isHeld,
    bytes: () => size,
    timesGiven: () => given,
    give: () => {
      if (!isHeld) return false;
      remove(file);
      isHeld = false;
      given += 1;
      return true;
    },
    hold,
  };
}

/** Where nothing is kept back: a full disk is met as it comes. */
export const noReserve: Reserve = {
  isHeld: () => true,
  bytes: () => Number.MAX_SAFE_INTEGER,
  timesGiven: () => 0,
  give: () => false,
  hold: () => true,
};
