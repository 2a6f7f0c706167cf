/** `waypost backup` and `waypost restore`: the database through SQLite itself, the key of sealed secrets beside it. */
import { chmodSync, copyFileSync, existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { instantOf, systemClock } from '../../base/clock.ts';
import { type CliIo, EXIT } from '../../cli/io.ts';
import type { BackupOptions, RestoreOptions } from '../../cli/serve/host.ts';
import { backupFolder, copyKeyTo, databaseFileOf, keyFileOf, restoreFrom } from '../../store/index.ts';
import { version } from '../version.ts';
import { knownConfig } from './known-config.ts';

const complain = (command: string, io: CliIo, text: string): number => {
  io.stderr.write(`waypost ${command}: ${text}\n`);
  return EXIT.nothing;
};

/** Bytes of a key. */
const KEY_BYTES = 32;

/** Answers the exit code. */
export async function runBackup(file: string, options: BackupOptions, io: CliIo): Promise<number> {
  const known = knownConfig('backup', options, io);
  if (!known.ok) return known.code;
  const path = resolve(file);
  const keyPath = `${path}.key`;
  const withKey = options.key !== false;
  if (withKey && existsSync(keyPath))
    return complain('backup', io, `${keyPath} is there already and is not overwritten; name another file.`);
  const copied = await backupFolder(known.config.data, path);
  if (!copied.ok) return complain('backup', io, copied.problem.message);
  io.stdout.write(`${path} is written and checked (${Math.ceil(statSync(path).size / 1024)} KiB).\n`);
  if (!withKey || !existsSync(keyFileOf(known.config.data))) return EXIT.explained;
  const key = copyKeyTo(known.config.data, keyPath);
  if (!key.ok) return complain('backup', io, key.problem.message);
  io.stdout.write(`${keyPath} is the key of the secrets in it: keep the two apart.\n`);
  return EXIT.explained;
}

/** Answers the exit code. */
export async function runRestore(file: string, options: RestoreOptions, io: CliIo): Promise<number> {
  const known = knownConfig('restore', options, io);
  if (!known.ok) return known.code;
  const { data } = known.config;
  const path = resolve(file);
  const key = keyOf(path);
  if (key === 'broken')
    return complain(
      'restore',
      io,
      `${path}.key is no key of Waypost (${KEY_BYTES} bytes). Put the right one there, or take it away.`,
    );
  if (existsSync(databaseFileOf(data)) && options.replace !== true)
    return complain(
      'restore',
      io,
      `${databaseFileOf(data)} is there. With --replace the backup takes its place; the old one stays beside it under another name.`,
    );
  const restored = await restoreFrom(path, data, { clock: systemClock, program: version });
  if (!restored.ok) {
    const isRunning = restored.problem.code === 'in-use';
    return complain('restore', io, `${restored.problem.message}${isRunning ? ' Nothing was changed.' : ''}`);
  }
  const { replaced } = restored.value;
  io.stdout.write(`${databaseFileOf(data)} is restored from ${path}.\n`);
  if (replaced !== undefined) io.stdout.write(`The database that was there is now ${replaced}.\n`);
  if (key !== undefined) restoreKey(`${path}.key`, key, data, io);
  else if (!existsSync(keyFileOf(data)))
    io.stdout.write(
      `The backup came without its key: where it holds secrets, serve will ask for ${keyFileOf(data)}.\n`,
    );
  return EXIT.explained;
}

/** The key beside a backup. */
function keyOf(path: string): Buffer | 'broken' | undefined {
  const keyPath = `${path}.key`;
  if (!existsSync(keyPath)) return undefined;
  if (statSync(keyPath).size !== KEY_BYTES) return 'broken';
  return readFileSync(keyPath);
}

/** The secrets of the backup were sealed with its key; another one that lies there is set aside. */
function restoreKey(keyPath: string, key: Buffer, data: string, io: CliIo): void {
  const target = keyFileOf(data);
  if (existsSync(target)) {
    if (readFileSync(target).equals(key)) return;
    const aside = `${target}.replaced-${instantOf(systemClock.nowMs()).replaceAll(/[:.]/g, '-')}`;
    renameSync(target, aside);
    io.stdout.write(`The key that was there is now ${aside}.\n`);
  }
  copyFileSync(keyPath, target);
  chmodSync(target, 0o600);
  io.stdout.write(`${target} is the key of the backup.\n`);
}
