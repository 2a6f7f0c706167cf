import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

test('a file that is cut, or of another kind of machine, is told with its path', () => {
  writeTables(path, { text: 'words', table: Uint16Array.of(1, 2, 3, 4, 5) });
  const whole = readFileSync(path);
  for (const length of [0, 5, 12, whole.length - 8]) {
    writeFileSync(path, whole.subarray(0, length));
    expect(() => readTables(path), String(length)).toThrow(path);
  }
  writeFileSync(
    path,
    Buffer.concat([whole.subarray(0, 4), Buffer.from(whole.subarray(4, 8)).reverse(), whole.subarray(8)]),
  );
  expect(() => readTables(path)).toThrow('another kind of machine');
});
