import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, report } from '../samples/testing.ts';
import { createPacking } from './packing.ts';
import { databaseFileOf } from './place.ts';
import { codeOf, newFolder, opened } from './testing.ts';

const { pack, unpack } = createPacking('waypost.db');
const limit = 8 * 1024 * 1024;
const words = (length: number) => Buffer.alloc(length, 'evidence of 192.0.2.7, ');

describe('a value', () => {
  test.each([
    ['short', words(2047)],
    ['that does not get smaller', randomBytes(5000)],
    ['longer than may be read again', words(limit + 1)],
  ])('%s stays as it is', async (_, bytes) => {
    expect(await pack(bytes, limit)).toBeUndefined();
  });

  test('that is long becomes a part of itself, and is read again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        fc.integer({ min: 2048, max: 60_000 }),
        async (part, length) => {
          const bytes = Buffer.alloc(length, part);
          const packed = await pack(bytes, limit);
          expect(packed?.length).toBeLessThan(length / 8);
          expect(bytes.equals(await unpack(packed ?? bytes, limit))).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each([
    ['longer than it may be', zstdCompressSync(new Uint8Array(limit + 1))],
    ['a bomb: a few kilobytes of a gigabyte', bomb()],
    ['no frame', words(3000)],
    ['cut off', zstdCompressSync(randomBytes(3000)).subarray(0, 2000)],
    ['with a wrong bit', flipped()],
    ['empty', new Uint8Array()],
  ])('%s is refused as broken, without taking the memory', async (_, packed) => {
    const before = process.memoryUsage().arrayBuffers;
    expect(await codeOf(unpack(packed, limit))).toBe('broken');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * limit);
  });
});

/** Frames one behind the other are read as one value (RFC 8878 §3). */
function bomb(): Uint8Array {
  const frame = zstdCompressSync(new Uint8Array(16 * 1024 * 1024));
  return Buffer.concat(Array.from({ length: 64 }, () => frame));
}

function flipped(): Uint8Array {
  const packed = zstdCompressSync(words(5000), { params: { 201: 1 } });
  const last = packed.length - 1;
  packed[last] = (packed[last] ?? 0) ^ 1;
  return packed;
}

describe('in the database', () => {
  const document = {
    findings: Array.from({ length: 400 }, (_, n) => ({ check: `spf/${n}`, text: 'fails' })),
  };
  const size = JSON.stringify(document).length;

  test('reports and what jobs were given take a part of the room, and a copy has them whole', async () => {
    const folder = newFolder();
    const store = await opened(folder);
    const input = words(500_000);
    const ids: string[] = [];
    for (let n = 0; n < 50; n += 1)
      ids.push((await store.reports.add({ ...report, document, input: words(20_000) })).id);
    const job = { kind: 'explain', about: 'a', askedBy: 'k', options: {}, createdAt: at(9), input } as const;
    const { id } = await store.jobs.add(job);
    const copy = newFolder();
    await store.backupTo(databaseFileOf(copy));
    await store.close();
    expect(statSync(databaseFileOf(copy)).size).toBeLessThan((50 * (size + 20_000) + input.length) / 3);
    const again = await opened(copy, { check: 'full' });
    for (const one of ids) expect(await again.reports.get(one)).toMatchObject({ document });
    expect(Buffer.from((await again.jobs.get(id))?.input ?? []).equals(input)).toBe(true);
    expect(await again.reports.remove(ids[0] ?? '')).toBe(true);
    expect(await again.sweep({ reportDays: 1, historyDays: 1, auditLogDays: 1 }, at(9))).toMatchObject({
      reports: 0,
    });
    expect(
      (await again.sweep({ reportDays: 1, historyDays: 0, auditLogDays: 0 }, '2027-01-01T00:00:00.000Z'))
        .reports,
    ).toBe(49);
  });

  test('a document that was damaged is told as a broken store; others are read', async () => {
    const folder = newFolder();
    const store = await opened(folder);
    const { id } = await store.reports.add({ ...report, document });
    const other = await store.reports.add({ ...report, document });
    const database = new DatabaseSync(databaseFileOf(folder));
    database
      .prepare(
        'update report_documents set packed_document = zeroblob(length(packed_document)) where report_id = ?',
      )
      .run(id);
    database.close();
    expect(await codeOf(store.reports.get(id))).toBe('broken');
    expect(await store.reports.look(id)).toMatchObject({ id, about: report.about });
    expect(await store.reports.get(other.id)).toMatchObject({ document });
    expect((await store.reports.list({}, { limit: 5 })).items).toHaveLength(2);
    expect(await store.reports.remove(id)).toBe(true);
  });

  test('what strangers keep weighs what it takes', async () => {
    const store = await opened(newFolder());
    await store.reports.add({ ...report, askedBy: 'nobody', document });
    const { count, bytes } = await store.reports.weightOf('nobody');
    expect(count).toBe(1);
    expect(bytes).toBeGreaterThan(100);
    expect(bytes).toBeLessThan(size / 2);
  });
});
