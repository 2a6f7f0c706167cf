/** The files below a folder that a command was given: hidden ones passed over, links not followed, bounded. */
import { promises } from 'node:fs';
import { join } from 'node:path';

/** Sorted paths, at most `limit`; folders below are looked into. */
export async function listFiles(root: string, limit: number): Promise<readonly string[]> {
  const files: string[] = [];
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for await (const entry of await promises.opendir(folder)) {
      if (entry.name.startsWith('.')) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile()) files.push(path);
      if (files.length >= limit) return files.sort();
    }
  }
  return files.sort();
}
