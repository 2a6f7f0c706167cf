/** The last step of a build: what a start of the built program runs is compiled along with the file that it stands in. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { compiledAtOnce } from './compiled-at-once.ts';
import { type Command, functionsThatRan } from './functions-that-ran.ts';

/** What people start most. Functions of other commands are compiled when they are called, as ever. */
const commands: readonly Command[] = [
  { args: ['--help'] },
  { args: ['explain', '--offline', '550 5.1.1 User unknown'] },
];

/** Rewrites the files of the program; it needs its data beside it already. */
export function makeStartsFast(program: string): void {
  const folder = dirname(program);
  for (const [path, functions] of functionsThatRan(program, commands))
    if (dirname(path) === folder) writeFileSync(path, compiledAtOnce(readFileSync(path, 'utf8'), functions));
}
