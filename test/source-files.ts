/** The project's files as the architecture test sees them: path, text, and what each one imports. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** The project's root folder. */
export const projectRoot = join(import.meta.dirname, '..');

export interface Import {
  /** 'node:fs', 'zod', or the path of ours from the root: 'src/base/clock.ts'. */
  readonly target: string;
  readonly isTypeOnly: boolean;
}

export interface SourceFile {
  /** From the root, with '/': 'src/wire/spf/parse.ts'. */
  readonly path: string;
  readonly text: string;
  /** The text with comments blanked out. */
  readonly code: string;
  readonly imports: readonly Import[];
}

/** Every file below `folder` (relative to the root) whose name ends in one of `endings`; none when the folder is not there. */
export function listFiles(folder: string, endings: readonly string[]): readonly string[] {
  const top = join(projectRoot, folder);
  if (!existsSync(top)) return [];
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => posix.join(folder, entry.parentPath.slice(top.length).replaceAll('\\', '/'), entry.name))
    .sort();
}

/** Reads the TypeScript files of a folder. */
export function readSources(folder: string): readonly SourceFile[] {
  return listFiles(folder, ['.ts']).map((path) =>
    sourceFile(path, readFileSync(join(projectRoot, path), 'utf8')),
  );
}

/** A file from its text: what the rules look at. */
export function sourceFile(path: string, text: string): SourceFile {
  const code = text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/^\s*\/\/.*$/gm, '');
  return { path, text, code, imports: importsOf(path, code) };
}

const statement = /^(?:import|export)\s+(type\s)?(?:[\w*{][^'";]*?\sfrom\s+)?['"]([^'"\n]+)['"]/gm;
const dynamic = /\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g;

function importsOf(path: string, code: string): readonly Import[] {
  const found: Import[] = [];
  for (const [, type, target = ''] of code.matchAll(statement)) {
    found.push({ target: resolved(path, target), isTypeOnly: type !== undefined });
  }
  for (const [, target = ''] of code.matchAll(dynamic)) {
    found.push({ target: resolved(path, target), isTypeOnly: false });
  }
  return found;
}

function resolved(from: string, target: string): string {
  return target.startsWith('.') ? posix.join(posix.dirname(from), target) : target;
}
