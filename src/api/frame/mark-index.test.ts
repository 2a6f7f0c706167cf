import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexMarks } from './mark-index.ts';

test('finds what going through all marks finds', () => {
  const span = fc.tuple(fc.nat(30), fc.nat(10));
  fc.assert(
    fc.property(fc.array(span, { maxLength: 20 }), span, (spans, [at, length]) => {
      const marks = spans
        .map(([start, size], index) => ({ label: String(index), start, end: start + size }))
        .sort((a, b) => a.start - b.start);
      const index = indexMarks(marks);
      const to = at + length;
      expect(index.beginningIn(at, to)).toEqual(marks.filter(({ start }) => start >= at && start < to));
      expect(index.overlapping(at, to)).toEqual(marks.filter(({ start, end }) => start < to && end > at));
    }),
  );
});
