/** Makes folders, one after the other. */
import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes the folder and those above it that are missing, each for its owner alone unless `mode` says otherwise; answers whether any was made. In as many steps as
 * the path has parts: the recursive mkdir of Node never ends where the system denies a folder below one that is there (/proc).
 * Throws what the file system says; 'ENOTDIR' where a file stands in the way.
 */
export function makeFolder(folder: string, mode = 0o700): boolean {
  const missing: string[] = [];
  let at = resolve(folder);
  // undefined: nothing there; the root always is.
  let stat = statSync(at, { throwIfNoEntry: false });
  while (stat === undefined && dirname(at) !== at) {
    missing.unshift(at);
    at = dirname(at);
    stat = statSync(at, { throwIfNoEntry: false });
  }
  if (stat?.isDirectory() === false) throw notFolder(at);
  for (const one of missing) makeOne(one, mode);
  return missing.length > 0;
}

/** Another process may have made it at the same moment. */
function makeOne(folder: string, mode: number): void {
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!isThere || statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
  }
}

function notFolder(path: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`ENOTDIR: not a directory, mkdir '${path}'`), {
    code: 'ENOTDIR',
    syscall: 'mkdir',
    path,
  });
}
