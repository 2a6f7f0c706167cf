import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { readTables, writeTables } from './tables-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'waypost-tables-'));
const path = join(folder, 'tables');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what is written is read again, tables as tables', () => {
  const table = fc.oneof(fc.int8Array(), fc.uint8Array(), fc.uint16Array(), fc.uint32Array());
  const value = fc.record({
    text: fc.string({ unit: 'grapheme' }),
    list: fc.array(fc.integer()),
    first: table,
    within: fc.record({ second: table, third: table }),
  });
  fc.assert(
    fc.property(value, (written) => {
      writeTables(path, written);
      expect(readTables(path)).toEqual(written);
    }),
  );
});
