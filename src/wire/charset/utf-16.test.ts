import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inUtf8, utf16Mark } from './utf-16.ts';

const little = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
const big = (text: string): Buffer => little(text).swap16();

describe('UTF-16 with a byte order mark', () => {
  test.each([
    [little('550 5.1.1 Größe'), 'utf-16le'],
    [big('550 5.1.1 Größe'), 'utf-16be'],
    [Buffer.from('550 no'), undefined],
    [Buffer.from('\ufeff550 no'), undefined],
    [Buffer.alloc(0), undefined],
    [Buffer.from([0xff]), undefined],
  ])('%#: %s', (bytes, mark) => {
    expect(utf16Mark(bytes)).toBe(mark);
  });

  test('becomes UTF-8 without its mark, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const bytes of [little(text), big(text)])
          expect(Buffer.from(inUtf8(bytes)).toString()).toBe(text);
      }),
    );
  });

  test('other bytes are left as they are, and none throw', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = inUtf8(bytes);
        if (utf16Mark(bytes) === undefined) expect(text).toBe(bytes);
      }),
    );
  });
});
