import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FILL, withoutAddresses } from './client-words.ts';

test.each([
  ['from=<a@b> to=<"> c"@d> helo=<x>', 'from=<___> to=<_______> helo=<_>'],
  ['550 <a@b>: no < than <that; from=<>', '550 <___>: no < than <that; from=<>'],
  ['to=<a>,<b>', 'to=<_>,<_>'],
  ['from=<"a', 'from=<__'],
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
