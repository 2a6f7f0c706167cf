/** The same text as JSON.stringify gives, in pieces. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonPieces } from './json-pieces.ts';

const still = async (): Promise<void> => {};

test('joined, the pieces are what JSON.stringify gives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.object({ maxDepth: 5, withNullPrototype: false }), async (value) => {
      expect((await jsonPieces(value, still)).join('')).toBe(JSON.stringify(value));
    }),
  );
});

test.each([[{}], [[]], [{ a: undefined, b: [undefined, new Date(0)] }], [{ a: { b: { c: [{}] } } }]])(
  '%j',
  async (value) => {
    expect((await jsonPieces(value, still)).join('')).toBe(JSON.stringify(value));
  },
);

test('what is large is cut, with a breath after each piece', async () => {
  let breaths = 0;
  const value = { document: { reports: Array(100).fill('x'.repeat(10_000)) } };
  const pieces = await jsonPieces(value, async () => {
    breaths += 1;
  });
  expect(pieces.length).toBeGreaterThan(10);
  expect(breaths).toBe(pieces.length - 1);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(100_000);
  expect(pieces.join('')).toBe(JSON.stringify(value));
});
