/** A program that is killed while it writes loses nothing that it acknowledged. `npm run figures:store` does it fifty times. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { killWriters } from './store-kill.ts';

test('kill -9 during writes, ten times on one folder: it opens, is whole, and has every acknowledged write', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-kill-'));
  try {
    const figures = await killWriters(folder, 10);
    expect(figures).toEqual({ rounds: 10, notOpened: 0, acknowledged: expect.any(Number), lost: 0, torn: 0 });
    expect(figures.acknowledged).toBeGreaterThan(500);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
