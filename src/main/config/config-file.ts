/** Finds and reads waypost.toml; and writes one with every key and its words, for `waypost init`. */
import { closeSync, constants, existsSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ConfigFault } from './config-fault.ts';
import { type ConfigRead, readConfig } from './read-config.ts';
import { configKeys, tableWords } from './schema.ts';
import type { ValueFault } from './values.ts';

/** Options that name the configuration or go before it. */
export interface ConfigGiven {
  readonly config?: string;
  readonly listen?: string;
  readonly data?: string;
}

const MAX_BYTES = 256 * 1024;

/** Looked for where none is named. */
const USUAL = ['waypost.toml', '/etc/waypost/waypost.toml'];

/** Reads the file that is named, else the usual one, else none; then the environment and the options. */
export function findConfig(
  given: ConfigGiven,
  environment: Readonly<Record<string, string | undefined>>,
  workingFolder: string,
): ConfigRead {
  const { config, ...options } = given;
  const named = config ?? (environment.WAYPOST_CONFIG || undefined);
  const path = named ?? USUAL.find((one) => existsSync(resolve(workingFolder, one)));
  const text = path === undefined ? undefined : readText(path, workingFolder);
  if (typeof text === 'object') return { ok: false, faults: [text], warnings: [] };
  return readConfig({
    ...(path !== undefined && text !== undefined && { file: { path, text } }),
    environment,
    options,
    workingFolder,
  });
}

function readText(path: string, workingFolder: string): string | ConfigFault {
  const fault = (why: ValueFault, message: string, remedy: ValueFault, instead: string): ConfigFault => ({
    code: 'unreadable',
    place: path,
    message,
    why,
    instead,
    remedy,
  });
  const run = (why: string, message: string, command: string): ConfigFault =>
    fault({ code: why }, message, { code: 'run', data: { command } }, `run: ${command}`);
  try {
    // A pipe without a writer would wait for ever.
    const file = openSync(resolve(workingFolder, path), constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stat = fstatSync(file);
      if (stat.isDirectory()) {
        const inside = `${path.replace(/\/+$/, '')}/waypost.toml`;
        const remedy = { code: 'file-inside', data: { file: inside } };
        return fault({ code: 'folder' }, 'this is a folder.', remedy, `the file in it: ${inside}`);
      }
      if (!stat.isFile()) {
        const message = 'this is a device or a pipe, no file that can be read twice.';
        return fault({ code: 'no-file' }, message, { code: 'its-path' }, 'the path of a waypost.toml');
      }
      if (stat.size > MAX_BYTES)
        return fault(
          { code: 'large-file' },
          'this is larger than 256 KiB.',
          { code: 'a-file' },
          'a waypost.toml',
        );
      return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT')
      return run('no-such-file', 'this file does not exist.', `waypost init --config ${path}`);
    if (code === 'EACCES') return run('no-right', 'this user may not read it.', `chmod a+r ${path}`);
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      return fault({ code: 'no-utf8' }, 'this is no UTF-8.', { code: 'save-utf8' }, 'save it as UTF-8');
    const cause = code || String(error);
    const why = { code: 'unreadable', data: { cause } };
    return fault(why, `this cannot be read (${cause}).`, { code: 'its-path' }, 'the path of a waypost.toml');
  }
}

const WIDTH = 100;

function comment(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > WIDTH) lines.push(`# ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** The text of a waypost.toml: every key with its words; those in `values` (as TOML) set, the others commented out. */
export function configFileText(values: ReadonlyMap<string, string>): string {
  const lines = [
    '# Configuration of waypost serve. Every key: docs/configuration.md; check it with: waypost config check',
    '# Most keys are read again at SIGHUP (systemctl reload waypost).',
  ];
  let table = '';
  for (const { name, says, write, byDefault } of configKeys) {
    const [first = '', second] = name.split('.');
    if (second !== undefined && first !== table) {
      table = first;
      lines.push('', ...comment(tableWords[first] ?? ''), `[${first}]`);
    } else lines.push('');
    const value = values.get(name);
    lines.push(
      ...comment(says),
      value === undefined ? `#${second ?? first} = ${byDefault ?? write}` : `${second ?? first} = ${value}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
