import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coveredBodyEnd, signatureCoverages } from './index.ts';

const lines = (...fields: readonly string[]): Buffer =>
  Buffer.from(fields.map((field) => `${field}\r\n`).join(''));
const headerOf = (...fields: readonly string[]): readonly string[] =>
  signatureCoverages(lines(...fields)).map(({ header }) => header);

const relaxed = 'DKIM-Signature: v=1; c=relaxed/relaxed; d=Example.org; s=s; h=from:subject; b=x';
const simple = 'DKIM-Signature: v=1; d=example.org; s=s; h=from:subject; b=x';
const signedAsMissing = 'DKIM-Signature: c=relaxed; d=example.org; s=s; h=from:from:date; b=x';

describe('two headers are covered alike', () => {
  test.each([
    [
      'white space and case, relaxed',
      relaxed,
      ['From: a', 'Subject: b  c'],
      ['FROM :  a', 'Subject: b\r\n c '],
      true,
    ],
    ['white space, simple', simple, ['From: a', 'Subject: b'], ['From:  a', 'Subject: b'], false],
    ['a field that is not signed', simple, ['From: a', 'X-A: 1'], ['From: a', 'X-A: 2'], true],
    ['another value', relaxed, ['From: a'], ['From: b'], false],
    // RFC 6376 §5.4.2: the last of a name is the first that is signed.
    ['a second field above', relaxed, ['From: a'], ['From: b', 'From: a'], true],
    ['a second field below', relaxed, ['From: a'], ['From: a', 'From: b'], false],
    [
      'a second field where it is signed as missing',
      signedAsMissing,
      ['From: a'],
      ['From: b', 'From: a'],
      false,
    ],
    ['a field that is signed as missing', signedAsMissing, ['From: a'], ['From: a', 'Date: x'], false],
  ] as const)('%s: %#', (_, signature, one, other, isSame) => {
    const [before] = headerOf(signature, ...one);
    const [after] = headerOf(signature, ...other);
    expect(before === after).toBe(isSame);
  });

  test('a change of the signature itself', () => {
    expect(headerOf(relaxed, 'From: a')).not.toEqual(headerOf(relaxed.replace('b=x', 'b=y'), 'From: a'));
  });

  test('a seal of ARC covers its sets, its message signature covers fields and body', () => {
    const set = [
      'ARC-Seal: i=1; a=rsa-sha256; d=example.net; s=s; cv=none; b=x',
      'ARC-Message-Signature: i=1; c=relaxed/relaxed; d=example.net; s=s; h=from; bh=x; b=x',
      'ARC-Authentication-Results: i=1; example.net; spf=pass',
    ];
    const found = signatureCoverages(lines(...set, 'From: a'));
    expect(found.map(({ scheme, domain, body }) => [scheme, domain, body.octets])).toEqual([
      ['ARC', 'example.net', 0],
      ['ARC', 'example.net', undefined],
    ]);
    const other = headerOf(
      set[0] ?? '',
      set[1] ?? '',
      'ARC-Authentication-Results: i=1; example.net; spf=fail',
      'From: a',
    );
    expect(found.map(({ header }, i) => header === other[i])).toEqual([false, true]);
  });
});

describe('the body that is covered ends', () => {
  const body = Buffer.from('one  two\r\n\r\nthree\r\nfour\r\n');
  test.each([
    ['at its end where l= is not there', {}, body.length],
    ['at once where it is 0', { octets: 0 }, 0],
    ['behind the line in which it ends', { octets: 4 }, 10],
    ['behind the next line with text where it ends in an empty one', { octets: 12 }, 19],
    ['at the end where it is longer than the body', { octets: 900 }, body.length],
  ])('%s', (_, limit, end) => {
    expect(coveredBodyEnd(body, 0, { isRelaxed: false, ...limit })).toBe(end);
  });

  test('later where white space is folded: it is counted once', () => {
    const text = Buffer.from('a    b\r\nc\r\nd\r\n');
    expect(coveredBodyEnd(text, 0, { isRelaxed: false, octets: 8 })).toBe(8);
    expect(coveredBodyEnd(text, 0, { isRelaxed: true, octets: 8 })).toBe(11);
  });
});

test('any bytes are read without a throw', () => {
  const piece = fc.constantFrom(
    'DKIM-Signature:',
    'ARC-Seal:',
    'h=from:to',
    ';',
    'l=12',
    'c=relaxed/',
    '\r\n',
    ' ',
    'From: a',
    ':',
    'd=x',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const raw = Buffer.from(pieces.join(''));
      for (const { body } of signatureCoverages(raw)) {
        const end = coveredBodyEnd(raw, 0, body);
        expect(end).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(raw.length);
      }
    }),
  );
});
