/** What each page of a built dashboard loads: the start, the page's own chunks and what these import, the larger language. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly isDynamicEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

export interface PageSize {
  /** 'ask/ask-page.tsx'. */
  readonly page: string;
  /** Octets after gzip (level 9), as they go over the wire. */
  readonly scriptOctets: number;
  readonly styleOctets: number;
}

/** Ask first, then the largest. `folder`: web/dist with its manifest. */
export function pageSizes(folder: string): readonly PageSize[] {
  const manifest: Readonly<Record<string, Chunk>> = JSON.parse(
    readFileSync(join(folder, '.vite/manifest.json'), 'utf8'),
  );
  const known = new Map<string, number>();
  const packed = (file: string): number => {
    const size = known.get(file) ?? gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;
    known.set(file, size);
    return size;
  };
  const sum = (files: ReadonlySet<string>): number =>
    [...files].reduce((total, file) => total + packed(file), 0);
  const languages = Object.entries(manifest).filter(([name]) => name.includes('virtual:texts/'));
  const words = Math.max(0, ...languages.map(([, { file }]) => packed(file)));
  const entries = Object.keys(manifest).filter((name) => manifest[name]?.isEntry === true);
  const pages = Object.keys(manifest).filter(
    (name) => name.startsWith('src/pages/') && manifest[name]?.isDynamicEntry,
  );
  return pages
    .map((page) => {
      const scripts = new Set<string>();
      const styles = new Set<string>();
      for (const name of [...entries, page]) collect(manifest, name, scripts, styles);
      return {
        page: page.slice('src/pages/'.length),
        scriptOctets: sum(scripts) + words + packed('theme.js'),
        styleOctets: sum(styles),
      };
    })
    .sort((a, b) => b.scriptOctets - a.scriptOctets);
}

function collect(
  manifest: Readonly<Record<string, Chunk>>,
  name: string,
  scripts: Set<string>,
  styles: Set<string>,
): void {
  const chunk = manifest[name];
  if (chunk === undefined || scripts.has(chunk.file)) return;
  scripts.add(chunk.file);
  for (const file of chunk.css ?? []) styles.add(file);
  for (const next of chunk.imports ?? []) collect(manifest, next, scripts, styles);
}
