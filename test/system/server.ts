/** Starts the real `waypost serve` on a free port of loopback, and speaks to it. Test support. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../source-files.ts';
import { program } from './program.ts';

export const password = 'correct-horse-9-battery';

export interface ServeRun {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** The address it printed. */
  readonly url: () => string;
  /** The token of the set-up link. */
  readonly token: () => string | undefined;
  /** Waits until standard output or error say so; throws with both where they do not in time. */
  readonly says: (words: RegExp, timeoutMs?: number) => Promise<void>;
  /** The exit code, or -1 where a signal ended it. */
  readonly ended: Promise<number>;
  readonly stop: () => Promise<number>;
}

const running = new Set<ChildProcess>();

/** A folder of its own for each test file; give it to `clear` at the end. */
export function tempFolder(): string {
  return mkdtempSync(join(tmpdir(), 'waypost-serve-'));
}

/** Ends what still runs, and removes the folder. */
export function clear(folder: string): void {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

/** Runs `waypost …args` in `folder`; it may go on. */
function spawnWaypost(
  args: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>> = {},
  words: readonly string[] = [process.execPath, '--disable-warning=ExperimentalWarning', program],
): ServeRun {
  const { VITEST: _, NODE_OPTIONS: __, NODE_ENV: ___, ...outer } = process.env;
  const own = Object.fromEntries(Object.entries(outer).filter(([name]) => !name.startsWith('WAYPOST_')));
  const [file = '', ...before] = words;
  const child = spawn(file, [...before, ...args], {
    cwd: folder,
    env: { ...own, LC_ALL: 'C.UTF-8', NO_COLOR: '1', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  running.add(child);
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.on('data', (chunk: Buffer) => {
      said[name] += chunk.toString();
    });
  child.stdin?.on('error', () => undefined);
  const ended = once(child, 'close').then(([code]: unknown[]) => {
    running.delete(child);
    return typeof code === 'number' ? code : -1;
  });
  const all = (): string => `${said.stdout}${said.stderr}`;
  return {
    child,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    url: () => /listens at (https?:\/\/\S+)/.exec(said.stdout)?.[1] ?? '',
    token: () => /#token=(\S+)/.exec(said.stdout)?.[1],
    says: async (words, timeoutMs = 40_000) => {
      const end = performance.now() + timeoutMs;
      while (!words.test(all())) {
        if (performance.now() > end || child.exitCode !== null)
          throw new Error(`never said ${words}: ${all()} (exit ${child.exitCode})`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

const launcher = join(projectRoot, 'waypost');

/** Starts the server as somebody does who has just cloned: by the launcher. */
export async function launchServe(folder: string): Promise<ServeRun> {
  const run = spawnWaypost(['serve', '--listen', '127.0.0.1:0'], folder, {}, [launcher]);
  await run.says(/server: started/, 90_000);
  return run;
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function endOf(run: ServeRun, input = ''): Promise<Ended> {
  run.child.stdin?.end(input);
  const code = await run.ended;
  return { code, stdout: run.stdout(), stderr: run.stderr() };
}

/** Runs a command to its end by the launcher. */
export const launch = (args: readonly string[], folder: string): Promise<Ended> =>
  endOf(spawnWaypost(args, folder, {}, [launcher]));

/** Runs a command to its end; `input` goes to its standard input. */
export const runCommand = (
  args: readonly string[],
  folder: string,
  input = '',
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> => endOf(spawnWaypost(args, folder, environment), input);

/** Starts the server and waits until it listens. */
export async function startServe(
  folder: string,
  args: readonly string[] = ['--listen', '127.0.0.1:0'],
  environment: Readonly<Record<string, string>> = {},
): Promise<ServeRun> {
  const run = spawnWaypost(['serve', ...args], folder, environment);
  await run.says(/server: started|"message":"started"/);
  return run;
}

/** Makes the first administrator with the printed link; answers the session cookie. */
export async function setUp(run: ServeRun): Promise<string> {
  const answer = await fetch(`${run.url()}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: run.url() },
    body: JSON.stringify({
      token: run.token(),
      email: 'ann@example.org',
      name: 'Ann',
      password,
      language: 'en',
    }),
  });
  if (!answer.ok) throw new Error(`setup answers ${answer.status}: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
}

/** Asks the API as a browser does. */
export function ask(
  run: ServeRun,
  cookie: string,
  method: string,
  path: string,
  body?: object,
): Promise<Response> {
  return fetch(`${run.url()}/api/v1${path}`, {
    method,
    headers: { cookie, origin: run.url(), ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
