/** Which functions of the built program a command runs, as V8 counts them (NODE_V8_COVERAGE). */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Span } from './compiled-at-once.ts';

/** A command line, and what stands on its standard input. */
export interface Command {
  readonly args: readonly string[];
  readonly input?: string;
}

/** A coverage report, of which only this is read: a function's first range is the function. */
interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly ranges: readonly {
        readonly startOffset: number;
        readonly endOffset: number;
        readonly count: number;
      }[];
    }[];
  }[];
}

/** By path of the file: functions that one of the commands ran. Throws when a command fails. */
export function functionsThatRan(
  program: string,
  commands: readonly Command[],
): ReadonlyMap<string, readonly Span[]> {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-coverage-'));
  try {
    for (const { args, input = '' } of commands) {
      // Nothing of the user's: no home, so no compiled code that is kept, no language, no configuration.
      const env = { NODE_V8_COVERAGE: folder };
      const { status, stderr } = spawnSync(process.execPath, [program, ...args], {
        env,
        input,
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`waypost ${args.join(' ')} ended with ${status}: ${stderr}`);
    }
    const found = new Map<string, Span[]>();
    for (const name of readdirSync(folder)) {
      const { result }: Coverage = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      for (const { url, functions } of result.filter(({ url }) => url.startsWith('file:'))) {
        const path = fileURLToPath(url);
        const ran = functions.flatMap(({ ranges: [whole] }) =>
          whole !== undefined && whole.count > 0 ? [{ start: whole.startOffset, end: whole.endOffset }] : [],
        );
        found.set(path, [...(found.get(path) ?? []), ...ran]);
      }
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
