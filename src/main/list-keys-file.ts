/** Reads the file of --list-keys. Nothing that is said of it holds a key. */
import { readFileSync, statSync } from 'node:fs';
import type { Problem } from '../base/result.ts';
import { UsageError } from '../cli/io.ts';
import { pathError } from '../cli/regular-file.ts';
import { type ListKeys, parseDnsblData, parseListKeys } from '../gather/dnsbl/index.ts';
import type { DataFiles } from './data-folder.ts';

export interface ReadListKeys {
  readonly keys: ListKeys;
  /** What the user should mend though it works. */
  readonly warnings: readonly Problem[];
}

/** Group and others may read. */
const READABLE_BY_OTHERS = 0o044;
const MAX_BYTES = 65_536;

/** Throws UsageError where the file cannot be used. */
export function readListKeys(path: string, data: DataFiles): ReadListKeys {
  let text: string;
  let mode: number;
  try {
    const found = statSync(path);
    mode = found.mode;
    if (found.size > MAX_BYTES) throw new Error(`it is larger than ${MAX_BYTES} bytes`);
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw pathError('unreadable-path', '--list-keys', path, error);
  }
  const keys = parseListKeys(text, parseDnsblData(data['dnsbl.toml'] ?? {}));
  if (!keys.ok) {
    const { code, message, data } = keys.problem;
    const told = {
      code: `keys-${code}`,
      message: `--list-keys ${path}: ${message}.`,
      data: { path, ...data },
    };
    throw new UsageError(told);
  }
  const isOpen = process.platform !== 'win32' && (mode & READABLE_BY_OTHERS) !== 0;
  const message = `other users can read the keys in ${path}; run chmod 600 on it`;
  const warnings = isOpen ? [{ code: 'open-keys', message, data: { path } }] : [];
  return { keys: keys.value, warnings };
}
