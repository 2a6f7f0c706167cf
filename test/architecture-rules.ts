/** The walls of the house (docs/decisions/0001-one-package.md): each rule takes a file and gives its faults, one sentence each. */
import { posix } from 'node:path';
import type { Import, SourceFile } from './source-files.ts';

type Rule = (file: SourceFile) => readonly string[];

/** A file imports its own floor or lower ones. A folder of src/ that is not named here fails. */
const floors: Readonly<Record<string, number>> = {
  base: 0,
  wire: 1,
  findings: 2,
  gather: 3,
  store: 3,
  checks: 4,
  explain: 5,
  audit: 5,
  preflight: 5,
  desk: 5,
  people: 5,
  watch: 5,
  gateway: 5,
  traffic: 5,
  reputation: 5,
  placement: 5,
  experiments: 5,
  guard: 5,
  cli: 6,
  api: 6,
  main: 7,
};

/** Floors that read bytes and judge facts: no network, no file, no clock, no chance. */
const pureFolders = ['wire', 'checks'];
const impureModules =
  /^node:(fs|net|tls|dns|dgram|https?|http2|child_process|cluster|worker_threads|timers|perf_hooks|process|os|sqlite|readline)(\/|$)/;
const impureNames =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.|\bMath\.random\b|\bfetch\(|\bprocess\.|\bset(?:Timeout|Interval|Immediate)\b|\bcrypto\.random/;

const isTest = (path: string): boolean => path.endsWith('.test.ts') || path.endsWith('/testing.ts');
const folderOf = (path: string): string => path.split('/')[1] ?? '';
const isOurs = ({ target }: Import): boolean => target.startsWith('src/');

/** Lower floors never import higher ones; nothing shipped imports test/ or tools/. Tests may put floors together. */
export const keepsFloors: Rule = (file) => {
  if (isTest(file.path)) return [];
  const floor = floors[folderOf(file.path)];
  if (floor === undefined)
    return [
      `${file.path}: src/${folderOf(file.path)}/ is on no floor; name it in test/architecture-rules.ts`,
    ];
  const faults: string[] = [];
  for (const entry of file.imports) {
    if (/^(test|tools)\//.test(entry.target) && !isTest(file.path))
      faults.push(`${file.path} imports ${entry.target}`);
    if (!isOurs(entry)) continue;
    const other = floors[folderOf(entry.target)] ?? Number.POSITIVE_INFINITY;
    if (other > floor) faults.push(`${file.path} (floor ${floor}) imports ${entry.target} (floor ${other})`);
  }
  return faults;
};

/** The pure floors touch no network, file, clock or chance; their tests may. */
export const staysPure: Rule = (file) => {
  if (!pureFolders.includes(folderOf(file.path)) || isTest(file.path)) return [];
  const modules = file.imports.filter(({ target }) => impureModules.test(target)).map(({ target }) => target);
  const name = impureNames.exec(file.code)?.[0];
  return [...modules, ...(name === undefined ? [] : [name])].map((what) => `${file.path} uses ${what}`);
};

/** A folder with an index.ts is entered from outside only through it; types.ts and testing.ts are open. Tests may look inside. */
export function usesDoors(all: readonly SourceFile[]): Rule {
  const rooms = all.filter(({ path }) => path.endsWith('/index.ts')).map(({ path }) => posix.dirname(path));
  return (file) => {
    if (isTest(file.path)) return [];
    const faults: string[] = [];
    for (const { target } of file.imports) {
      const room = rooms.find(
        (folder) => target.startsWith(`${folder}/`) && !file.path.startsWith(`${folder}/`),
      );
      if (room === undefined || /\/(index|types|testing)\.ts$/.test(target)) continue;
      faults.push(`${file.path} imports ${target}; the door is ${room}/index.ts`);
    }
    return faults;
  };
}

/** Test helpers stay in tests. */
export const shipsNoTestHelper: Rule = (file) =>
  isTest(file.path)
    ? []
    : file.imports
        .filter(({ target }) => isTest(target) || target === 'vitest' || target === 'fast-check')
        .map(({ target }) => `${file.path} imports ${target}`);

/** Type stripping and STYLE: named exports, no enums, namespaces or parameter properties; relative imports end in .ts. */
export const keepsSyntax: Rule = (file) => {
  const faults: string[] = [];
  if (/^export default\b/m.test(file.code)) faults.push(`${file.path}: default export`);
  if (/^\s*(?:export\s+)?(?:const\s+|declare\s+)?enum\s+\w+\s*\{/m.test(file.code))
    faults.push(`${file.path}: enum`);
  for (const { target } of file.imports) {
    if (/^(src|test|tools)\//.test(target) && !/\.(ts|json)$/.test(target))
      faults.push(`${file.path}: import of '${target}' without .ts`);
  }
  return faults;
};

/** kebab-case names, so that a file is found by its export on every file system. */
export const hasKebabName: Rule = (file) =>
  /^[a-z0-9]+(-[a-z0-9]+)*(\.test)?\.ts$/.test(posix.basename(file.path))
    ? []
    : [`${file.path}: the name is not kebab-case`];
