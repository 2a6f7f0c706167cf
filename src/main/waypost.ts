#!/usr/bin/env node
/** The program `waypost`: begins to keep compiled code, and loads the rest from there. */
import { keepCompiledCode } from './compile-cache.ts';

const OLDEST_NODE = 24;

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  process.stderr.write(
    `waypost needs Node ${OLDEST_NODE} or newer, and this is Node ${process.versions.node}.\n`,
  );
  process.exitCode = 1;
} else {
  keepCompiledCode(process.env);
  void import('./run-command-line.ts').then(({ runCommandLine }) => runCommandLine());
}
