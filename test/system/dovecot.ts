/** A Dovecot of our own that only answers who may log in, at a socket that Postfix asks. Test support. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Dovecot {
  /** What Postfix asks: smtpd_sasl_path. */
  readonly socket: string;
  readonly close: () => Promise<void>;
}

const dovecot = '/usr/sbin/dovecot';

/** Why there can be none; undefined where there can. */
export function missingForDovecot(): string | undefined {
  if (!existsSync(dovecot)) return 'dovecot is not installed (Debian: dovecot-core)';
  return process.getuid?.() === 0 ? undefined : 'Dovecot starts only as root';
}

function configuration(home: string, mechanisms: string): string {
  return `base_dir = ${home}/run
state_dir = ${home}/state
log_path = ${home}/log
protocols =
ssl = no
disable_plaintext_auth = no
auth_mechanisms = ${mechanisms}
passdb {
  driver = static
  args = password=${crypto.randomUUID()}
}
userdb {
  driver = static
  args = uid=65534 gid=65534 home=/nonexistent
}
service auth {
  unix_listener ${home}/auth {
    mode = 0666
  }
}
`;
}

/** Starts it with files below `folder`; ready when its socket is there. */
export async function startDovecot(folder: string, mechanisms = 'plain login'): Promise<Dovecot> {
  const home = join(folder, 'dovecot');
  for (const name of ['', 'run', 'state']) mkdirSync(join(home, name), { recursive: true, mode: 0o755 });
  writeFileSync(join(home, 'dovecot.conf'), configuration(home, mechanisms));
  const child = spawn(dovecot, ['-F', '-c', join(home, 'dovecot.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const words: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => words.push(chunk.toString()));
  const close = (): Promise<void> => stop(child);
  const socket = join(home, 'auth');
  for (let attempt = 0; attempt < 100 && !existsSync(socket) && child.exitCode === null; attempt++)
    await sleep(50);
  if (existsSync(socket)) return { socket, close };
  await close();
  const log = existsSync(join(home, 'log')) ? readFileSync(join(home, 'log'), 'utf8') : '';
  throw new Error(`dovecot did not start: ${words.join('')}${log}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  await ended;
}
