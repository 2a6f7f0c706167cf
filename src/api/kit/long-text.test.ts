import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LongText, longTextBytes } from './long-text.ts';
import { parseJson } from './parse-json.ts';

const bodyOf = (value: object): Buffer => Buffer.from(JSON.stringify(value));

/** What JSON says between the quotes. */
const between = (text: string): LongText => new LongText(Buffer.from(JSON.stringify(text).slice(1, -1)));

describe('a long text', () => {
  test('has the bytes that JSON.parse would have made, whatever stands in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
        const bytes = await between(text).toUtf8();
        expect(bytes?.toString('utf8')).toBe(Buffer.from(text, 'utf8').toString('utf8'));
      }),
    );
  });

  test.each([
    ['pairs and single halves', '\\ud83d\\udce7 \\ud83d x \\udce7 \\u00e4\\u20ac', '📧 \ufffd x \ufffd ä€'],
    ['every short escape', '\\"\\\\\\/\\b\\f\\n\\r\\t', '"\\/\b\f\n\r\t'],
    ['many backslashes', '\\\\'.repeat(5001), '\\'.repeat(5001)],
  ])('with %s', async (_, escaped, text) => {
    expect((await new LongText(Buffer.from(escaped)).toUtf8())?.toString('utf8')).toBe(text);
  });

  test.each(['\\x41', '\\u12', '\\u12g4', 'a\nb', 'a\u0000', '\\'])('%j is none', async (escaped) => {
    expect(await new LongText(Buffer.from(escaped)).toUtf8()).toBeUndefined();
  });

  test('of several pieces, with escapes across their borders', async () => {
    const text = 'Grüße 📧 "\\\n'.repeat(300_000);
    expect((await between(text).toUtf8())?.toString('utf8')).toBe(text);
  });

  test.each([0, 1, 2, 3, 4])('is the Base64 of its bytes: %i octets more than whole pieces', async (more) => {
    const bytes = Buffer.alloc(3 * 1024 * 1024 + more, 'mail ');
    const text = bytes.toString('base64');
    for (const one of [text, text.replaceAll('=', ''), text.replaceAll('/', '\\/')])
      expect((await new LongText(Buffer.from(one)).fromBase64())?.equals(bytes)).toBe(true);
  });

  test.each([
    ['a break in it', (text: string) => `${text.slice(0, 100)}\\r\\n${text.slice(100)}`],
    ['another sign', (text: string) => `${text.slice(0, 1_500_000)}!${text.slice(1_500_001)}`],
    ['padding within', (text: string) => `${text.slice(0, 1_048_575)}=${text.slice(1_048_576)}`],
    ['one sign too many', (text: string) => `${text}A`],
  ])('with %s is no Base64', async (_, harm) => {
    const text = Buffer.alloc(3_000_000, 7).toString('base64');
    expect(await new LongText(Buffer.from(harm(text))).fromBase64()).toBeUndefined();
  });
});

describe('a body', () => {
  const long = 'mail "\\ \n'.repeat(longTextBytes / 5);
  const parsed = (body: Buffer) => {
    const json = parseJson(body, ['input']);
    return json.ok ? (json.value as Record<string, unknown>) : json.problem.code;
  };

  test('keeps long texts of the named members alone as bytes', async () => {
    const files = [
      { name: 'a', input: long },
      { name: long, input: 'short' },
    ];
    const value = parsed(bodyOf({ kind: 'explain', files, input: long, 'my input': long, list: [long] }));
    if (typeof value === 'string') throw new Error(value);
    expect(value).toMatchObject({
      kind: 'explain',
      files: [
        { name: 'a', input: expect.any(LongText) },
        { name: long, input: 'short' },
      ],
      input: expect.any(LongText),
      'my input': long,
      list: [long],
    });
    const hash = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
    const bytes = await (value['input'] as LongText).toUtf8();
    expect(hash(bytes ?? '')).toBe(hash(long));
  });

  test.each([
    ['cut off in a long text', (body: Buffer) => body.subarray(0, body.length - 100)],
    ['with more behind it', (body: Buffer) => Buffer.concat([body, Buffer.from('}')])],
    ['of too many values', (body: Buffer) => Buffer.concat([body, Buffer.alloc(200_000, ',')])],
  ])('%s is no JSON', (_, harm) => {
    expect(parsed(harm(bodyOf({ input: long })))).toBe('malformed-json');
  });

  test('is a text where the member is not named', () => {
    expect(parseJson(bodyOf({ input: long }))).toEqual({ ok: true, value: { input: long } });
  });
});
