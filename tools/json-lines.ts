/** Files of one JSON value a line. */
import { readFileSync } from 'node:fs';

/** The values in order, taken for what the caller knows them to be. */
export const readJsonLines = <T>(path: string): T[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
