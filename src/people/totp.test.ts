import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findTotpStep, newTotpSecret, totpCode, totpUrl } from './totp.ts';

/** '12345678901234567890', the secret of RFC 6238 appendix B for SHA-1. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('RFC 6238 appendix B, SHA-1, the last six of eight digits', () => {
  test.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('at %d seconds', (seconds, digits) => {
    expect(totpCode(SECRET, seconds * 1000)).toBe(digits.slice(2));
    expect(findTotpStep(SECRET, digits.slice(2), seconds * 1000)).toBe(Math.floor(seconds / 30));
  });
});

describe('a code', () => {
  const atMs = 1_234_567_890_000;
  const step = Math.floor(atMs / 30_000);
  test.each([
    ['of this step', 0, undefined, step],
    ['of the step before', -1, undefined, step - 1],
    ['of the step behind', 1, undefined, step + 1],
    ['of two steps before', -2, undefined, undefined],
    ['of two steps behind', 2, undefined, undefined],
    ['of a step that was used', 0, step, undefined],
    ['of a step before a used one', -1, step, undefined],
    ['of the step behind a used one', 1, step, step + 1],
  ])('%s', (_, offset, after, expected) => {
    const code = totpCode(SECRET, atMs + offset * 30_000);
    expect(findTotpStep(SECRET, code, atMs, after)).toBe(expected);
  });

  test('may be written in two groups', () => {
    expect(findTotpStep(SECRET, '005 924', atMs)).toBe(step);
  });

  test('property: whatever else is written fits nothing and throws nothing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        fc.pre(!/^\d{6}$/.test(text.replaceAll(' ', '')));
        expect(findTotpStep(SECRET, text, atMs)).toBeUndefined();
      }),
    );
  });
});

test('a secret has 160 bits and stands in the address for the authenticator', () => {
  const secret = newTotpSecret((size) => new Uint8Array(size).fill(7));
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  const url = new URL(totpUrl(secret, 'Waypost', 'ann+x@example.org'));
  expect(url.protocol).toBe('otpauth:');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    issuer: 'Waypost',
    secret,
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
});
