/** The program's compiled code is kept between runs: compiling it takes longer than explaining a reply. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/**
 * Where a user's caches belong (XDG Base Directory 0.8); undefined where nobody says where his home is: a folder that all
 * users of a machine write to is no place for code.
 */
export function compileCacheFolder(environment: NodeJS.ProcessEnv): string | undefined {
  const { XDG_CACHE_HOME: cache, HOME: home } = environment;
  if (cache?.startsWith('/')) return join(cache, 'waypost/node');
  return home?.startsWith('/') ? join(home, '.cache/waypost/node') : undefined;
}

/** Where it cannot be kept, Node goes on without; a user's own NODE_COMPILE_CACHE or NODE_DISABLE_COMPILE_CACHE stands. */
export function keepCompiledCode(environment: NodeJS.ProcessEnv): void {
  if (environment.NODE_COMPILE_CACHE !== undefined) return;
  const folder = compileCacheFolder(environment);
  if (folder !== undefined) enableCompileCache(folder);
}
