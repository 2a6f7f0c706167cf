/** Files that an option names: regular ones of a bounded size, for a device or a pipe may never end. */
import { accessSync, closeSync, constants, openSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from './io.ts';

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A path that an option names cannot be used for what the system says; `code`: 'unreadable-path' or 'unwritable-path'. */
export function pathError(
  code: 'unreadable-path' | 'unwritable-path',
  option: string,
  path: string,
  error: unknown,
): UsageError {
  const detail = wordsOf(error);
  const errno = error instanceof Error && 'code' in error ? String(error.code) : '';
  const verb = code === 'unreadable-path' ? 'read' : 'written';
  const message = `${option} ${path} cannot be ${verb}: ${detail}`;
  return new UsageError({ code, message, data: { option, path, why: errno, detail } }, { cause: error });
}

/** Throws UsageError that names the option where the path is no regular file, too large, or cannot be read. */
export function readRegularFile(option: string, path: string, maxBytes: number): Uint8Array {
  try {
    const found = statSync(path);
    if (!found.isFile()) {
      const message = `${option} ${path} cannot be read: it is no regular file.`;
      throw new UsageError({ code: 'no-regular-file', message, data: { option, path } });
    }
    if (found.size > maxBytes) {
      const message = `${option} ${path} has ${found.size} bytes; at most ${maxBytes} are read.`;
      const data = { option, path, size: found.size, limit: maxBytes };
      throw new UsageError({ code: 'too-large-file', message, data });
    }
    return readFileSync(path);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw pathError('unreadable-path', option, path, error);
  }
}

/** Throws UsageError where nothing could be written there, before any work is done for it. */
export function assertWritable(option: string, path: string): void {
  try {
    accessSync(dirname(path), constants.W_OK);
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    throw pathError('unwritable-path', option, path, error);
  }
}
