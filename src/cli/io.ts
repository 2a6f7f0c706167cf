/** What a command is given of the process: streams, environment, time. */
import type { Readable, Writable } from 'node:stream';
import type { Problem } from '../base/result.ts';

export interface CliIo {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds that never run backwards. */
  readonly nowMs: () => number;
}

/** Exit codes of every command (docs/cli.md). */
export const EXIT = {
  /** Something was explained. */
  explained: 0,
  /** Nothing could be said: no reply in the text, an empty or unreadable file. */
  nothing: 1,
  /** The command line is wrong. */
  usage: 2,
  /** The program itself failed. */
  broken: 3,
  /** `--fail-on`: something of that weight was found. */
  found: 4,
} as const;

/**
 * What the command line asks for cannot be: ends with EXIT.usage. Its message says what to write instead; `problem` is the
 * same for a catalogue ('stop.<code>').
 */
export class UsageError extends Error {
  readonly problem: Problem | undefined;

  constructor(what: string | Problem, options?: ErrorOptions) {
    super(typeof what === 'string' ? what : what.message, options);
    this.problem = typeof what === 'string' ? undefined : what;
  }
}

/** Writes and waits where the reader is slow; a closed pipe ends the writing without a complaint. */
export function writeTo(stream: Writable, text: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || stream.write(text)) resolve();
    else {
      const done = (): void => {
        stream.off('drain', done);
        stream.off('close', done);
        resolve();
      };
      stream.once('drain', done);
      stream.once('close', done);
    }
  });
}
