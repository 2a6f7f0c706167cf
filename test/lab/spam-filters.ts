/**
 * rspamd and SpamAssassin's spamd from Debian on loopback, each with a configuration of its own in a folder of its own and
 * the rules of the package; no network: rspamd's DNS server is a closed port, spamd runs its local tests only. Neither has
 * training. rspamd's list of public suffixes is a few lines: compiling the whole one takes ten seconds.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface SpamFilter {
  /** On 127.0.0.1. */
  readonly port: number;
  readonly pid: number;
  readonly close: () => Promise<void>;
}

const START_MS = 60_000;

function find(program: 'rspamd' | 'spamd'): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/bin'];
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

/** Programs that are not installed (Debian: rspamd, spamd). */
export function missingFilters(): readonly string[] {
  return (['rspamd', 'spamd'] as const).filter((program) => find(program) === undefined);
}

/** Modules that would ask the network or need Redis. */
const off = [
  'fuzzy_check',
  'rbl',
  'asn',
  'greylist',
  'ratelimit',
  'replies',
  'history_redis',
  'neural',
  'bayes_expiry',
];

function rspamdConf(folder: string, port: number): string {
  return `.include "$CONFDIR/common.conf"
options {
  pidfile = "${folder}/rspamd.pid";
  .include "$CONFDIR/options.inc"
  .include(priority=5) "${folder}/options.inc"
  dns { nameserver = ["127.0.0.1:9"]; timeout = 0.1s; retransmits = 1; }
  control_socket = "${folder}/control.sock mode=0600";
}
logging { type = "console"; level = "error"; }
worker "normal" { bind_socket = "127.0.0.1:${port}"; count = 1; task_timeout = 15s; }
`;
}

/** Starts rspamd's scanner alone. Throws, with its words, where it does not come up. */
export async function startRspamd(): Promise<SpamFilter> {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-rspamd-'));
  const port = await freePort();
  mkdirSync(join(folder, 'override.d'));
  for (const name of off) writeFileSync(join(folder, 'override.d', `${name}.conf`), 'enabled = false;\n');
  writeFileSync(join(folder, 'suffixes.dat'), 'com\norg\nnet\nedu\nexample\ntest\nde\nco.uk\n');
  writeFileSync(join(folder, 'options.inc'), `url_tld = "${folder}/suffixes.dat";\n`);
  writeFileSync(join(folder, 'rspamd.conf'), rspamdConf(folder, port));
  const variables = ['DBDIR', 'RUNDIR', 'LOGDIR', 'LOCAL_CONFDIR'].flatMap((name) => [
    '--var',
    `${name}=${folder}`,
  ]);
  const asRoot = process.getuid?.() === 0 ? ['-i'] : [];
  return start('rspamd', ['-f', ...asRoot, '-c', join(folder, 'rspamd.conf'), ...variables], port, folder);
}

/** Starts spamd with one child. Throws, with its words, where it does not come up. */
export async function startSpamd(): Promise<SpamFilter> {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-spamd-'));
  // As root it gives up its rights, and must still write here.
  chmodSync(folder, 0o777);
  const port = await freePort();
  const asRoot = process.getuid?.() === 0 ? ['--username=nobody'] : [];
  const local = ['--local', '--nouser-config', '--cf=use_bayes 0', '--cf=use_txrep 0', '--max-children=1'];
  const files = [`--helper-home-dir=${folder}`, `--pidfile=${folder}/pid`, '--syslog=stderr'];
  return start('spamd', [...asRoot, ...local, ...files, `--listen=127.0.0.1:${port}`], port, folder);
}

async function start(
  program: 'rspamd' | 'spamd',
  args: readonly string[],
  port: number,
  folder: string,
): Promise<SpamFilter> {
  const path = find(program);
  if (path === undefined) throw new Error(`${program} is not installed`);
  const child = spawn(path, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      words = (words + chunk.toString()).slice(-4000);
    });
  const close = async (): Promise<void> => {
    await stop(child);
    rmSync(folder, { recursive: true, force: true });
  };
  if (child.pid !== undefined && (await isOpen(port, child))) return { port, pid: child.pid, close };
  await close();
  throw new Error(`${program} did not come up:\n${words}`);
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 5000).unref();
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function isOpen(port: number, child: ChildProcess): Promise<boolean> {
  for (const end = performance.now() + START_MS; performance.now() < end; await sleep(50)) {
    if (child.exitCode !== null) return false;
    const takes = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (takes) return true;
  }
  return false;
}
