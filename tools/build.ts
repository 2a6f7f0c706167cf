/**
 * Builds the package into `dist/`: the program as one bundle with a chunk per command, the library doors of
 * package.json's `exports` as JavaScript with declarations, the data as one JSON file.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { buildData } from './build-data.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

interface Chunk {
  readonly fileName: string;
  readonly moduleIds: readonly string[];
}

/** Bundles the program with what it needs, so that a start reads one file and not a hundred. */
async function bundleProgram(): Promise<readonly Chunk[]> {
  const bundle = await rolldown({
    input: { waypost: join(root, 'src/main/waypost.ts') },
    platform: 'node',
    external: [/^node:/, ...builtinModules, ...leftOutside],
    transform: { target: 'node24' },
  });
  const { output } = await bundle.write({
    dir: join(dist, 'bin'),
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    minify: { mangle: false, codegen: false, compress: true },
  });
  await bundle.close();
  chmodSync(join(dist, 'bin/waypost.js'), 0o755);
  return output.filter((part) => part.type === 'chunk');
}

/** Large, loaded only when evidence is gathered, and not all of it ES modules: installed beside the program instead. */
const leftOutside = [/^mailauth(\/|$)/];

/** The licences of the packages that stand in the bundle must travel with it. */
function writeBundledLicences(chunks: readonly Chunk[]): void {
  const folders = new Set(
    chunks.flatMap(({ moduleIds }) =>
      moduleIds.flatMap(
        (id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id.replaceAll('\\', '/'))?.[0] ?? [],
      ),
    ),
  );
  const texts = [...folders].sort().map((folder) => {
    const about: { readonly name: string; readonly version: string; readonly license: string } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
    const text =
      file === undefined ? `Licence: ${about.license}` : readFileSync(join(folder, file), 'utf8').trim();
    return `${about.name} ${about.version}\n\n${text}\n`;
  });
  writeFileSync(join(dist, 'bin/LICENSES.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
}

/** JavaScript and declarations of the doors and of all they import. */
function compileDoors(): void {
  const { status } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the library doors do not compile, see above');
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
const chunks = await bundleProgram();
writeBundledLicences(chunks);
compileDoors();
const dataFiles = buildData(root, dist);
console.log(
  `dist/: ${chunks.length} chunks, ${dataFiles} data files, ${Math.round(sizeOf(dist) / 1024)} KiB`,
);
