import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseListKeys } from './list-keys.ts';
import { dnsblData } from './testing.ts';

const read = (text: string) => parseListKeys(text, dnsblData);

describe('a file of keys', () => {
  test.each([
    ['"zen.spamhaus.org" = "abcd1234"', { 'zen.spamhaus.org': 'abcd1234' }],
    ['zen.spamhaus.org = "abcd1234"', { 'zen.spamhaus.org': 'abcd1234' }],
    ['"ZEN.spamhaus.org" = "abcd1234"', { 'zen.spamhaus.org': 'abcd1234' }],
    [
      '# two\nzen.spamhaus.org = "abcd1234"\ncombined.mail.abusix.zone = "x_y-z5678"\n',
      { 'zen.spamhaus.org': 'abcd1234', 'combined.mail.abusix.zone': 'x_y-z5678' },
    ],
    ['', {}],
  ])('%s', (text, keys) => {
    expect(read(text)).toEqual({ ok: true, value: keys });
  });

  test.each([
    ['zen.spamhaus.org: s3cretkey', 'not-toml'],
    ['"zen.spamhaus.org" = "s3cretkey', 'not-toml'],
    ['"zen.example.org" = "s3cretkey"', 'unknown-zone'],
    ['"s3cretkey" = "zen.spamhaus.org"', 'unknown-zone'],
    ['"dnsbl.sorbs.net" = "s3cretkey"', 'unknown-zone'],
    ['"bl.spamcop.net" = "s3cretkey"', 'no-key'],
    ['"zen.spamhaus.org" = "s3cret.key"', 'bad-key'],
    ['"zen.spamhaus.org" = "s3c"', 'bad-key'],
    ['"zen.spamhaus.org" = ["s3cretkey"]', 'bad-key'],
    [`"zen.spamhaus.org" = "${'s3c'.repeat(30_000)}"`, 'too-large'],
  ])('%.60s: %s, and the problem does not tell the key', (text, code) => {
    const result = read(text);
    expect(result).toMatchObject({ ok: false, problem: { code } });
    expect(JSON.stringify(result)).not.toContain('s3c');
  });

  test('every zone that takes a key is told to one who errs', () => {
    const result = read('"bl.example.org" = "abcd1234"');
    const message = result.ok ? '' : result.problem.message;
    for (const { zone, keyedZone } of dnsblData.lists)
      expect(message.includes(zone)).toBe(keyedZone !== undefined);
  });

  test('never throws', () => {
    const parts = fc.constantFrom(
      '"zen.spamhaus.org"',
      ' = ',
      '"abcd1234"',
      '\n',
      '[',
      ']',
      '.',
      '"',
      '__proto__',
    );
    fc.assert(fc.property(fc.array(fc.oneof(parts, fc.string())), (texts) => void read(texts.join(''))));
  });
});
