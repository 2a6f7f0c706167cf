/**
 * Builds the package into `dist/`: the program as one bundle with a chunk per command, the library doors of
 * package.json's `exports` as JavaScript with declarations, the data as one JSON file, the dashboard.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildData } from './build-data.ts';
import { bundleProgram, type Chunk } from './bundle-program.ts';
import { makeStartsFast } from './start/make-starts-fast.ts';
import { buildWeb } from './web/build.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

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
const chunks = await bundleProgram(join(dist, 'bin'));
writeBundledLicences(chunks);
compileDoors();
const dataFiles = buildData(root, dist);
makeStartsFast(join(dist, 'bin/waypost.js'));
await buildWeb(root, join(dist, 'web'));
console.log(
  `dist/: ${chunks.length} chunks, ${dataFiles} data files, ${Math.round(sizeOf(dist) / 1024)} KiB`,
);
