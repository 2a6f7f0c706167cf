/** SQLite does what every database behind the store must do. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../base/clock.ts';
import { testStore } from '../testing.ts';
import { openStore } from './open-store.ts';

testStore('the store on SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-store-'));
  const opened = await openStore({ folder, clock: systemClock });
  if (!opened.ok) throw new Error(opened.problem.message);
  const store = opened.value;
  return {
    store,
    end: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});
