/** Writes docs/rejections/ and docs/checks/ from the catalogue, docs/configuration.md from its schema: `node tools/build-docs.ts`. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPagesOf } from './docs/check-pages.ts';
import { configurationPage } from './docs/configuration-page.ts';
import { pagesOf } from './docs/rejection-pages.ts';

const root = join(import.meta.dirname, '..');

function write(name: string, pages: ReadonlyMap<string, string>): void {
  const folder = join(root, 'docs', name);
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder)) if (!pages.has(file)) rmSync(join(folder, file));
  for (const [file, text] of pages) writeFileSync(join(folder, file), text);
  console.log(`${pages.size} pages in docs/${name}/`);
}

write('rejections', pagesOf(root));
write('checks', checkPagesOf(root));
writeFileSync(join(root, 'docs/configuration.md'), configurationPage());
console.log('docs/configuration.md');
