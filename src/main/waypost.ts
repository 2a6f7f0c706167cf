#!/usr/bin/env node
/** The program `waypost`: begins to keep compiled code, and loads the rest from there. */
import { keepCompiledCode } from './compile-cache.ts';
import { tooOld } from './node-version.ts';

/** `EXIT.broken` of src/cli/io.ts: an old Node loads no more than this file. */
const BROKEN = 3;

const problem = tooOld(process.versions.node);
if (problem === undefined) {
  keepCompiledCode(process.env);
  void import('./run-command-line.ts').then(({ runCommandLine }) => runCommandLine());
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = BROKEN;
}
