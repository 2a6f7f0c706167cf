/** Concepts that code knows by name are there: one that is renamed in the data would silently be heard no more. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { namedConcepts } from '../src/explain/classify/concepts.ts';
import { conceptsOfSender } from '../src/explain/classify/not-the-recipient.ts';
import { classifierData, readDataFolder } from '../src/main/data-folder.ts';
import { projectRoot } from './source-files.ts';

const { concepts = [] } = classifierData(readDataFolder(join(projectRoot, 'data')));
const wordsOf = (name: string): number =>
  concepts.filter((one) => one.name === name).reduce((sum, { patterns }) => sum + patterns.length, 0);

test.each([...new Set<string>([...namedConcepts, ...conceptsOfSender])])(
  'the concept %s has words',
  (name) => {
    expect(wordsOf(name)).toBeGreaterThan(0);
  },
);
