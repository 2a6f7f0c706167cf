/**
 * `npm run bench:reports`: the time of a DMARC report of 2,286 records (the one of ../shared/corpora, and a generated one), and what
 * refusing bombs of 200 MB costs. Each is measured in a fresh process of a bundle, as the package runs (reports-measured.ts).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createGzip, gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { sampleAggregate, sampleRecord } from '../../src/wire/dmarc-report/testing.ts';
import type { Measured } from './reports-measured.ts';

const corpusFile = resolve(
  import.meta.dirname,
  '../../../shared/corpora/reports/aggregate/!large-example.com!1711897200!1711983600.xml',
);
const RECORDS = 2_286;
const BOMB_BYTES = 200_000_000;
const BAR_MS = 300;
const BAR_MEBIBYTES = 64;

async function bundleInto(folder: string): Promise<string> {
  const bundle = await rolldown({
    input: { measured: join(import.meta.dirname, 'reports-measured.ts') },
    platform: 'node',
    external: [/^node:/, ...builtinModules],
    transform: { target: 'node24' },
  });
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].mjs' });
  await bundle.close();
  return join(folder, 'measured.mjs');
}

/** A gzip of 200 MB: the beginning of a report, and one piece again and again. */
async function bomb(piece: (index: number) => string): Promise<Uint8Array> {
  const gzip = createGzip();
  const chunks: Buffer[] = [];
  gzip.on('data', (chunk: Buffer) => chunks.push(chunk));
  const head = sampleAggregate({ records: [] });
  gzip.write(head.slice(0, head.indexOf('</feedback>')));
  for (let index = 0, bytes = 0; bytes < BOMB_BYTES; index++) {
    const text = piece(index);
    bytes += text.length;
    if (!gzip.write(text)) await new Promise((resume) => gzip.once('drain', resume));
  }
  gzip.end('</feedback>');
  await new Promise((resume) => gzip.once('end', resume));
  return Buffer.concat(chunks);
}

function measure(program: string, file: string): Measured {
  const run = spawnSync(process.execPath, [program, file], { encoding: 'utf8', timeout: 120_000 });
  if (run.status !== 0) throw new Error(`the measured program failed: ${run.stderr}`);
  return JSON.parse(run.stdout) as Measured;
}

const ip = (index: number): string =>
  `2001:db8::${(index & 0xffff).toString(16)}:${(index >> 16).toString(16)}`;
const block = ' '.repeat(1_000_000);
const records = sampleRecord({}).repeat(1_000);

const folder = mkdtempSync(join(tmpdir(), 'waypost-bench-'));
try {
  const program = await bundleInto(folder);
  const file = (name: string, bytes: Uint8Array | string): readonly [string, string] => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return [name, path];
  };
  const generated = sampleAggregate({ records: Array.from({ length: RECORDS }, (_, i) => ({ ip: ip(i) })) });
  const reports = [
    ...(existsSync(corpusFile) ? [['corpus.xml', corpusFile] as const] : []),
    file('generated.xml', generated),
    file('generated.xml.gz', gzipSync(generated)),
  ];
  for (const [name, path] of reports) {
    const { outcome, ms, records } = measure(program, path);
    console.log(`${name.padEnd(26)} ${outcome}, ${records} records, ${ms.toFixed(0)} ms (bar ${BAR_MS} ms)`);
  }
  const bombs = [
    file('zeros.gz', gzipSync(new Uint8Array(BOMB_BYTES))),
    file('spaces.xml.gz', await bomb(() => block)),
    file('one-comment.xml.gz', await bomb((i) => (i === 0 ? '<!--' : block))),
    file('same-records.xml.gz', await bomb(() => records)),
    file(
      'different-records.xml.gz',
      await bomb((i) =>
        sampleRecord({
          ip: ip(i),
          headerFrom: `h${i * 7_919}.example.org`,
          signatures: [[`d${i}.example.org`, `s${i * 31}`, 'pass']],
        }),
      ),
    ),
  ];
  for (const [name, path] of bombs) {
    const { outcome, ms, startMebibytes, peakMebibytes } = measure(program, path);
    const growth = peakMebibytes - startMebibytes;
    console.log(
      `${name.padEnd(26)} ${outcome}, ${ms.toFixed(0)} ms, memory ${startMebibytes} → ${peakMebibytes} MiB: ${growth} MiB more (bar ${BAR_MEBIBYTES} MiB)`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
