/**
 * The program as a bundle in a source tree, made when its sources changed: a server of hundreds of modules holds some 45 MiB more for
 * as long as it runs, and a start from the sources takes three times as long. `./waypost serve` runs it, and so do the tests.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readSourceData } from '../src/main/compiled-data.ts';

const root = join(import.meta.dirname, '..');
/** The program looks for its data two folders above itself. */
const runs = join(root, '.run');
/** A server that runs loads further pieces of its bundle when they are wanted. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Changes with every source and every package. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const sources = readdirSync(join(root, 'src'), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
  const all = [...sources, join(root, 'package-lock.json'), join(root, 'tools/bundle-program.ts')];
  for (const path of all.sort()) {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${relative(root, path)}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

function forgetOld(): void {
  const oldest = Date.now() - KEPT_MS;
  for (const name of readdirSync(runs)) {
    const path = join(runs, name);
    if (statSync(path).mtimeMs < oldest) rmSync(path, { recursive: true, force: true });
  }
}

/** Its path; undefined where none can be made (a tree that cannot be written to). Says on standard error that it bundles. */
export async function serveBundle(): Promise<string | undefined> {
  // Compiling the facts leaves garbage behind: here rather than in the program.
  readSourceData(root, false);
  const name = fingerprint();
  const program = join(runs, name, 'waypost.js');
  if (existsSync(program)) return program;
  const draft = join(runs, `${name}.${process.pid}`);
  try {
    mkdirSync(draft, { recursive: true });
    console.error('waypost: bundling the program, this once');
    const { bundleProgram } = await import('./bundle-program.ts');
    await bundleProgram(draft);
    renameSync(draft, join(runs, name));
    forgetOld();
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another start made it at the same moment, or nothing can be written here: both are no fault.
    if (process.env.WAYPOST_DEBUG) console.error(error);
  }
  return existsSync(program) ? program : undefined;
}
