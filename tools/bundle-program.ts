/** The program as one bundle with a chunk per command: what the package holds, and what `npm run bench:explain` measures. */
import { chmodSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const sources = join(import.meta.dirname, '../src/');
const program = join(sources, 'main/waypost.ts');

/** A file of the bundle, and the modules in it. */
export interface Chunk {
  readonly fileName: string;
  readonly moduleIds: readonly string[];
}

/** Bundles the program with what it needs, so that a start reads one file and not a hundred. */
export async function bundleProgram(folder: string): Promise<readonly Chunk[]> {
  const bundle = await rolldown({
    input: { waypost: program },
    platform: 'node',
    external: [/^node:/, ...builtinModules, ...leftOutside],
    transform: { target: 'node24' },
    // Our modules do nothing by being loaded: a chunk then holds only what its command uses, not all behind a door.
    treeshake: {
      moduleSideEffects: (id) => (id.startsWith(sources) && id !== program ? false : undefined),
    },
  });
  const { output } = await bundle.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    minify: { mangle: false, codegen: false, compress: true },
  });
  await bundle.close();
  chmodSync(join(folder, 'waypost.js'), 0o755);
  return output.filter((part) => part.type === 'chunk');
}

/** Large, loaded only when evidence is gathered, and not all of it ES modules: installed beside the program instead. */
const leftOutside = [/^mailauth(\/|$)/];
