/** `waypost FILE`: ordinary mail is checked, everything else is explained. */
import { readFileSync, statSync } from 'node:fs';
import { readArrivals } from '../explain/read-arrivals.ts';

const MAX_BYTES = 16 * 1024 * 1024;

/** By the first thing in the file; what cannot be read is left to `explain`, which says why. */
export function verbOfFile(path: string): 'check' | 'explain' {
  try {
    const found = statSync(path);
    if (!found.isFile() || found.size > MAX_BYTES) return 'explain';
    const [first] = readArrivals(readFileSync(path));
    return first?.ok === true && first.value.input === 'message' && first.value.kind === 'not-a-bounce'
      ? 'check'
      : 'explain';
  } catch {
    // Not readable: explain tells so in a sentence.
    return 'explain';
  }
}
