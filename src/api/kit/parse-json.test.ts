import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from './parse-json.ts';

const codeOf = (bytes: Buffer): string => {
  const result = parseJson(bytes);
  return result.ok ? 'ok' : result.problem.code;
};

describe('JSON from outside', () => {
  test.each([
    ['nothing', ''],
    ['half a text', '{"a": "b'],
    ['a trailing comma', '[1,]'],
    ['two values', '{} {}'],
    ['a comment', '{} // x'],
  ])('%s is malformed', (_, text) => {
    expect(codeOf(Buffer.from(text))).toBe('malformed-json');
  });

  test('a byte order mark is named', () => {
    const result = parseJson(Buffer.from('\ufeff{}'));
    expect(result.ok ? '' : result.problem.message).toContain('byte order mark');
  });

  test.each([
    ['brackets', '['],
    ['commas', `[${'1,'.repeat(200_000)}1]`],
    ['objects', `[${'{},'.repeat(120_000)}{}]`],
  ])('too many %s are not even parsed', (_, text) => {
    const bytes = text === '[' ? Buffer.alloc(20 << 20, '[') : Buffer.from(text);
    const began = performance.now();
    expect(codeOf(bytes)).toBe('malformed-json');
    expect(performance.now() - began).toBeLessThan(500);
  });

  test('one long text is one value, whatever stands in it', () => {
    const text = `${'[,{'.repeat(100_000)}\\`.repeat(1);
    expect(parseJson(Buffer.from(JSON.stringify({ input: text, after: [1, 2] })))).toEqual({
      ok: true,
      value: { input: text, after: [1, 2] },
    });
  });

  test('a text of quotes and backslashes takes linear time', () => {
    const text = '\\"'.repeat(2_000_000);
    const began = performance.now();
    expect(codeOf(Buffer.from(JSON.stringify({ text })))).toBe('ok');
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test('what JSON.stringify wrote is read again, and nothing throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(parseJson(Buffer.from(JSON.stringify(value)))).toEqual({
          ok: true,
          value: JSON.parse(JSON.stringify(value)),
        });
      }),
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void parseJson(Buffer.from(bytes))));
  });
});

describe('marks of ours in a request', () => {
  test.each([
    ['as they stand', '{"name":"a\u{fdd0}b","input":"c\u{fdd1}"}'],
    ['as escapes', '{"name":"a\\ufdd0b","input":"c\\uFDD1"}'],
  ])('%s', (_, text) => {
    const expected = { name: 'a\u{fffd}b', input: 'c\u{fdd1}' };
    expect(parseJson(Buffer.from(text), ['input'])).toEqual({ ok: true, value: expected });
    const long = `{"inputBase64":"${'A'.repeat(1 << 20)}",${text.slice(1)}`;
    expect(parseJson(Buffer.from(long), ['input', 'inputBase64'])).toMatchObject({
      ok: true,
      value: expected,
    });
  });
});
