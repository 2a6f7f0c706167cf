/**
 * `npm run figures:store`: kills a program that writes to a store, fifty times on one folder, and counts what is lost.
 *
 * usage: node tools/store-figures.ts
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killWriters } from '../test/system/store-kill.ts';
import { atLeast, atMost, type FigureRow } from './figures/figure-row.ts';
import { printFigures } from './figures/print-figures.ts';

const times = 50;

async function killFigures(): Promise<readonly FigureRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-kill-'));
  try {
    const { rounds, notOpened, acknowledged, lost, torn } = await killWriters(folder, times);
    return [
      atLeast('kill -9 during writes', rounds, times),
      atMost('times the store did not open whole', notOpened, 0),
      atLeast('acknowledged writes', acknowledged, times * 50),
      atMost('acknowledged writes lost', lost, 0),
      atMost('writes of which a part is there', torn, 0),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

await printFigures({ kill: killFigures });
