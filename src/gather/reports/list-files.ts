/** The files below a folder, in order of name, folder by folder. */
import type { Dirent } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, type Problem } from '../../base/result.ts';

export type ListedFile = { readonly path: string; readonly problem?: Problem };

export interface ListLimits {
  readonly files: number;
  readonly depth: number;
}

/**
 * Links are not followed; names with a leading dot are passed over, but for the folders of Maildir++ ('.Reports/cur'), and so is
 * the 'tmp' of a maildir. Problems: 'unreadable' of a folder, 'too-deep', 'too-many-files'.
 */
export async function* listFiles(root: string, limits: ListLimits): AsyncGenerator<ListedFile> {
  let count = 0;
  const folders: { readonly path: string; readonly depth: number }[] = [{ path: root, depth: 0 }];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await entriesOf(folder.path);
    if (!Array.isArray(entries)) {
      yield { path: folder.path, problem: entries };
      continue;
    }
    const isMaildir =
      entries.some(({ name }) => name === 'cur') && entries.some(({ name }) => name === 'new');
    const inner: string[] = [];
    for (const entry of entries) {
      const path = join(folder.path, entry.name);
      if (entry.isDirectory()) {
        if (!(isMaildir && entry.name === 'tmp') && (await isWanted(entry.name, path))) inner.push(path);
      } else if (entry.isFile() && !entry.name.startsWith('.')) {
        if (++count > limits.files) {
          yield { path: root, problem: tooMany(root, limits.files) };
          return;
        }
        yield { path };
      }
    }
    if (inner.length > 0 && folder.depth >= limits.depth)
      yield { path: folder.path, problem: tooDeep(folder.path) };
    else for (const path of inner.reverse()) folders.push({ path, depth: folder.depth + 1 });
  }
}

async function entriesOf(path: string): Promise<Dirent[] | Problem> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (error) {
    return failed('unreadable', `The folder cannot be read: ${wordsOf(error)}.`).problem;
  }
}

async function isWanted(name: string, path: string): Promise<boolean> {
  if (!name.startsWith('.')) return true;
  try {
    await access(join(path, 'cur'));
    return true;
  } catch {
    // Not a folder of Maildir++.
    return false;
  }
}

/** What the system says. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function tooMany(root: string, files: number): Problem {
  return failed(
    'too-many-files',
    `${root} holds more than ${files} files; the rest was not read. Give its folders one by one.`,
  ).problem;
}

function tooDeep(path: string): Problem {
  return failed('too-deep', `${path} holds folders that lie too deep; they were not read.`).problem;
}
