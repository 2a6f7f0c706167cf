/** Hands the command line to the commands and loads only what the one asked for needs. */
import { keepHeapSmall, keepHeapSmallFrom } from '../base/small-heap.ts';
import { type CliIo, EXIT, UsageError } from '../cli/io.ts';
import { runProgram } from '../cli/program.ts';
import { version } from './version.ts';

/** At so many MiB of young generation a short run begins to keep its heap small: what the replies of a batch hold ages at less. */
const YOUNG_MIB = { batch: 16, other: 8 };

/** Runs what this process was asked for; its exit code says how it went. */
export async function runCommandLine(): Promise<void> {
  const args = process.argv.slice(2);
  // A server stays.
  if (args.includes('serve')) keepHeapSmall();
  else keepHeapSmallFrom(args.includes('--batch') ? YOUNG_MIB.batch : YOUNG_MIB.other);

  const io: CliIo = {
    // Opened when it is read.
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    nowMs: () => performance.now(),
  };

  // A reader that went away (waypost … | head) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE')
      process.stderr.write(`waypost: the answer could not be written: ${error.message}\n`);
    process.exitCode = error.code === 'EPIPE' ? EXIT.explained : EXIT.broken;
    process.exit();
  });

  try {
    process.exitCode = await runProgram(args, io, {
      version,
      loadExplain: () => import('./explain-host.ts'),
      loadAudit: () => import('./audit-host.ts'),
      loadCheck: () => import('./check-host.ts'),
      loadVerb: () => import('./pick-verb.ts'),
      loadServe: async () => (await import('./serve-host.ts')).host,
    });
  } catch (error) {
    process.stderr.write(`waypost: ${error instanceof Error ? error.message : error}\n`);
    if (process.env.WAYPOST_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    process.exitCode = error instanceof UsageError ? EXIT.usage : EXIT.broken;
  }
}
