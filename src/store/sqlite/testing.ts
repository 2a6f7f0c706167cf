/** Folders and stores for tests of the SQLite adapter. Test support. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import { type Store, StoreError } from '../types.ts';
import { openStore, type StoreOptions } from './open-store.ts';

/** A new folder that goes when the test ends. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens the store of a folder, which must work; it is closed when the test ends. */
export async function opened(folder: string, options: Partial<StoreOptions> = {}): Promise<Store> {
  const result = await openStore({ folder, clock: systemClock, ...options });
  if (!result.ok) throw new Error(result.problem.message);
  onTestFinished(() => result.value.close());
  return result.value;
}

/** The code of the problem that a promise is refused with: 'none' where it is fulfilled. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'none';
  } catch (error) {
    if (error instanceof StoreError) return error.problem.code;
    throw error;
  }
}
