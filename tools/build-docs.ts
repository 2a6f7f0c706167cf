/** Writes docs/rejections/ from the catalogue: `node tools/build-docs.ts`. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pagesOf } from './docs/rejection-pages.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'docs', 'rejections');
const pages = pagesOf(root);

mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (!pages.has(name)) rmSync(join(folder, name));
for (const [name, text] of pages) writeFileSync(join(folder, name), text);
console.log(`${pages.size} pages in docs/rejections/`);
