/** `waypost serve`: starts, says where, waits for signals. SIGHUP reads the configuration again; SIGTERM and SIGINT stop, a second one at once. */
import { instantOf, systemClock } from '../../base/clock.ts';
import { letYoungHeapGrow } from '../../base/small-heap.ts';
import { type CliIo, EXIT } from '../../cli/io.ts';
import type { ServeOptions } from '../../cli/serve/host.ts';
import { findConfig } from '../config/config-file.ts';
import { version } from '../version.ts';
import { knownConfig } from './known-config.ts';
import { type Log, openLogs } from './logs.ts';
import type { RunningServer } from './start-server.ts';
import { type Words, wordsFor } from './words.ts';

/** Problems that come from what was configured, not from the machine. */
const WRONG_CONFIGURATION: ReadonlySet<string> = new Set([
  'open-without-tls',
  'tls-unreadable',
  'tls-broken',
  'tls-mismatch',
]);

/** A stop takes no longer: less than systemd waits (TimeoutStopSec of our unit). What was acknowledged is on the disk all the same. */
const STOP_MS = 25_000;

/** Killed by a second signal, as shells count it. */
const KILLED = 128;
const SIGNAL_NUMBERS = { SIGINT: 2, SIGTERM: 15 } as const;

/** Answers the exit code when it has stopped. */
export async function runServe(options: ServeOptions, io: CliIo): Promise<number> {
  const known = knownConfig('serve', options, io);
  if (!known.ok) return known.code;
  const logs = openLogs(io.stderr, known.config.log);
  const { log } = logs;
  watchForBugs(log);
  letSignalsEndTheStart();
  // Loaded now: a fault in the configuration is told without all of it.
  const { startServer } = await import('./start-server.ts');
  const started = await startServer(known.config, logs);
  if (!started.ok) {
    io.stderr.write(`waypost serve: ${wordsFor(io).problem(started.problem)}\n`);
    return WRONG_CONFIGURATION.has(started.problem.code) ? EXIT.usage : EXIT.nothing;
  }
  const server = started.value;
  const signals = listenForSignals();
  // Many requests at once hold more than the smallest young heap: a quarter of their time went into copying it.
  letYoungHeapGrow(8);
  io.stdout.write(greeting(server, known.config.file, wordsFor(io)));
  log({
    level: 'info',
    part: 'server',
    message: 'started',
    fields: { version, url: server.url, pid: process.pid },
  });

  signals.onReload(() => reload(options, io, server, log));
  const signal = await signals.stop;
  log({ level: 'info', part: 'server', message: 'stopping', fields: { signal } });
  signals.onSecond((second) => process.exit(KILLED + SIGNAL_NUMBERS[second]));
  const overdue = setTimeout(() => {
    log({ level: 'error', part: 'server', message: 'a part does not stop; the process ends without it' });
    process.exit(EXIT.broken);
  }, STOP_MS);
  await server.stop();
  clearTimeout(overdue);
  log({ level: 'info', part: 'server', message: 'stopped' });
  logs.close();
  return EXIT.explained;
}

/** What somebody sees who started it by hand. */
function greeting(
  { url, origin, setUpLink }: RunningServer,
  file: string | undefined,
  { say }: Words,
): string {
  const lines = [say('start.listens', { version, url, ...(file !== undefined && { file }) })];
  if (origin !== url) lines.push(say('start.origin', { origin }));
  if (setUpLink !== undefined) {
    const hours = Math.round((Date.parse(setUpLink.expiresAt) - systemClock.nowMs()) / 3_600_000);
    lines.push(say('start.set-up'), `  ${setUpLink.url}`, `  ${say('start.set-up-ends', { hours })}`);
  }
  return `${lines.join('\n')}\n`;
}

type StopSignal = keyof typeof SIGNAL_NUMBERS;

interface Signals {
  readonly stop: Promise<StopSignal>;
  readonly onReload: (act: () => void) => void;
  readonly onSecond: (act: (signal: StopSignal) => void) => void;
}

/**
 * Until it serves, a signal ends the process at once, by what the system does without us: also while something keeps the event loop
 * busy, such as a look through a large database. Nothing that is kept can be lost by that: the store is made to be killed. A reload
 * is not meant for a start, and the first process of a container has no such protection by the system.
 */
function letSignalsEndTheStart(): void {
  process.on('SIGHUP', () => undefined);
  if (process.pid !== 1) return;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => process.exit(KILLED + SIGNAL_NUMBERS[signal]));
}

function listenForSignals(): Signals {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.removeAllListeners(signal);

  const first = Promise.withResolvers<StopSignal>();
  let isStopping = false;
  let second: ((signal: StopSignal) => void) | undefined;
  let reload: (() => void) | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (!isStopping) {
        isStopping = true;
        first.resolve(signal);
      } else if (second === undefined) process.exit(KILLED + SIGNAL_NUMBERS[signal]);
      else second(signal);
    });
  }
  // Without a listener it would end the process.
  process.on('SIGHUP', () => reload?.());
  return {
    stop: first.promise,
    onReload: (act) => {
      reload = act;
    },
    onSecond: (act) => {
      second = act;
    },
  };
}

/** What is wrong is logged, and what held before goes on. */
function reload(options: ServeOptions, io: CliIo, server: RunningServer, log: Log): void {
  const { config, listen, data } = options;
  const read = findConfig(
    {
      ...(config !== undefined && { config }),
      ...(listen !== undefined && { listen }),
      ...(data !== undefined && { data }),
    },
    io.environment,
    process.cwd(),
  );
  if (!read.ok) {
    for (const { place, key, message, instead } of read.faults)
      log({
        level: 'error',
        part: 'server',
        message: 'the configuration has a fault; what held before goes on',
        fields: { place, option: key, cause: message, instead },
      });
    return;
  }
  const taken = server.reload(read.config);
  if (!taken.ok) {
    const { code, message } = taken.problem;
    log({
      level: 'error',
      part: 'server',
      message: 'the configuration was not taken over; what held before goes on',
      fields: { code, cause: message },
    });
    return;
  }
  log({
    level: taken.value.needRestart.length > 0 ? 'warning' : 'info',
    part: 'server',
    message: taken.value.needRestart.length > 0 ? 'reloaded; some keys need a restart' : 'reloaded',
    fields: { keys: [...taken.value.needRestart], at: instantOf(systemClock.nowMs()) },
  });
}

/** A bug ends the process, after it was logged: systemd starts it again, and jobs go on. */
function watchForBugs(log: Log): void {
  const end = (message: string) => (error: unknown) => {
    log({ level: 'error', part: 'server', message, error });
    process.exit(EXIT.broken);
  };
  process.on('uncaughtException', end('a bug: the process ends'));
  process.on('unhandledRejection', end('a bug: a promise failed unseen, the process ends'));
}
