/** `npm run figures:web`: the JavaScript and CSS of each page after gzip, beside what they may be. Builds first. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWeb } from './web/build.ts';
import { pageSizes } from './web/page-sizes.ts';

const ASK = 'ask/ask-page.tsx';
const limitOf = (page: string): number => (page === ASK ? 60_000 : 120_000);

const outDir = mkdtempSync(join(tmpdir(), 'waypost-web-'));
try {
  await buildWeb(join(import.meta.dirname, '..'), outDir);
  const kB = (octets: number): string => (octets / 1000).toFixed(1).padStart(6);
  console.log('page                                JavaScript   bar    CSS   (kB after gzip)');
  for (const { page, scriptOctets, styleOctets } of pageSizes(outDir)) {
    const limit = limitOf(page);
    if (scriptOctets > limit) process.exitCode = 1;
    const verdict = scriptOctets > limit ? '  too large' : '';
    console.log(`${page.padEnd(38)}${kB(scriptOctets)} ${kB(limit)} ${kB(styleOctets)}${verdict}`);
  }
} finally {
  rmSync(outDir, { recursive: true, force: true });
}
