import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readZipDirectory } from './index.ts';
import { zipOf } from './testing.ts';

test('names and the mark of encryption are read, behind a comment and a stub too', () => {
  const zip = zipOf([{ name: 'a/b.txt' }, { name: 'größe.exe', isEncrypted: true }], 'made by hand');
  const expected = [
    { name: 'a/b.txt', isEncrypted: false },
    { name: 'größe.exe', isEncrypted: true },
  ];
  expect(readZipDirectory(zip)).toEqual(expected);
  expect(readZipDirectory(Buffer.concat([Buffer.from('MZ stub'), zip]))).toEqual(expected);
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['no archive', Buffer.from('%PDF-1.7 hello')],
  ['an archive cut off', zipOf([{ name: 'a.txt' }]).subarray(0, 40)],
])('%s is none', (_, bytes) => {
  expect(readZipDirectory(bytes)).toBeUndefined();
});

test('any bytes are read without a throw', () => {
  const end = zipOf([{ name: 'a' }]);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(400), (bytes, cut) => {
      readZipDirectory(bytes);
      const mixed = Buffer.concat([Buffer.from(bytes), end]);
      const at = Math.min(cut, mixed.length - 1);
      mixed[at] = (mixed[at] ?? 0) ^ 0xff;
      const entries = readZipDirectory(mixed);
      expect(entries === undefined || entries.length <= 2_000).toBe(true);
    }),
  );
});
