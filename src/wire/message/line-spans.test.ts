import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LineIndex, LineWalker } from './line-spans.ts';

function linesOf(text: string): readonly string[] {
  const lines: string[] = [];
  const walker = new LineWalker(text);
  while (walker.advance()) lines.push(text.slice(walker.start, walker.end));
  return lines;
}

describe('a line ends at CRLF, LF, CR or CR CR LF', () => {
  test.each([
    ['', []],
    ['a', ['a']],
    ['a\n', ['a']],
    ['a\nb', ['a', 'b']],
    ['a\r\nb\r\n', ['a', 'b']],
    ['a\rb\r', ['a', 'b']],
    ['a\r\r\nb', ['a', 'b']],
    ['a\r\r\r\nb', ['a', '', 'b']],
    ['a\r\rb', ['a', '', 'b']],
    ['\r\n\n', ['', '']],
    ['a\n\rb', ['a', '', 'b']],
    ['\r\r', ['', '']],
  ])('%j: %j', (text, expected) => {
    expect(linesOf(text)).toEqual(expected);
  });
});

const anyText = fc.string({ unit: fc.constantFrom('a', '\r', '\n', '\r\n'), maxLength: 500 });

test('lines cover the text but for its line ends, in order', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const walker = new LineWalker(text);
      let next = 0;
      while (walker.advance()) {
        expect(walker.start).toBe(next);
        expect(text.slice(walker.start, walker.end)).not.toMatch(/[\r\n]/);
        expect(text.slice(walker.end, walker.next)).toMatch(/^(?:\r{0,2}\n|\r|)$/);
        next = walker.next;
      }
      expect(next).toBeGreaterThanOrEqual(text.length);
    }),
  );
});

test('a walk may begin at any line', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const whole = new LineWalker(text);
      while (whole.advance()) {
        const own = new LineWalker(text, whole.start);
        own.advance();
        expect([own.start, own.end, own.next]).toEqual([whole.start, whole.end, whole.next]);
      }
    }),
  );
});

test('the index finds the line of every offset and the span of every line', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const index = new LineIndex(text);
      const walker = new LineWalker(text);
      let line = 0;
      for (; walker.advance(); line++) {
        expect(index.spanOf(line)).toEqual({ start: walker.start, end: walker.end });
        for (let at = walker.start; at < Math.min(walker.next, text.length); at++)
          expect(index.lineAt(at)).toBe(line);
      }
      expect(index.count).toBe(line);
    }),
  );
});
