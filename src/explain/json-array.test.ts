import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonCutter } from './json-array.ts';

/** The objects of all pieces, whatever arrays they are in; the text given in parts of `chunk` bytes. */
function elementsOf(text: string, size: number, chunk: number): readonly unknown[] {
  const json = new JsonCutter();
  const all = Buffer.from(text);
  const found: unknown[] = [];
  let held = Buffer.alloc(0);
  for (let at = 0; at < all.length; at += chunk) {
    held = Buffer.concat([held, all.subarray(at, at + chunk)]);
    const { pieces, rest } = json.cut(held, size, at + chunk >= all.length);
    for (const piece of pieces) found.push(...(JSON.parse(Buffer.from(piece).toString()) as unknown[]));
    held = Buffer.from(rest);
  }
  return found.flat(3);
}

test('each element of an array comes once, wherever it is cut', () => {
  const element = fc.record({
    reason: fc.string(),
    more: fc.array(fc.record({ a: fc.string() }), { maxLength: 3 }),
    other: fc.jsonValue(),
  });
  const given = fc.array(element, { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(given, fc.nat({ max: 200 }), fc.nat({ max: 2 }), (elements, length, indent) => {
      const text = JSON.stringify(elements, undefined, indent);
      const plain: unknown = JSON.parse(JSON.stringify(elements));
      expect(elementsOf(text, 50, length + 1)).toEqual(plain);
    }),
  );
});

describe('a long document', () => {
  const events = Array.from({ length: 9_000 }, (_, n) => ({
    Email: `u${n}@example.org`,
    Details: `550 5.1.1 no such user ${'x'.repeat(100)}`,
  }));
  const half = events.slice(0, 5_000);
  test.each<readonly [string, unknown, readonly unknown[]]>([
    ['an array within an object', { TotalCount: 9_000, Bounces: events }, events],
    ['deeper within', { data: { items: events }, more: false }, events],
    ['of two arrays', { soft: half, hard: half }, [...half, ...half]],
    ['a short one before it', { meta: [{ v: 1 }], Bounces: events }, [{ v: 1 }, ...events]],
    ['an array of arrays', [events], events],
    ['an object of objects', Object.fromEntries(events.map((event, n) => [`k${n}`, event])), events],
  ])('%s', (_, document, expected) => {
    for (const indent of [undefined, 1])
      expect(elementsOf(JSON.stringify(document, undefined, indent), 262_144, 65_536)).toEqual(expected);
  });
});

test('what has no end is no element', () => {
  for (const text of ['[{"a":"', '[[[[', '{"a":1', ']]]]', '"'])
    expect(elementsOf(text.repeat(50), 10, 7)).toEqual([]);
});
