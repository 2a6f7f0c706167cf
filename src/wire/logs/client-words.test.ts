import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FILL, withoutAddresses } from './client-words.ts';
import { shapeOf } from './exim-shape.ts';

test.each([
  ['from=<a@b> to=<"> c"@d> helo=<x>', 'from=<___> to=<_______> helo=<_>'],
  ['550 <a@b>: no < than <that; from=<>', '550 <___>: no < than <that; from=<>'],
  ['to=<a>,<b>', 'to=<_>,<_>'],
  ['from=<"a', 'from=<__'],
  ['to=<x"y@a>, status=bounced (550 <x"y@a>: no)', 'to=<_____>, status=bounced (550 <_____>: no)'],
  ['to=<x."> c"@d> b', 'to=<_________> b'],
  ['to=<x."y@a>, status=bounced (550 <x."y@a>: no)', 'to=<______>, status=bounced (550 <x."y@a>: no)'],
  ['to=<"a"> "b"@c> b', 'to=<___> "b"@c> b'],
])('%s', (line, shape) => {
  expect(withoutAddresses(line).replaceAll(FILL, '_')).toBe(shape);
});

test('a line keeps its length, and what is not filled up', () => {
  const piece = fc.constantFrom('"', '\\\\', '<', '>', '=', ' ', ',', 'a', 'to=<');
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join('')),
      (line) => {
        const shape = withoutAddresses(line);
        expect(shape).toHaveLength(line.length);
        for (let at = 0; at < line.length; at += 1) expect([line[at], FILL]).toContain(shape[at]);
      },
    ),
  );
});

test('a line of brackets and quotes costs no more than its length', () => {
  for (const piece of [' <"', ' <""." ', '=<"".">', ' <"".">', '=<"x\\">', ' F=<"x\\">']) {
    const line = piece.repeat(200_000 / piece.length);
    const start = performance.now();
    expect(withoutAddresses(line)).toHaveLength(line.length);
    expect(shapeOf(line)).toHaveLength(line.length);
    expect(performance.now() - start).toBeLessThan(500);
  }
});
