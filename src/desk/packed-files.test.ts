import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packInput, unpackInput } from './packed-files.ts';

const bytes = (input: Uint8Array): readonly number[] => [...input];

test('any input without a name is itself', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (input) => {
      expect(bytes(unpackInput(packInput({ input })).input)).toEqual(bytes(input));
    }),
  );
});

test('names and files come back, whatever they hold', () => {
  const file = fc.record({ name: fc.string(), input: fc.uint8Array() });
  fc.assert(
    fc.property(fc.array(file, { minLength: 1, maxLength: 5 }), (files) => {
      const back = unpackInput(packInput({ input: new Uint8Array(), files }));
      expect(back.files?.map(({ name, input }) => [name, bytes(input)])).toEqual(
        files.map(({ name, input }) => [name, bytes(input)]),
      );
    }),
  );
  const one = unpackInput(packInput({ input: Buffer.from('x'), name: 'a.eml' }));
  expect([one.name, one.files, bytes(one.input)]).toEqual(['a.eml', undefined, [120]]);
});

test.each([
  ['cut', (packed: Uint8Array) => packed.subarray(0, -1)],
  ['longer', (packed: Uint8Array) => Buffer.concat([packed, Buffer.from('x')])],
  ['only its mark', (packed: Uint8Array) => packed.subarray(0, 17)],
])('packed files that are %s are taken as one input', (_, change) => {
  const packed = packInput({ input: new Uint8Array(), files: [{ name: 'a', input: Buffer.from('abc') }] });
  const odd = change(packed);
  expect(bytes(unpackInput(odd).input)).toEqual(bytes(odd));
});
