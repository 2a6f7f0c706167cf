import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placer } from './line-places.ts';
import { readMailView } from './read-mail-view.ts';

test('line and column are those of counting, near and far, beyond the end too', () => {
  const piece = fc.string({ unit: fc.constantFrom('a', '\n', '\r'), minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(
      piece,
      fc.integer({ min: 1, max: 1500 }),
      fc.double({ min: 0, max: 1.1, noNaN: true }),
      (text, times, share) => {
        const raw = Buffer.from(text.repeat(times));
        const offset = Math.round(raw.length * share);
        const before = raw.subarray(0, offset).toString().split('\n');
        expect(placer(raw)(offset)).toEqual({
          line: before.length,
          column: (before.at(-1)?.length ?? 0) + 1,
        });
      },
    ),
  );
});

const view = (charset: string, body: Buffer) =>
  readMailView(
    Buffer.concat([Buffer.from(`Content-Type: text/plain; charset=${charset}\r\n\r\n`, 'latin1'), body]),
  );

test('text of a charset of several bytes is placed by its lines', () => {
  const line = Buffer.from([0x82, 0xa0, 0x82, 0xa2, 0x0d, 0x0a]);
  const mail = view('shift_jis', Buffer.concat([line, line, line]));
  const [text] = mail.texts;
  const start = mail.message.root.bodyRange.start;
  expect(text?.text).toBe('あい\r\nあい\r\nあい\r\n');
  expect(text?.rawRangeOf(5, 6)).toEqual({ start: start + 6, end: start + 10 });
});

test('where line ends vanish in the charset, the place is the whole text', () => {
  const mail = view('iso-2022-jp', Buffer.from('\x1b$B\x1c\nA\r\nx', 'latin1'));
  const { start, end } = mail.message.root.bodyRange;
  const [text] = mail.texts;
  expect(text?.rawRangeOf(0, 1)).toEqual({ start, end });
});

test('UTF-16 is placed by the code unit', () => {
  const mail = view('utf-16le', Buffer.from('\ufeffa\r\nbcd', 'utf16le'));
  const { start } = mail.message.root.bodyRange;
  const [text] = mail.texts;
  const at = text?.text.indexOf('c') ?? -1;
  expect(text?.rawRangeOf(at, at + 1)).toEqual({ start: start + 10, end: start + 12 });
});

test('a body of nothing but line ends is read without an object a line', () => {
  const mail = view('utf-8', Buffer.alloc(30 * 1024 * 1024, '\r'));
  const [text] = mail.texts;
  const before = process.memoryUsage().heapUsed;
  expect(text?.rawRangeOf(5_000_000, 5_000_001).end).toBe(mail.message.root.bodyRange.start + 5_000_001);
  expect(mail.placeOf(20_000_000).line).toBe(3);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(20 * 1024 * 1024);
});
