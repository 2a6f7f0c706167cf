import { expect, test } from 'vitest';
import { hashSecret, isSecretOf, newSecret } from './secret-text.ts';
import { countCalls, openTestPeople, unknownSecret } from './testing.ts';

test('a secret is 256 bits of what chance gives, and its hash is SHA-256 (FIPS 180-4, "abc")', () => {
  expect(newSecret((size) => new Uint8Array(size).fill(0xff))).toBe(`${'_'.repeat(42)}8`);
  expect(hashSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test.each([
  ['itself', 'abc', true],
  ['another', 'abd', false],
  ['nothing', '', false],
])('a secret that was shown is compared in constant time: %s', (_, shown, isSame) => {
  const compared = countCalls('timingSafeEqual');
  expect(isSecretOf(hashSecret('abc'), shown)).toBe(isSame);
  expect(compared.calls()).toBe(1);
});

test('no hash is the hash of nothing', () => {
  expect(isSecretOf('', '')).toBe(false);
  expect(isSecretOf('', 'abc')).toBe(false);
});

test('the token of the set-up link is compared so', async () => {
  const { people } = await openTestPeople();
  await people.setUp.issueToken();
  const compared = countCalls('timingSafeEqual');
  const given = { token: unknownSecret(), email: 'a@example.org', name: 'A', password: 'x', language: 'en' };
  await people.setUp.complete(given, { ip: '192.0.2.1', userAgent: '' });
  expect(compared.calls()).toBeGreaterThan(0);
});
