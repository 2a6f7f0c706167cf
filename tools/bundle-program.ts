/** The program as one bundle with a chunk per command: what the package holds, and what `npm run bench:explain` measures. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';

const sources = join(import.meta.dirname, '../src/');
const program = join(sources, 'main/waypost.ts');

/** A file of the bundle, and the modules in it. */
export interface Chunk {
  readonly fileName: string;
  readonly moduleIds: readonly string[];
}

/**
 * Bundles the program with what it needs, so that a start reads a few files and not a thousand. As CommonJS: Node loads the same files as ES modules
 * somewhat slower (docs/decisions/0010-speed-is-compared.md).
 */
export async function bundleProgram(folder: string): Promise<readonly Chunk[]> {
  const bundle = await rolldown({
    input: { waypost: program, tldts: 'tldts' },
    platform: 'node',
    external: [/^node:/, ...builtinModules, ...leftOutside],
    transform: { target: 'node24' },
    plugins: [withoutLocales, withoutChildProcess, suffixesWhenAsked],
    // Our modules do nothing by being loaded: a chunk then holds only what its command uses, not all behind a door.
    treeshake: {
      moduleSideEffects: (id) => (id.startsWith(sources) && id !== program ? false : undefined),
    },
  });
  const { output } = await bundle.write({
    dir: folder,
    format: 'cjs',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    minify: { mangle: false, compress: true },
  });
  await bundle.close();
  // The package around it says 'module'.
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}\n');
  chmodSync(join(folder, 'waypost.js'), 0o755);
  const chunks = output.filter((part) => part.type === 'chunk');
  for (const { fileName } of chunks) writeInAscii(join(folder, fileName));
  return chunks;
}

/** Large, loaded only when evidence is gathered, and not all of it ES modules: installed beside the program instead. */
const leftOutside = [/^mailauth(\/|$)/];

/** The list of public suffixes, a file of its own. */
const TLDTS = './tldts.js';

/** Most replies name no domain whose owner is asked for: the list, an eighth of what an explanation loads, is opened when one does. */
const suffixesWhenAsked: Plugin = {
  name: 'suffixes-when-asked',
  resolveId: {
    filter: { id: /^(?:tldts|\.\/tldts\.js)$/ },
    handler: (id, importer) =>
      id === TLDTS
        ? { id, external: 'absolute' }
        : importer?.startsWith(sources)
          ? '\0tldts-when-asked'
          : undefined,
  },
  load: {
    filter: { id: /^\0tldts-when-asked$/ },
    handler: () => {
      const names = ['getDomain', 'getDomainWithoutSuffix', 'getPublicSuffix', 'parse'];
      const asking = names.map(
        (name) => `export const ${name} = (url, options) => list().${name}(url, options);`,
      );
      return `let opened;\nconst list = () => (opened ??= require('${TLDTS}'));\n${asking.join('\n')}`;
    },
  },
};

/** zod's words in fifty languages, which its namespace carries along: ours come from the catalogue. */
const withoutLocales: Plugin = {
  name: 'without-locales',
  load: {
    filter: { id: /[/\\]zod[/\\]v4[/\\]locales[/\\]index\.js$/ },
    handler: () => "export { default as en } from './en.js';",
  },
};

/** commander can run a command that is a program of its own; ours are none, and what starts processes is slow to load. */
const withoutChildProcess: Plugin = {
  name: 'without-child-process',
  transform: {
    filter: { id: /[/\\]commander[/\\]lib[/\\]command\.js$/ },
    handler: (code) => {
      const without = code.replace(
        "import childProcess from 'node:child_process';",
        'const childProcess = {};',
      );
      if (without === code) throw new Error('commander gets node:child_process in another way than it did');
      return without;
    },
  },
};

/**
 * V8 keeps a source with one character beyond Latin-1 as two bytes a character: escapes spare a server 4 MiB. Done last, because the
 * minifier writes escapes as the characters that they stand for.
 */
function writeInAscii(path: string): void {
  const code = readFileSync(path, 'utf8');
  const raw = /String\.raw`[^`]*[^\0-\x7f]/.exec(code);
  if (raw !== null) throw new Error(`String.raw would change with its characters escaped: ${raw[0]}`);
  writeFileSync(path, code.replaceAll(/[^\0-\x7f]/g, escaped));
}

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
