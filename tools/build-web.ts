/**
 * Builds the dashboard into web/dist. `--if-needed`: only where it is missing or older than its sources, silently otherwise: what the
 * launcher calls before `waypost serve`. `--out DIR`: elsewhere. It is built beside its place and moved there when it is whole: who
 * starts meanwhile, or builds, too, finds the old one or the new one.
 */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fingerprintOf, isCurrent, noteFingerprint } from './web/fingerprint.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { 'if-needed': { type: 'boolean' }, out: { type: 'string' } } });
const outDir = resolve(values.out ?? join(root, 'web/dist'));
const fingerprint = fingerprintOf(root);

const TRIES = 5;

/** Moves `made` to its place; what stood there goes to `before`. Another process may do the same at the same time. */
function takePlace(made: string, before: string): void {
  for (let attempt = 1; ; attempt++) {
    try {
      if (existsSync(outDir)) renameSync(outDir, `${before}-${attempt}`);
      renameSync(made, outDir);
      return;
    } catch (cause) {
      if (attempt === TRIES) throw cause;
    }
  }
}

if (!values['if-needed'] || !isCurrent(outDir, fingerprint)) {
  if (values['if-needed']) console.error('waypost: building the dashboard, this once');
  const { buildWeb } = await import('./web/build.ts');
  // A folder called dist is no source of the next build.
  const folder = join(dirname(outDir), `.building-${process.pid}`);
  const made = join(folder, 'dist');
  try {
    await buildWeb(root, made);
    noteFingerprint(made, fingerprint);
    takePlace(made, join(folder, 'dist-before'));
  } catch (cause) {
    rmSync(join(outDir, '.sources'), { force: true });
    throw cause;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
