/**
 * Builds the dashboard into web/dist. `--if-needed`: only where it is missing or older than its sources, silently otherwise: what the
 * launcher calls before `waypost serve`. `--out DIR`: elsewhere.
 */
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fingerprintOf, isCurrent, noteFingerprint } from './web/fingerprint.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { 'if-needed': { type: 'boolean' }, out: { type: 'string' } } });
const outDir = resolve(values.out ?? join(root, 'web/dist'));
const fingerprint = fingerprintOf(root);

if (!values['if-needed'] || !isCurrent(outDir, fingerprint)) {
  if (values['if-needed']) console.error('waypost: building the dashboard, this once');
  const { buildWeb } = await import('./web/build.ts');
  try {
    await buildWeb(root, outDir);
    noteFingerprint(outDir, fingerprint);
  } catch (cause) {
    rmSync(join(outDir, '.sources'), { force: true });
    throw cause;
  }
}
