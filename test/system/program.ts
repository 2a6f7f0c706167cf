/** Runs the real program as a user does, and measures it. Test support. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveBundle } from '../../tools/serve-bundle.ts';
import { projectRoot } from '../source-files.ts';

export interface Outcome {
  /** -1 where a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly elapsedMs: number;
  /** Most memory it held at once (resident). */
  readonly peakMiB: number;
}

interface RunOptions {
  readonly input?: string | Buffer;
  /** Where its standard output goes instead: 'closed' is a pipe whose reader is gone, else the path of a file. */
  readonly output?: string;
  readonly timeoutMs?: number;
}

/** The program of this tree as it is shipped and as `./waypost serve` runs it; the sources where nothing can be bundled. */
export const program = (await serveBundle()) ?? join(projectRoot, 'src/main/waypost.ts');

/** Writes the peak memory at the end of the program to the file of WAYPOST_TEST_PEAK. */
const measuring = `data:text/javascript,${encodeURIComponent(
  `import { writeFileSync } from 'node:fs';
   process.on('exit', () => writeFileSync(process.env.WAYPOST_TEST_PEAK, String(process.resourceUsage().maxRSS)));`,
)}`;

/** `waypost …args`, without colours and in English. */
export async function runWaypost(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-run-'));
  const peak = join(folder, 'peak');
  const { VITEST: _, NODE_OPTIONS: __, ...environment } = process.env;
  const shell = ['/bin/sh', '-c', `exec "$@" > "$0"`, options.output ?? ''];
  const command = [process.execPath, '--import', measuring, program, ...args];
  const isFile = options.output !== undefined && options.output !== 'closed';
  const [file = '', ...rest] = isFile ? [...shell, ...command] : command;
  const started = performance.now();
  const child = spawn(file, rest, {
    cwd: folder,
    env: { ...environment, LC_ALL: 'C.UTF-8', NO_COLOR: '1', WAYPOST_TEST_PEAK: peak },
    timeout: options.timeoutMs ?? 60_000,
  });
  const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  child.stdout.on('data', (chunk: Buffer) => chunks.stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.stderr.push(chunk));
  if (options.output === 'closed') child.stdout.destroy();
  // A program that ends before it has read everything closes the pipe: that is its right.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve(status ?? -1));
  });
  const elapsedMs = performance.now() - started;
  const peakMiB = Number(readFileSync(peak, 'utf8')) / 1024;
  rmSync(folder, { recursive: true });
  const text = (parts: readonly Buffer[]): string => Buffer.concat(parts).toString();
  return { code, stdout: text(chunks.stdout), stderr: text(chunks.stderr), elapsedMs, peakMiB };
}

/** The parts of `--json` (docs/explain-json.md) that the system tests look at. */
export interface ExplainJson {
  readonly schema: string;
  readonly total: number;
  readonly explanations: readonly {
    readonly input: string;
    readonly kind: string;
    readonly format?: string;
    readonly count: number;
    readonly verdict: {
      readonly reply: Readonly<Record<string, unknown>>;
      readonly category: string;
      readonly confidence: number;
      readonly suppress: boolean;
      readonly class: string;
      readonly cause: { readonly category: string; readonly isAsserted: boolean };
      readonly speaker: { readonly role: string; readonly host?: string };
      readonly evidence: Readonly<
        Record<string, { readonly state: string; readonly value?: unknown; readonly from: unknown }>
      >;
      readonly findings: readonly { readonly check: string; readonly outcome: string }[];
      readonly fixes: readonly { readonly id: string }[];
    };
    readonly words: {
      readonly headline: string;
      readonly evidence: readonly { readonly word: string; readonly lookups: readonly string[] }[];
    };
  }[];
}

/** Runs `waypost explain --json`; throws with its words where it does not explain. */
export async function explainJson(args: readonly string[], options: RunOptions = {}): Promise<ExplainJson> {
  const { code, stdout, stderr } = await runWaypost(['explain', '--json', '--no-progress', ...args], options);
  if (code !== 0) throw new Error(`waypost explain ended with ${code}: ${stderr}`);
  return JSON.parse(stdout) as ExplainJson;
}
