/** `waypost backup` and `waypost restore`: the database through SQLite itself, the key of sealed secrets beside it. */
import { chmodSync, copyFileSync, existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { instantOf, systemClock } from '../../base/clock.ts';
import { type CliIo, EXIT } from '../../cli/io.ts';
import type { BackupOptions, RestoreOptions } from '../../cli/serve/host.ts';
import { backupFolder, copyKeyTo, databaseFileOf, keyFileOf, restoreFrom } from '../../store/index.ts';
import { version } from '../version.ts';
import { knownConfig } from './known-config.ts';
import { type Words, wordsFor } from './words.ts';

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
  const words = wordsFor(io);
  const path = resolve(file);
  const keyPath = `${path}.key`;
  const withKey = options.key !== false;
  if (withKey && existsSync(keyPath))
    return complain('backup', io, words.say('backup.key-there', { file: keyPath }));
  const copied = await backupFolder(known.config.data, path);
  if (!copied.ok) return complain('backup', io, words.problem(copied.problem));
  const size = Math.ceil(statSync(path).size / 1024);
  io.stdout.write(`${words.say('backup.written', { file: path, size })}\n`);
  if (!withKey || !existsSync(keyFileOf(known.config.data))) return EXIT.explained;
  const key = copyKeyTo(known.config.data, keyPath);
  if (!key.ok) return complain('backup', io, words.problem(key.problem));
  io.stdout.write(`${words.say('backup.key', { file: keyPath })}\n`);
  return EXIT.explained;
}

/** Answers the exit code. */
export async function runRestore(file: string, options: RestoreOptions, io: CliIo): Promise<number> {
  const known = knownConfig('restore', options, io);
  if (!known.ok) return known.code;
  const { data } = known.config;
  const words = wordsFor(io);
  const path = resolve(file);
  const key = keyOf(path);
  if (key === 'broken')
    return complain(
      'restore',
      io,
      words.say('restore.key-broken', { file: `${path}.key`, bytes: KEY_BYTES }),
    );
  if (existsSync(databaseFileOf(data)) && options.replace !== true)
    return complain('restore', io, words.say('restore.there', { file: databaseFileOf(data) }));
  const restored = await restoreFrom(path, data, { clock: systemClock, program: version });
  if (!restored.ok) {
    const isRunning = restored.problem.code === 'in-use';
    const more = isRunning ? ` ${words.say('restore.unchanged')}` : '';
    return complain('restore', io, `${words.problem(restored.problem)}${more}`);
  }
  const { replaced } = restored.value;
  const tell = (text: string) => io.stdout.write(`${text}\n`);
  tell(words.say('restore.done', { file: databaseFileOf(data), backup: path }));
  if (replaced !== undefined) tell(words.say('restore.replaced', { file: replaced }));
  if (key !== undefined) restoreKey(`${path}.key`, key, data, words, tell);
  else if (!existsSync(keyFileOf(data))) tell(words.say('restore.no-key', { file: keyFileOf(data) }));
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
function restoreKey(
  keyPath: string,
  key: Buffer,
  data: string,
  words: Words,
  tell: (text: string) => void,
): void {
  const target = keyFileOf(data);
  if (existsSync(target)) {
    if (readFileSync(target).equals(key)) return;
    const aside = `${target}.replaced-${instantOf(systemClock.nowMs()).replaceAll(/[:.]/g, '-')}`;
    renameSync(target, aside);
    tell(words.say('restore.key-replaced', { file: aside }));
  }
  copyFileSync(keyPath, target);
  chmodSync(target, 0o600);
  tell(words.say('restore.key', { file: target }));
}
