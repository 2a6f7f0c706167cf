#!/usr/bin/env node
/** The program `waypost`: begins to keep compiled code, and loads the rest from there. */
import { EXIT } from '../cli/io.ts';
import { keepCompiledCode } from './compile-cache.ts';
import { oldNodeProblem } from './node-version.ts';

const problem = oldNodeProblem(process.versions.node);
if (problem === undefined) {
  keepCompiledCode(process.env);
  void import('./run-command-line.ts').then(({ runCommandLine }) => runCommandLine());
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = EXIT.broken;
}
