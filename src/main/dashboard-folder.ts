/** Where the dashboard's built files are: beside the program in a package; in a source tree in web/dist, built when they are old. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A build takes a second; one that hangs is no reason not to start. */
const BUILD_MS = 120_000;

export interface DashboardPlace {
  readonly folder: string;
  /** Why what is there may be old or missing. */
  readonly problem?: string;
}

/** Builds first where it runs from a source tree; the builder itself says on standard error that it builds. */
export async function findDashboard(): Promise<DashboardPlace> {
  // A package holds this module in dist/bin/ and the dashboard in dist/web/.
  const packaged = join(import.meta.dirname, '..', 'web');
  if (existsSync(join(packaged, 'index.html'))) return { folder: packaged };
  const root = join(import.meta.dirname, '..', '..');
  const folder = join(root, 'web/dist');
  const builder = join(root, 'tools/build-web.ts');
  if (!existsSync(builder)) return { folder, problem: 'the program was packed without it' };
  const said = await runBuilder(builder, root);
  return said === undefined ? { folder } : { folder, problem: said };
}

/** undefined where it went well. */
function runBuilder(builder: string, root: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', builder, '--if-needed'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: BUILD_MS,
    });
    let last = '';
    child.stderr.on('data', (chunk: Buffer) => {
      const text = chunk.toString();
      if (text.startsWith('waypost: ')) process.stderr.write(text);
      else last = `${last}${text}`.slice(-2000);
    });
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(undefined);
      else resolve(/Error: (.{1,200})/.exec(last)?.[1] ?? `the builder ended with ${code ?? signal}`);
    });
  });
}
