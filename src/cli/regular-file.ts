/** Files that an option names: regular ones of a bounded size, for a device or a pipe may never end. */
import { accessSync, closeSync, constants, openSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from './io.ts';

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Throws UsageError that names the option where the path is no regular file, too large, or cannot be read. */
export function readRegularFile(option: string, path: string, maxBytes: number): Uint8Array {
  try {
    const found = statSync(path);
    if (!found.isFile()) throw new UsageError(`${option} ${path} cannot be read: it is no regular file.`);
    if (found.size > maxBytes)
      throw new UsageError(`${option} ${path} has ${found.size} bytes; at most ${maxBytes} are read.`);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${option} ${path} cannot be read: ${wordsOf(error)}`);
  }
}

/** Throws UsageError where nothing could be written there, before any work is done for it. */
export function assertWritable(option: string, path: string): void {
  try {
    accessSync(dirname(path), constants.W_OK);
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    throw new UsageError(`${option} ${path} cannot be written: ${wordsOf(error)}`);
  }
}
